// Every step of the recording, against the recording applied by hand and against what is known to have happened.
import { describe, expect, test } from 'vitest';
import { answer } from '../../src/devnet/calls.ts';
import { type ChainState, createChainState } from '../../src/devnet/state.ts';
import { type Body, fixtureJson, recording } from './ask.ts';

type Table = Record<string, string | null>;
type Plain = Record<string, { kv: Table; maps: Record<string, Table> }>;

/** The recording as nested objects with deleted entries taken out, changed in place. */
function applyByHand(plain: Plain, changes: (typeof recording.steps)[number]['changes']): void {
  for (const [id, change] of Object.entries(changes)) {
    const contract = plain[id] ?? { kv: {}, maps: {} };
    plain[id] = contract;
    const merged = { ...contract.kv, ...change.kv };
    contract.kv = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
    for (const [map, fields] of Object.entries(change.maps ?? {})) {
      const all = { ...contract.maps[map], ...fields };
      contract.maps[map] = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
    }
  }
}

/** Everything that the state lists of a contract, field lists of maps left out. */
function listed(state: ChainState, id: string, table: 'KV' | 'MAP'): Table {
  const all = state.storage(id)?.list({ table, prefix: '', from: '', to: '', limit: Number.POSITIVE_INFINITY }) ?? [];
  const entries = all.filter(({ key }) => table === 'KV' || key.includes('-'));
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}

function flat(maps: Record<string, Table>): Table {
  const entries = Object.entries(maps).flatMap(([map, fields]) =>
    Object.entries(fields).map(([field, value]) => [`${map}-${field}`, value] as const),
  );
  return Object.fromEntries(entries);
}

function ask(state: ChainState, path: string): Body {
  return answer(state, { method: 'GET', path, body: undefined }).body as Body; // of the fields that the call has
}

describe('stepping through the whole recording', () => {
  test('storage equals the recording applied by hand, and blocks and times move with it', () => {
    const state = createChainState(recording);
    const plain = structuredClone(recording.initial.contracts) as Plain;
    for (const [index, step] of recording.steps.entries()) {
      applyByHand(plain, step.changes);
      expect(state.advance()).toBe(true);
      expect([state.step, state.lib.number, String(state.lib.time)]).toEqual([index, step.block, step.time]);
      for (const id of index % 36 === 35 ? Object.keys(plain) : Object.keys(step.changes)) {
        expect(listed(state, id, 'KV')).toEqual(plain[id]?.kv);
        if (index % 12 === 11) expect(listed(state, id, 'MAP')).toEqual(flat(plain[id]?.maps ?? {}));
      }
    }
    expect(state.advance()).toBe(false);
    expect(state.step).toBe(recording.steps.length - 1);
  });

  test('balances, supply and frozen tokens follow', () => {
    const state = createChainState(recording);
    const frozen = [...recording.initial.frozen];
    for (const step of recording.steps) {
      state.advance();
      frozen.push(...(step.frozenAdded ?? []));
      for (const [account, amount] of Object.entries(step.balances?.iost ?? {})) {
        expect(state.balance('iost', account)).toBe(amount);
      }
      for (const { account } of step.frozenAdded ?? []) {
        expect(state.frozen(account)).toEqual(frozen.filter((tokens) => tokens.account === account));
        expect(ask(state, `/getAccount/${account}/false`).frozen_balances.length).toBeGreaterThan(0);
      }
      if (step.tokens?.iost) {
        const { current_supply } = ask(state, '/getTokenInfo/iost/false');
        expect(BigInt(current_supply)).toBe(BigInt(padded(step.tokens.iost.supply)));
      }
    }
  });

  test('the witness list changes exactly where nodes enter and leave it', () => {
    type Event = { readonly type: string; readonly node: string };
    const transitions = fixtureJson<readonly { step: number; events: readonly Event[] }[]>('transitions.json');
    const state = createChainState(recording);
    const witnesses = () => new Set(ask(state, '/getChainInfo').witness_list.map((key) => owner(state, key)));
    let before = witnesses();
    while (state.advance()) {
      const events = transitions.find(({ step }) => step === state.step)?.events ?? [];
      const named = (type: string) => events.filter((event) => event.type === type).map(({ node }) => node);
      const now = witnesses();
      expect([...now.difference(before)].sort()).toEqual(named('producer_list_entered').sort());
      expect([...before.difference(now)].sort()).toEqual(named('producer_list_left').sort());
      before = now;
    }
  });

  test('bonuses are the contract’s, as far as a float product goes', () => {
    type Sample = { step: number; candidates: Record<string, string>; voters: Record<string, string> };
    const state = createChainState(recording);
    for (const { step, candidates, voters } of fixtureJson<readonly Sample[]>('bonus-vectors.json')) {
      while (state.step < step) state.advance();
      for (const [node, bonus] of Object.entries(candidates)) {
        expect(ask(state, `/getCandidateBonus/${node}/false`).bonus).toBeCloseTo(Number(bonus), 7);
      }
      for (const [voter, bonus] of Object.entries(voters)) {
        expect(ask(state, `/getVoterBonus/${voter}/false`).bonus).toBeCloseTo(Number(bonus), 6);
      }
    }
  });
});

function owner(state: ChainState, publicKey: string): string {
  return JSON.parse(state.storage('vote_producer.iost')?.value('producerKeyToId', publicKey) ?? 'null');
}

/** "1.5" → "150000000" */
function padded(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  return whole + fraction.padEnd(8, '0');
}
