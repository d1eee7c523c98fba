// Linking on the real program, with people on both platforms: what a stranger's link can do, and what it takes to be one.
import { afterAll, expect, test } from 'vitest';
import { startFakeDiscord } from '../fakes/discord/index.ts';
import { startFakeTelegram } from '../fakes/telegram/index.ts';
import { nowSeenBy, seenBy } from '../platforms/discord/stage.ts';
import { startDevnet } from '../support/devnet.ts';
import { removeFolders, start } from './herald.ts';

afterAll(removeFolders);

test('a stranger’s link gives away nothing, and two yeses join two platforms', async () => {
  await using devnet = await startDevnet();
  await using discord = await startFakeDiscord();
  const telegram = await startFakeTelegram();
  const herald = start([], {
    env: {
      IOST_RPC: devnet.url,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_BASE: discord.apiBase,
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    },
  });
  try {
    const [victim, mallory, ann] = [telegram.person(7), telegram.person(666), discord.person()];
    await expect.poll(() => discord.world.commands.length).toBeGreaterThan(0);
    telegram.say(victim, 'private', '/watch iost_kor elected');
    await expect.poll(() => telegram.shown(victim)).toContain('#1');

    telegram.say(mallory, 'private', '/link');
    await expect.poll(() => telegram.shown(mallory)).toMatch(/link [A-Z2-9]{8}/);
    const code = /link ([A-Z2-9]{8})/.exec(telegram.shown(mallory))?.[1] ?? '';
    telegram.say(victim, 'private', `/start link_${code}`);
    await expect.poll(() => telegram.shown(victim)).toContain('Say yes only if it is yours.');
    expect(telegram.shown(victim)).toContain('666');
    telegram.press(victim, 'private', 'No');
    await expect.poll(() => telegram.shown(victim)).toContain('Nothing has changed.');
    for (const [payload, asked] of [
      ['forgetme', 'This erases for good'],
      ['unlink', 'A link asks for this in your name.'],
    ]) {
      telegram.say(victim, 'private', `/start ${payload}`);
      await expect.poll(() => telegram.shown(victim)).toContain(asked ?? '');
    }
    telegram.say(mallory, 'private', '/alerts');
    await expect.poll(() => telegram.shown(mallory)).toContain('Nothing is watched yet');

    telegram.say(victim, 'private', '/link');
    await expect.poll(() => telegram.shown(victim)).toMatch(/link [A-Z2-9]{8}/);
    const own = /link ([A-Z2-9]{8})/.exec(telegram.shown(victim))?.[1] ?? '';
    await ann.slash('link', { code: own });
    await expect.poll(() => seenBy(ann)).toContain('Link with this account?');
    expect(seenBy(ann)).toContain('Telegram');
    await ann.press('Yes, link');
    await expect.poll(() => nowSeenBy(ann).join('\n')).toContain('Your yes is noted.');
    await expect.poll(() => telegram.shown(victim), { timeout: 10_000 }).toContain(`Id there: ${ann.id}`);
    telegram.press(victim, 'private', 'Yes, link');
    await expect.poll(() => telegram.shown(victim)).toContain('Linked: one list, one mute');
    await expect.poll(() => nowSeenBy(ann).join('\n'), { timeout: 10_000 }).toContain('are linked now');
    await ann.slash('alerts', {});
    await expect.poll(() => seenBy(ann)).toContain('IOSTer Korea');

    await ann.slash('unlink', {});
    await expect.poll(() => telegram.shown(victim), { timeout: 10_000 }).toContain('has left the link');
    await ann.slash('alerts', {});
    await expect.poll(() => nowSeenBy(ann).at(-1)).toContain('Nothing is watched yet');
  } finally {
    herald.child.kill('SIGTERM');
    expect((await herald.ended).code).toBe(0);
    await telegram.stop();
  }
});
