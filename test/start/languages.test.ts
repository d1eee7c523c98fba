// A language is one file: a copy of the English one under another locale, with some of its texts changed, and the bot speaks
// it, offers it and understands its names.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slashCommands } from '../../src/platforms/discord/menu/slash-commands.ts';
import { folder } from '../../src/start/folder.ts';
import { loadCatalogue, loadVocabulary } from '../../src/start/vocabulary.ts';
import { readable, startHost, type TestHost } from '../support/host.ts';

const LOCALE = 'ko';
const locales = mkdtempSync(join(tmpdir(), 'herald-locales-'));
let bot: TestHost;

beforeAll(async () => {
  cpSync(folder('data/locales'), locales, { recursive: true });
  const texts = JSON.parse(readFileSync(join(locales, 'en.json'), 'utf8'));
  texts.language.name = '한국어';
  texts.zones = { 'Asia/Seoul': ['서울'] };
  texts.commands.links.text.title = '링크';
  texts.commands.help.description = '무엇을 물어볼 수 있는지';
  texts.commands.standings.name = '순위';
  texts.commands.settings.text.saved = '저장했습니다.';
  writeFileSync(join(locales, `${LOCALE}.json`), JSON.stringify(texts));
  bot = await startHost({ vocabulary: await loadVocabulary(await loadCatalogue(locales), 'en') });
});
afterAll(async () => {
  await bot[Symbol.asyncDispose]();
  rmSync(locales, { recursive: true });
});

test('settings offers it by the name that it calls itself, and the answer speaks it', async () => {
  const { actions = [] } = (await bot.ask('settings')).reply;
  expect(actions.map(({ label }) => label)).toEqual(['한국어', '简体中文']);
  const [korean] = actions;
  const changed = korean && (await bot.press(korean));
  expect(changed && readable(changed)).toContain('저장했습니다.');
  expect((await bot.ask('links')).reply.title).toBe('링크');
  expect((await bot.ask('links', { userId: 'li', locale: 'zh-CN' })).locale).toBe('zh-CN');
});

test('whoever comes with it is answered in it', async () => {
  const asker = { userId: 'kim', locale: 'ko-KR' };
  expect((await bot.ask('links', asker)).reply.title).toBe('링크');
  expect(readable(await bot.ask('help', asker))).toContain('help — 무엇을 물어볼 수 있는지');
  expect((await bot.ask('순위 2', asker)).kind).toBe('answered');
});

test('it stands in help, in mistakes, in completions and in menus', async () => {
  expect(readable(await bot.ask('help settings'))).toContain('[language: en|ko|zh-CN]');
  expect(readable(await bot.ask('settings fr'))).toContain('en, ko, zh-CN');
  expect(await bot.host.complete('settings', 'language', 'k', 5)).toEqual([{ value: 'ko', label: 'ko' }]);
  const menu = slashCommands(bot.host).find(({ name }) => name === 'settings');
  expect(menu).toMatchObject({
    options: [
      { choices: [{ value: 'en' }, { value: 'ko', name_localizations: { ko: '한국어' } }, { value: 'zh-CN' }] },
      {},
    ],
  });
});

test('its names of time zones are understood by everybody', async () => {
  const { reply } = await bot.ask('quiet 23:00 07:00 서울', { userId: 'lee' });
  expect(reply.data).toMatchObject({ zone: 'Asia/Seoul' });
  expect(await bot.host.complete('quiet', 'zone', '서', 5)).toEqual([{ value: 'Asia/Seoul', label: 'Asia/Seoul' }]);
});
