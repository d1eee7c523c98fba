// What every chat platform must hold where others read along: what is private is seen by nobody else at any time, however
// slow the node is. The real commands, each way of calling them that help shows, and a node that takes longer than Discord
// waits.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { nameArgs } from '../../src/core/command/arguments.ts';
import type { Command, Privacy } from '../../src/core/command/command.ts';
import { listed } from '../../src/core/command/lookup.ts';
import type { NamedArgs } from '../../src/core/command/named-args.ts';
import type { ChainReader } from '../../src/core/ports/chain.ts';
import type { AdapterHost } from '../../src/core/ports/platform.ts';
import { commands, startHost } from '../support/host.ts';
import { holds } from './exceptions.ts';

const SLOW_MS = 3_300;
/** Places where others read along. */
export interface Rooms extends AsyncDisposable {
  /** Somebody new calls a command in a place of its own. */
  ask(command: string, values: NamedArgs): Promise<Asked>;
}

interface Asked {
  /** What the asker has seen of the bot, there or in private. */
  seen(): string;
  /** What anybody else there could see at any time: texts, promises of an answer, also what was taken back. */
  seenByOthers(): readonly string[];
}

interface Call {
  readonly command: string;
  readonly values: NamedArgs;
  readonly privacy: Privacy;
}

export function privateAnswersContract(platform: string, openRooms: (host: AdapterHost) => Promise<Rooms>): void {
  describe(`${platform} keeps private what is private where others read along`, () => {
    test('every private command, of a node that is slow', async () => {
      await using bot = await startHost({ wrap: slow });
      await using rooms = await openRooms(bot.host);
      const calls = listed(commands).flatMap((command) => callsOf(bot.host, command));
      const isForOne = ({ privacy }: Call) =>
        privacy === 'private' || (privacy === 'asker' && holds(platform, 'shows an answer to its asker alone'));
      const asked = await Promise.all(
        calls.filter(isForOne).map(async (call) => ({ call, ...(await rooms.ask(call.command, call.values)) })),
      );
      expect(asked.length).toBeGreaterThan(20);
      for (const { call, seen } of asked) await expect.poll(seen, { message: named(call) }).not.toBe('');
      expect(asked.flatMap(({ call, seenByOthers }) => seenByOthers().map((text) => [named(call), text]))).toEqual([]);
    });
  });
}

function callsOf({ privacyOf }: AdapterHost, { name, options, examples }: Command): readonly Call[] {
  return [...new Set(['', ...examples])].map((text) => {
    const values = nameArgs(options, { kind: 'line', text });
    const raw = { kind: 'named', values } as const;
    const chat = { platform: 'any', chatId: 'any', kind: 'group' } as const;
    const actor = { platform: 'any', userId: 'any' };
    return { command: name, values, privacy: privacyOf({ command: name, raw, actor, chat, isChatAdmin: false }) };
  });
}

function named({ command, values }: Call): string {
  return `${command} ${JSON.stringify(values)}`;
}

function slow(reader: ChainReader): ChainReader {
  const late =
    <A extends readonly unknown[], T>(read: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      await delay(SLOW_MS);
      return read(...args);
    };
  return {
    standings: late(reader.standings),
    rewardState: late(reader.rewardState),
    voter: late(reader.voter),
    ballots: late(reader.ballots),
    dividendMasks: late(reader.dividendMasks),
    releases: late(reader.releases),
  };
}
