import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/ports/platform.ts';
import { startHost, type TestHost } from '../support/host.ts';
import { tell } from '../support/tell.ts';

let bot: TestHost;
const me = { userId: 'anna' };
beforeAll(async () => {
  bot = await startHost({ clock: { now: () => Date.UTC(2026, 10, 23, 9, 30) } });
  await tell(bot, { votes: { iost_kor: '2900000' }, flags: { isFirst: true } });
  for (const line of [
    'iost_kor votes 3m',
    'huobipool move 5% 24h down',
    'account:v00000_x claimable 100',
    'all elected',
  ]) {
    await bot.ask(`watch ${line}`, me);
  }
  await bot.ask('mute 2h 2', me);
  await tell(bot, { votes: { iost_kor: '3100000.5' } });
});
afterAll(() => bot[Symbol.asyncDispose]());

function fileOf({ reply }: Outcome): { readonly name: string; readonly text: string } {
  const [file] = reply.blocks.flatMap((block) => (block.kind === 'file' ? [block] : []));
  if (!file) throw new Error('no file');
  return { name: file.name, text: new TextDecoder().decode(file.data) };
}

test('what is watched as CSV, with exact levels', async () => {
  const outcome = await bot.ask('export', me);
  expect(outcome.reply.visibility).toBe('private');
  const { name, text } = fileOf(outcome);
  expect(name).toBe('herald-subscriptions.csv');
  expect(text.split('\r\n')).toEqual([
    'id,subject,rule,event,level,periodSeconds,direction,createdAt,mutedUntil',
    '1,iost_kor,votes 3m,votes,3000000,,both,2026-11-23T09:30:00.000Z,',
    '2,huobipool,move 5% 1d down,move,0.05,86400,down,2026-11-23T09:30:00.000Z,2026-11-23T11:30:00.000Z',
    '3,account:v00000_x,claimable 100,claimable,100,,up,2026-11-23T09:30:00.000Z,',
    '4,all,elected,elected,,,both,2026-11-23T09:30:00.000Z,',
    '',
  ]);
});

test('past alerts as JSON, with the values exact', async () => {
  const { name, text } = fileOf(await bot.ask('export history json', me));
  expect(name).toBe('herald-history.json');
  expect(JSON.parse(text)).toMatchObject([
    {
      kind: 'alert',
      subject: 'iost_kor',
      rule: 'votes 3m',
      outcome: 'waiting',
      type: 'votes',
      direction: 'up',
      level: '3000000',
      before: '2900000',
      after: '3100000.5',
      fromBlock: 519600,
      toBlock: 520200,
      sources: 'one.example, two.example',
      isSynthetic: true,
      isOffline: false,
      isOneSource: false,
    },
  ]);
});

test('both in both forms, a tap from each other', async () => {
  const names = new Set<string>();
  const visit = async (outcome: Outcome): Promise<void> => {
    const { name } = fileOf(outcome);
    if (names.has(name)) return;
    names.add(name);
    for (const action of outcome.reply.actions ?? []) await visit(await bot.press(action, me));
  };
  await visit(await bot.ask('export', me));
  expect([...names].sort()).toEqual([
    'herald-history.csv',
    'herald-history.json',
    'herald-subscriptions.csv',
    'herald-subscriptions.json',
  ]);
});

test('what happened is text, and no formula, however it is written', async () => {
  const formula = '=HYPERLINK("http://evil.example")';
  await bot.ask('watch mathwallet profile', me);
  await tell(bot, { events: [{ type: 'profile_changed', subject: 'mathwallet', after: formula, fires: ['profile'] }] });
  const { text } = fileOf(await bot.ask('export history csv', me));
  expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(text).not.toMatch(/(^|,)"?[=+@]/m);
});

test('of nothing is a file with a header, and nobody gets another’s', async () => {
  const { text } = fileOf(await bot.ask('export', { userId: 'ben' }));
  expect(text.split('\r\n')).toHaveLength(2);
  expect(JSON.parse(fileOf(await bot.ask('export history json', { userId: 'ben' })).text)).toEqual([]);
});

test('in a group it is the group’s list, for the one who asks', async () => {
  const group = { kind: 'group', chatId: '-1', ...me } as const;
  await bot.ask('watch iost_kor online', { ...group, isChatAdmin: true });
  const outcome = await bot.ask('export json here', group);
  expect(outcome.reply.visibility).toBe('private');
  expect(JSON.parse(fileOf(outcome).text)).toMatchObject([{ rule: 'online' }]);
});
