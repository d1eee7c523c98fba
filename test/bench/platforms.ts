// 200 people at once on each platform: Herald beside the barest bot on the same library, against the same local server.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/index.ts';
import type { FakeInteraction } from '../fakes/discord/types.ts';
import { type FakeTelegram, startFakeTelegram } from '../fakes/telegram/index.ts';
import { benchCrowd, type Crowd, PEOPLE } from './crowd.ts';
import { printRow } from './figures.ts';
import { type Program, scratch, startHerald, startProgram } from './processes.ts';

type Env = Readonly<Record<string, string>>;

export async function benchPlatforms(nodeUrl: string): Promise<void> {
  console.log(
    `\n${PEOPLE} people ask "standings" at once, five times (from the question's arrival to the answer's acceptance)`,
  );
  printRow('', 'p50', 'p99', 'answers/s', 'memory');
  await onDiscord('discord.js with a constant answer', CONSTANT, (env) => bare('bare-discord.ts', env));
  await onDiscord('herald on Discord', STANDINGS, (env) => herald(nodeUrl, env));
  await onTelegram('telegraf with a constant answer', CONSTANT, (env) => bare('bare-telegram.ts', env));
  await onTelegram('herald on Telegram', STANDINGS, (env) =>
    herald(nodeUrl, { ...env, TELEGRAM_MESSAGES_PER_SECOND: '1000' }),
  );
  await onTelegram("herald on Telegram, at Telegram's 30 messages/s", STANDINGS, (env) => herald(nodeUrl, env));
}

const CONSTANT = 'A constant answer.';
const STANDINGS = 'IOSTer Korea';

function bare(file: string, env: Env): Program {
  return startProgram(process.execPath, [fileURLToPath(new URL(file, import.meta.url))], env);
}

function herald(nodeUrl: string, env: Env): Program {
  const database = join(scratch, `platforms-${crypto.randomUUID()}.db`);
  return startHerald({ ...env, IOST_RPC: nodeUrl, DATABASE_URL: `sqlite:${database}`, LOG_LEVEL: 'error' });
}

async function onDiscord(what: string, expected: string, start: (env: Env) => Program): Promise<void> {
  await using fake = await startFakeDiscord();
  await using program = start({ DISCORD_TOKEN: fake.token, DISCORD_API_BASE: fake.apiBase });
  while (fake.world.commands.length === 0) await sleep(20);
  await benchCrowd(what, { ...discordCrowd(fake), expected }, program);
}

function discordCrowd(fake: FakeDiscord): Omit<Crowd, 'expected'> {
  const people = Array.from({ length: PEOPLE }, () => fake.person());
  let open: { readonly i: number; readonly asked: FakeInteraction }[] = [];
  let heard: (i: number, text: string) => void = () => undefined;
  setInterval(() => {
    for (const { i, asked } of open) if (asked.answered === 'yes') heard(i, JSON.stringify(asked.original?.versions));
    open = open.filter(({ asked }) => asked.answered !== 'yes');
  }, 1).unref();
  return {
    ask: async (i) => {
      const asked = await people[i]?.slash('standings', {});
      if (asked) open.push({ i, asked });
    },
    onAnswer: (listener) => {
      heard = listener;
    },
  };
}

async function onTelegram(what: string, expected: string, start: (env: Env) => Program): Promise<void> {
  const fake = await startFakeTelegram();
  try {
    await using program = start({ TELEGRAM_TOKEN: fake.token, TELEGRAM_API_ROOT: fake.apiRoot });
    while (fake.callsOf('getUpdates').length === 0) await sleep(20);
    await benchCrowd(what, { ...telegramCrowd(fake), expected }, program);
  } finally {
    await fake.stop();
  }
}

function telegramCrowd(fake: FakeTelegram): Omit<Crowd, 'expected'> {
  const people = Array.from({ length: PEOPLE }, (_, i) => fake.person(1_000 + i));
  return {
    ask: (i) => {
      const person = people[i];
      if (person) fake.say(person, 'private', '/standings', commandEntity);
    },
    onAnswer: (heard) => {
      // A picture comes in front of its text.
      fake.onMessage = ({ chat, text }) => text !== undefined && heard(chat.id - 1_000, text);
    },
  };
}

const commandEntity = { entities: [{ type: 'bot_command', offset: 0, length: '/standings'.length }] };
