// What every chat platform must hold where the words of somebody else can come in a person's name: nothing is changed by them.
// The real commands, each way of calling them that help shows and some that hurt, and a real database before and after.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listed } from '../../src/core/command/lookup.ts';
import type { AdapterHost, Outcome } from '../../src/core/ports/platform.ts';
import { dumpOf } from '../support/database-dump.ts';
import { commands, startHost, type TestHost } from '../support/host.ts';

/** Somebody who has a list, and runs a room that has one. */
export interface Victim extends AsyncDisposable {
  readonly userId: string;
  /** Whose list the room has. */
  readonly room: { readonly chatId: string };
  /** Says it in private, or in the room. */
  say(line: string, where: 'private' | 'room'): Promise<void>;
  /** Ways in which somebody else's words come in this person's name; false where a way cannot hold these. */
  readonly ways: Readonly<Record<string, (command: string, rest: string) => boolean>>;
}

/** Whom the bot has met is no change that anybody asked for, and what was seen of updates none at all. */
const NOT_ASKED_FOR = ['met_people', 'seen_updates', 'chain_snapshots', 'snapshots'];

const OWN_WORDS: readonly (readonly [line: string, where: 'private' | 'room'])[] = [
  ['watch iost_kor elected', 'private'],
  ['watch mathwallet votes 3m', 'private'],
  ['me add v00000_x savings', 'private'],
  ['settings en', 'private'],
  ['quiet 23:00 7:00 +8', 'private'],
  ['digest daily', 'private'],
  ['watch iost_kor elected', 'room'],
  ['watch mathwallet elected', 'room'],
];

const HARMFUL = [
  ...['forgetme yes', 'forgetme sure=yes', 'unwatch 1', 'unwatch iost_kor', 'unwatch iost_kor_elected', 'unwatch all'],
  ...['settings zh-CN', 'mute 2h', 'mute all', 'quiet off', 'digest off', 'digest weekly', 'me remove v00000_x'],
  ...[
    'link',
    'link ABCDEFGH',
    'link first',
    'unlink',
    'unlink yes',
    'watch huobipool elected',
    'testalert',
    'alerts ping=5',
  ],
  ...['confirm 0', 'bring 7', 'start', 'mydata', 'link me', 'watch all elected'],
];

export function indirectCallsContract(platform: string, open: (host: AdapterHost) => Promise<Victim>): void {
  describe(`${platform} changes nothing by the words of somebody else`, () => {
    test('every command, in every way in which they come', { timeout: 300_000 }, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'herald-indirect-'));
      const file = join(folder, 'herald.db');
      await using bot = await startHost({ databaseUrl: `sqlite:${file}`, ttlMs: 600_000 });
      const heard = listenTo(bot);
      await using victim = await open(heard.host);
      for (const [line, where] of OWN_WORDS) {
        await victim.say(line, where);
        await heard.all(1);
      }
      const before = dumpOf(file, NOT_ASKED_FOR);
      expect(before.subscriptions).toHaveLength(4);
      const outcomes = await callAll(victim, heard);
      expect(dumpOf(file, NOT_ASKED_FOR)).toEqual(before);
      expect(outcomes.filter(({ kind }) => kind === 'asked').length).toBeGreaterThan(10);

      // And the same as the person's own words do change it, so that there was something to see.
      for (const line of ['unwatch 1', 'settings zh-CN', 'mute 2h']) {
        await victim.say(line, 'private');
        await heard.all(1);
      }
      expect(dumpOf(file, NOT_ASKED_FOR)).not.toEqual(before);
      rmSync(folder, { recursive: true });
    });
  });
}

async function callAll(victim: Victim, heard: Heard): Promise<readonly Outcome[]> {
  const { length: first } = heard.outcomes;
  const lines = listed(commands).flatMap(({ name, examples }) => ['', ...examples].map((rest) => `${name} ${rest}`));
  for (const line of new Set([...lines, ...HARMFUL])) {
    const [command = '', ...words] = line.trim().split(' ');
    const came = Object.values(victim.ways).filter((call) => call(command, words.join(' ')));
    await heard.all(came.length, line);
  }
  return heard.outcomes.slice(first);
}

interface Heard {
  readonly host: AdapterHost;
  readonly outcomes: readonly Outcome[];
  /** Resolves when so many more were answered. */
  all(count: number, what?: string): Promise<void>;
}

/** As fast as they like: whoever is asked to slow down changes nothing either. */
function listenTo({ host }: TestHost): Heard {
  const outcomes: Outcome[] = [];
  let known = 0;
  return {
    outcomes,
    host: {
      ...host,
      answer: async (invocation) => {
        const outcome = await host.answer({ ...invocation, isOperator: true });
        outcomes.push(outcome);
        return outcome;
      },
    },
    all: async (count, what = '') => {
      known += count;
      await expect.poll(() => outcomes.length, { message: what }).toBe(known);
    },
  };
}
