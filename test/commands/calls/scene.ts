// A bot with two people and one place of every kind, all of which have something that could be lost, and what is kept of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Owner, PersonKey } from '../../../src/core/ports/ids.ts';
import { EstimateUnavailable } from '../../../src/core/ports/outage.ts';
import { startHost, type TestHost } from '../../support/host.ts';
import { PLACE_NAMES, PLACES, type PlaceName } from '../../support/places.ts';

/** Stands in what only its person may read. */
export const SECRET = 'zzsecret';
export const ann: PersonKey = { platform: 'test', userId: 'ann' };
export const ben: PersonKey = { platform: 'test', userId: 'ben' };

export interface Scene extends AsyncDisposable {
  readonly bot: TestHost;
  readonly ids: string[];
  readonly questions: string[];
  now(): number;
  /** Later than a second press of the same. */
  goOn(): void;
  /** Gives back what was lost. */
  settle(): Promise<void>;
  /** Everything that is kept. */
  dump(): string;
  /** Everything that is kept of a list, and of the chat that has it. */
  stateOf(owner: Owner): Promise<string>;
}

export function listIn(place: PlaceName): Owner {
  return { kind: 'chat', chat: { platform: 'test', chatId: PLACES[place].chatId } };
}

export async function openScene(): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'herald-calls-'));
  const file = join(folder, 'calls.db');
  let now = Date.UTC(2026, 10, 25, 12);
  const late = () => Promise.reject(new EstimateUnavailable('not asked for'));
  const bot = await startHost({
    clock: { now: () => now },
    databaseUrl: `sqlite:${file}`,
    rotation: { year: late, whatIf: late, votesForOneMore: late, waitMs: () => 0 },
  });
  const hand = new Database(file, { readonly: true });
  const { people, subscriptions, chats } = bot.store;
  const owners = [...[ann, ben].map((person): Owner => ({ kind: 'person', person })), ...PLACE_NAMES.map(listIn)];
  const { value } = await bot.chain.standings();
  const terms = { chain: value.chain, threshold: value.threshold, time: value.time };
  const ids: string[] = [];
  return {
    bot,
    ids,
    questions: [],
    now: () => now,
    goOn: () => {
      now += 3_000;
    },
    settle: async () => {
      for (const person of [ann, ben]) {
        await people.meet(person);
        await people.saveAccount(person, { account: 'v00000_x', label: SECRET + person.userId }, 10);
      }
      for (const owner of owners) {
        const rule = { event: 'online', direction: 'both' } as const;
        const watch = { subject: { kind: 'node', node: 'iost_kor' }, rule, creator: ann, terms } as const;
        const added = await subscriptions.add(owner, watch, 99, now);
        if (added.kind === 'added') ids.push(String(added.subscription.id));
      }
    },
    dump: () => {
      const names = hand.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();
      return jsonOf(names.map((name) => [name, hand.prepare(`select * from "${String(name)}"`).all()]));
    },
    stateOf: async (owner) =>
      jsonOf([
        await subscriptions.list(owner),
        await subscriptions.preferences(owner),
        await subscriptions.alerts(owner, 99),
        owner.kind === 'chat'
          ? await chats.settings(owner.chat)
          : [await people.settings(owner.person), await people.accounts(owner.person)],
      ]),
    [Symbol.asyncDispose]: async () => {
      hand.close();
      await bot[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
}
