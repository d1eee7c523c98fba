// The fakes beside a bot that may be killed: what a crash harness builds on.
import { expect, test } from 'vitest';
import { createDiscordAdapter } from '../../src/platforms/discord/index.ts';
import { createTelegramAdapter } from '../../src/platforms/telegram/index.ts';
import { createScriptedHost, say } from '../platforms/scripted-host.ts';
import { spawnFakes } from './spawn.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('both platforms from another process: people, commands, messages, faults and a count of all', async () => {
  await using fakes = await spawnFakes({ limits: { scale: 10 } });
  const host = createScriptedHost(() => say('an answer'));
  const telegram = createTelegramAdapter({ ...fakes.telegram, log, timeScale: 10 });
  const discord = createDiscordAdapter({ ...fakes.discord, log, timeScale: 10 });
  try {
    await Promise.all([telegram.start(host), discord.start(host)]);
    await expect.poll(() => fakes.tell('isHeard')).toEqual({ telegram: true, discord: true });
    await fakes.tell('telegramPeople', [7]);
    const [ann = ''] = await fakes.tell('discordPeople', 1);
    await fakes.tell('sayOnTelegram', 7, '/standings');
    await fakes.tell('callOnDiscord', ann, 'standings');
    const seen = async () => Object.values(await fakes.tell('delivered')).map((all) => all.map(({ text }) => text));
    await expect.poll(seen).toEqual([['an answer'], ['an answer']]);
    await fakes.tell('faults', { rate: 1, seed: 1, kinds: ['no-answer'] });
    expect(await telegram.send({ kind: 'person', userId: '7' }, say('news'), 'key')).toEqual({ kind: 'unknown' });
    expect(await discord.send({ kind: 'person', userId: ann }, say('news'), 'key')).toEqual({ kind: 'unknown' });
    await fakes.tell('faults');
    expect(await discord.send({ kind: 'person', userId: ann }, say('news'), 'key')).toEqual({ kind: 'ok' });
    expect(await seen()).toEqual([
      ['an answer', 'news'],
      ['an answer', 'news'],
    ]);
    const delivered = await fakes.tell('delivered');
    expect(delivered.telegram[1]).toMatchObject({ chatId: '7', at: expect.any(Number) });
    expect(delivered.discord[1]).toMatchObject({ userId: ann, nonce: expect.stringMatching(/^[\w-]{25}$/) });
    await fakes.tell('later', 181_000);
    await discord.send({ kind: 'person', userId: ann }, say('news'), 'key');
    expect((await fakes.tell('delivered')).discord).toHaveLength(3);
    expect(await fakes.tell('counts')).toEqual({
      telegram: { faults: 1, refused: 0 },
      discord: { faults: 2, refused: 0 },
    });
    await expect(fakes.tell('sayOnTelegram', 8, 'x')).rejects.toThrow('nobody is 8');
  } finally {
    await Promise.all([telegram.stop(), discord.stop()]);
  }
});
