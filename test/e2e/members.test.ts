// Members of a Discord server on the real program: what they follow for themselves from there, and what administrators set.
import { afterAll, expect, test } from 'vitest';
import { startFakeDiscord } from '../fakes/discord/index.ts';
import { nowSeenBy, seenBy } from '../platforms/discord/stage.ts';
import { startDevnet } from '../support/devnet.ts';
import { removeFolders, start } from './herald.ts';

afterAll(removeFolders);

test('a member whose private chat is closed is told so at once, and follows when it is open; roles that do not ring are refused', async () => {
  await using devnet = await startDevnet();
  await using discord = await startFakeDiscord();
  const { world, room, guildId } = discord;
  const voters = discord.addRole({ name: 'voters', isMentionable: true });
  const silent = discord.addRole({ name: 'silent', isMentionable: false });
  const env = { IOST_RPC: devnet.url, DISCORD_TOKEN: discord.token, DISCORD_API_BASE: discord.apiBase };
  const herald = start([], { env });
  try {
    const ann = discord.person({ channel: room });
    const onlooker = discord.person({ channel: room });
    const direct = world.openDirect(ann.id);
    direct.refuses = [403, 50007];
    await ann.slash('watch', { subject: 'huobipool', event: 'elected' });
    await expect.poll(() => seenBy(ann)).toContain('does not let me write to you privately');
    delete direct.refuses;
    await ann.press('Try again');
    await expect.poll(() => discord.delivered(direct).length).toBe(1);
    await ann.slash('alerts', {});
    await expect.poll(() => nowSeenBy(ann).join()).toContain('#1');
    expect(nowSeenBy(onlooker)).toEqual([]);

    const admin = discord.person({ channel: room, isAdmin: true });
    for (const [ping, why] of [
      [guildId, 'is everybody here'],
      [silent.id, 'I may not mention silent here'],
      ['123', '“123” is no role of this server'],
    ] as const) {
      await admin.slash('alerts', { ping });
      await expect.poll(() => seenBy(admin)).toContain(why);
    }
    await admin.slash('alerts', { ping: voters.id });
    await expect.poll(() => seenBy(admin)).toContain('voters');
  } finally {
    herald.child.kill('SIGTERM');
    expect((await herald.ended).code).toBe(0);
  }
});
