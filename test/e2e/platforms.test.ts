// Both platforms in one process on the real program, with a node behind: what people on each of them get to see.
import { afterAll, expect, test } from 'vitest';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/index.ts';
import { type FakeTelegram, startFakeTelegram } from '../fakes/telegram/index.ts';
import { nowSeenBy, seenBy } from '../platforms/discord/stage.ts';
import { startDevnet } from '../support/devnet.ts';
import { removeFolders, saidAtStart, start } from './herald.ts';

afterAll(removeFolders);

function startOn(nodeUrl: string, discord: FakeDiscord, telegram: FakeTelegram, telegramToken = telegram.token) {
  return start([], {
    env: {
      IOST_RPC: nodeUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_BASE: discord.apiBase,
      TELEGRAM_TOKEN: telegramToken,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    },
  });
}

test('standings, a node, paging and completion on both platforms, and a clean end', async () => {
  await using devnet = await startDevnet();
  await using discord = await startFakeDiscord();
  const telegram = await startFakeTelegram();
  const herald = startOn(devnet.url, discord, telegram);
  try {
    const ann = discord.person();
    await expect.poll(() => discord.world.commands.length).toBeGreaterThan(0);
    await ann.slash('standings', {});
    await expect.poll(() => seenBy(ann)).toContain('IOSTer Korea');
    expect(seenBy(ann)).toContain('recorded demo, synthetic votes');
    await expect.poll(() => seenBy(ann)).toContain('Hello, I am Herald');
    const shown = ann.messages().length;
    await ann.press('Next page');
    await expect.poll(() => nowSeenBy(ann).join('\n')).toContain('Page 2 of 31');
    expect(nowSeenBy(ann).join('\n')).not.toContain('Page 1 of 31');
    expect(ann.messages()).toHaveLength(shown);
    await ann.slash('node', { node: 'iostabc' });
    await expect.poll(() => seenBy(ann)).toContain('1,651,397.13453411');
    expect(await ann.type('node', 'node', '火币')).toContainEqual(expect.objectContaining({ value: 'huobipool' }));

    const bob = telegram.person(7);
    telegram.say(bob, 'private', '/standings');
    await expect.poll(() => telegram.shown(bob)).toContain('IOSTer Korea');
    await expect.poll(() => telegram.shown(bob)).toContain('recorded demo, synthetic votes');
    const posted = telegram.messages(bob).length;
    telegram.press(bob, 'private', 'Next page');
    await expect.poll(() => telegram.shown(bob)).toContain('Page 2 of 31');
    expect(telegram.messages(bob)).toHaveLength(posted);
    telegram.say(bob, 'private', '/node iostabc');
    await expect.poll(() => telegram.shown(bob)).toContain('1,651,397.13453411');
    const query = telegram.queryInline(bob, 'huobi');
    await expect.poll(() => JSON.stringify(telegram.inline.get(query))).toContain('huobipool');
  } finally {
    herald.child.kill('SIGTERM');
    const { code, err } = await herald.ended;
    await telegram.stop();
    expect(code).toBe(0);
    expect(err).not.toContain(discord.token);
    expect(err).not.toContain(telegram.token);
  }
});

test('a wrong token is one clear sentence and exit 1 when no other platform is configured', async () => {
  await using devnet = await startDevnet();
  await using discord = await startFakeDiscord();
  const env = { IOST_RPC: devnet.url, DISCORD_TOKEN: 'wrong.token.of-nobody', DISCORD_API_BASE: discord.apiBase };
  const { code, out, err } = await start([], { env: { ...env, LOG_LEVEL: 'silent' } }).ended;
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(saidAtStart({ err })).toMatch(/^Herald cannot start: [^\n]*DISCORD_TOKEN[^\n]*$/);
  expect(err).not.toContain('wrong.token');
});

test('a wrong token leaves the other platform alone', async () => {
  await using devnet = await startDevnet();
  await using discord = await startFakeDiscord();
  const telegram = await startFakeTelegram();
  const herald = startOn(devnet.url, discord, telegram, '1:wrong_token_of_nobody');
  try {
    const ann = discord.person();
    await expect.poll(() => discord.world.commands.length).toBeGreaterThan(0);
    await ann.slash('help', {});
    await expect.poll(() => seenBy(ann)).toContain('standings');
    await expect.poll(herald.written).toContain('TELEGRAM_TOKEN');
    expect(herald.written()).not.toContain('wrong_token');
  } finally {
    herald.child.kill('SIGTERM');
    expect((await herald.ended).code).toBe(0);
    await telegram.stop();
  }
});
