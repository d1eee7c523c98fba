// The commands on Discord's list: valid there, in every language, and written only when they changed.
import { describe, expect, test } from 'vitest';
import { createTranslator } from '../../../../src/core/answer/i18n.ts';
import { slashCommands } from '../../../../src/platforms/discord/menu/slash-commands.ts';
import { checkCommands } from '../../../fakes/discord/limits.ts';
import type { FakeCommand } from '../../../fakes/discord/types.ts';
import { catalogue, commands } from '../../../support/host.ts';
import { createScriptedHost, say, standings } from '../../scripted-host.ts';
import { openScene, startScene } from '../stage.ts';

const translator = await createTranslator(catalogue, 'en');
const real = { commands, locales: translator.locales, texts: (locale: string) => translator.for(locale) };
const host = (more: Partial<ReturnType<typeof createScriptedHost>> = {}) => ({
  ...createScriptedHost(() => say('x')),
  ...more,
});

test('the real commands are valid and there once each', () => {
  const listed: readonly FakeCommand[] = JSON.parse(JSON.stringify(slashCommands(real)));
  expect(() => checkCommands(listed)).not.toThrow();
  expect(listed.map(({ name }) => name)).toEqual(commands.filter(({ isHidden }) => !isHidden).map(({ name }) => name));
});

test('descriptions are there in English and Chinese', () => {
  const node = slashCommands(real).find(({ name }) => name === 'node');
  const text = translator.for('zh-CN')('commands.node.description');
  expect(node).toMatchObject({
    description_localizations: { 'en-US': expect.any(String), 'en-GB': expect.any(String), 'zh-CN': text },
  });
});

test('names of options and choices follow the language where it has them', () => {
  const texts = (locale: string) => (key: string) => {
    const names: Readonly<Record<string, string>> = {
      'commands.standings.name': '排名',
      'commands.standings.optionNames.sort': '排序',
      'commands.standings.optionNames.page': 'not a name!',
      'commands.standings.choices.sort.votes': '按票数',
    };
    const text = locale === 'zh-CN' ? names[key] : undefined;
    if (text === undefined && !/description$|\.options\./.test(key)) throw new Error(`no text for ${key}`);
    return text ?? 'described';
  };
  const [command] = slashCommands({ commands: [standings], locales: ['en', 'zh-CN'], texts });
  expect(command).toMatchObject({ name: 'standings', name_localizations: { 'zh-CN': '排名' } });
  expect(command).toMatchObject({
    options: [
      { name: 'page', type: 4, min_value: 1, max_value: 99 },
      {
        name: 'sort',
        name_localizations: { 'zh-CN': '排序' },
        choices: [{ name: 'votes', value: 'votes', name_localizations: { 'zh-CN': '按票数' } }, { name: 'name' }],
      },
      { name: 'search', type: 3 },
    ],
  });
  expect(JSON.stringify(command)).not.toContain('not a name!');
});

test('they are for servers, direct chats and those who installed the bot for themselves', () => {
  expect(slashCommands(host())[0]).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
});

test('commands for chat admins ask for Manage Server, those for owners are hidden', () => {
  const commandsOf = (access: 'anyone' | 'chat-admin' | 'owner') =>
    slashCommands(host({ commands: [{ ...standings, access }] }))[0];
  expect(commandsOf('anyone')).toMatchObject({ default_member_permissions: null });
  expect(commandsOf('chat-admin')).toMatchObject({ default_member_permissions: '32' });
  expect(commandsOf('owner')).toMatchObject({ default_member_permissions: '0' });
});

describe('registration', () => {
  test('is one write, and none when nothing changed', async () => {
    await using scene = await startScene(host(real));
    const { world } = scene.fake;
    await expect.poll(() => world.commandWrites).toBe(1);
    await scene.adapter.stop();
    await using again = await openScene({ adapter: { apiBase: scene.fake.apiBase } });
    await again.adapter.start(host(real));
    await expect.poll(() => again.logged.join()).toContain('slash commands stand as they are');
    expect(world.commandWrites).toBe(1);
  });

  test('is written again when a text changed', async () => {
    await using scene = await openScene();
    const { world } = scene.fake;
    world.commands = JSON.parse(JSON.stringify(slashCommands(host()))).map((command: FakeCommand) => ({
      ...command,
      description: 'old',
    }));
    await scene.adapter.start(host());
    await expect.poll(() => world.commandWrites).toBe(1);
    expect(world.commands[0]?.description).not.toBe('old');
  });

  test('goes on after trouble', async () => {
    await using scene = await openScene();
    scene.fake.faults.next(/PUT .*commands/, { kind: 'status', status: 503 }, 4);
    await scene.adapter.start(host());
    await expect.poll(() => scene.fake.world.commandWrites).toBe(1);
  });

  test('that Discord refuses is said once, and the bot works on', async () => {
    await using scene = await openScene();
    scene.fake.faults.next(
      /PUT .*commands/,
      { kind: 'status', status: 400, body: { message: 'bad name', code: 50035 } },
      9,
    );
    await scene.adapter.start(host());
    await expect.poll(() => scene.logged.join()).toContain('slash commands were not registered');
    expect(scene.fake.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });
});
