// What every history store must do, whatever database is behind it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Claim, HistoryDay, HistoryStore } from '../../src/core/ports/history.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import { candidate, DAY_MS, HOUR_MS, MAINNET, NOON, snapshotAt } from '../store/samples.ts';

export interface OpenHistory {
  readonly history: HistoryStore;
  add(snapshot: Snapshot, coefficients?: ReadonlyMap<string, string>): Promise<void>;
  addClaims(claims: readonly (Claim & { readonly node: string })[]): Promise<void>;
  close(): Promise<void>;
}

/** Votes by account, at a time. */
const votesAt = (block: number, time: number, votes: Readonly<Record<string, bigint>>, changes?: Partial<Snapshot>) =>
  snapshotAt(block, {
    time,
    candidates: Object.entries(votes).map(([account, amount]) => candidate(account, amount)),
    ...changes,
  });

/** `open` gives an empty history. */
export function historyContract(name: string, open: () => Promise<OpenHistory>): void {
  describe(name, () => {
    let opened: OpenHistory;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    describe('points', () => pointsContract(() => opened));
    describe('hours that only say what changed', () => changesContract(() => opened));
    describe('coefficients', () => coefficientsContract(() => opened));
    describe('claims', () => claimsContract(() => opened));
    describe('days', () => daysContract(() => opened));
    describe('issues', () => issuesContract(() => opened));
  });
}

function pointsContract(opened: () => OpenHistory): void {
  const votesOf = async (account: string, every: 'hour' | 'day', since = 0, chain = MAINNET) =>
    (await opened().history.points(chain, account, every, since)).map(({ votes }) => votes);

  test('are none of an unknown account or chain', async () => {
    await opened().add(snapshotAt(100));
    expect(await votesOf('nobody', 'hour')).toEqual([]);
    expect(await votesOf('alice', 'hour', 0, { ...MAINNET, chainId: 1 })).toEqual([]);
  });

  test('are the first snapshot of each hour and each day, oldest first', async () => {
    const lastHour = NOON + 11 * HOUR_MS;
    const midnight = NOON + 12 * HOUR_MS;
    const { add, history } = opened();
    await add(votesAt(1, lastHour + 1, { alice: 2n ** 80n }));
    await add(votesAt(2, midnight - 1, { alice: 20n }));
    await add(votesAt(3, midnight, { alice: 30n }));
    await add(votesAt(4, midnight + HOUR_MS, { alice: 40n }));
    expect(await history.points(MAINNET, 'alice', 'hour', 0)).toEqual([
      { at: lastHour, block: 1, votes: 2n ** 80n },
      { at: midnight, block: 3, votes: 30n },
      { at: midnight + HOUR_MS, block: 4, votes: 40n },
    ]);
    expect(await history.points(MAINNET, 'alice', 'day', 0)).toEqual([
      { at: midnight - DAY_MS, block: 1, votes: 2n ** 80n },
      { at: midnight, block: 3, votes: 30n },
    ]);
  });

  test('begin at `since`, which is part of it', async () => {
    for (const hour of [0, 1, 2])
      await opened().add(votesAt(hour, NOON + hour * HOUR_MS, { alice: BigInt(hour), bob_1: 7n }));
    expect(await votesOf('alice', 'hour', NOON + HOUR_MS)).toEqual([1n, 2n]);
    expect(await votesOf('bob_1', 'hour', NOON + HOUR_MS)).toEqual([7n, 7n]);
  });

  test('leave out what was not seen', async () => {
    await opened().add(votesAt(1, NOON, { alice: 1n }));
    await opened().add(votesAt(2, NOON + 5 * HOUR_MS, { alice: 1n }));
    const points = await opened().history.points(MAINNET, 'alice', 'hour', 0);
    expect(points.map(({ at }) => at)).toEqual([NOON, NOON + 5 * HOUR_MS]);
  });

  test('of hours go after 90 days, by whole days and of their own chain; days stay', async () => {
    const other = { ...MAINNET, netName: 'testnet' };
    const { add } = opened();
    await add(votesAt(1, NOON, { alice: 1n }));
    await add(votesAt(1, NOON, { alice: 1n }, { chain: other }));
    await add(votesAt(2, NOON + DAY_MS, { alice: 2n }));
    await add(votesAt(3, NOON + DAY_MS + HOUR_MS, { alice: 3n }));
    await add(votesAt(4, NOON + 91 * DAY_MS, { alice: 4n }));
    expect(await votesOf('alice', 'hour')).toEqual([2n, 3n, 4n]);
    expect(await votesOf('alice', 'day')).toEqual([1n, 2n, 4n]);
    expect(await votesOf('alice', 'hour', 0, other)).toEqual([1n]);
  });

  test('are not changed by a snapshot that is older than they are', async () => {
    const { add } = opened();
    await add(votesAt(1, NOON, { alice: 1n }));
    await add(votesAt(9, NOON + 3 * HOUR_MS, { alice: 1n }));
    await add(votesAt(5, NOON + HOUR_MS, { alice: 5n }));
    expect(await votesOf('alice', 'hour')).toEqual([1n, 1n]);
  });

  test('are kept of thousands of candidates', async () => {
    const candidates = Array.from({ length: 12_000 }, (_, index) => candidate(`node_${index}`, BigInt(index)));
    await opened().add(snapshotAt(1, { candidates }));
    for (const index of [0, 239, 240, 11_999]) expect(await votesOf(`node_${index}`, 'day')).toEqual([BigInt(index)]);
  });
}

function changesContract(opened: () => OpenHistory): void {
  const hourly = async (account: string) =>
    (await opened().history.points(MAINNET, account, 'hour', 0)).map(({ at, votes }) => [(at - NOON) / HOUR_MS, votes]);

  test('tell of each candidate what they would tell if they were whole', async () => {
    const series: Readonly<Record<string, bigint>>[] = [
      { still: 1n, moving: 1n, leaving: 5n },
      { still: 1n, moving: 2n, leaving: 5n, coming: 9n },
      { still: 1n, moving: 2n, coming: 9n },
      { still: 1n, moving: 1n, coming: 8n },
      { still: 1n, moving: 1n, coming: 8n, leaving: 5n },
    ];
    for (const [hour, votes] of series.entries()) await opened().add(votesAt(hour, NOON + hour * HOUR_MS, votes));
    for (const account of ['still', 'moving', 'leaving', 'coming']) {
      const expected = series.flatMap((votes, hour) => (account in votes ? [[hour, votes[account]]] : []));
      expect(await hourly(account)).toEqual(expected);
    }
  });

  test('begin anew with each day', async () => {
    const evening = NOON + 11 * HOUR_MS;
    await opened().add(votesAt(1, evening, { alice: 1n, bob_1: 2n }));
    await opened().add(votesAt(2, evening + HOUR_MS, { alice: 1n }));
    await opened().add(votesAt(3, evening + 2 * HOUR_MS, { alice: 1n, bob_1: 2n }));
    expect(await hourly('alice')).toEqual([11, 12, 13].map((hour) => [hour, 1n]));
    expect(await hourly('bob_1')).toEqual([11, 13].map((hour) => [hour, 2n]));
  });
}

function coefficientsContract(opened: () => OpenHistory): void {
  const coefficient = '0.00000000000000000000000000000000000000000000000001';

  test('stand with the votes, exactly; 0 before the first dividend, and none where none were read', async () => {
    const { add, history } = opened();
    const votes = { alice: 1n, bob_1: 2n };
    await add(votesAt(1, NOON, votes));
    await add(votesAt(2, NOON + HOUR_MS, votes), new Map([['alice', coefficient]]));
    await add(votesAt(3, NOON + 2 * HOUR_MS, votes));
    await add(
      votesAt(4, NOON + 3 * HOUR_MS, votes),
      new Map([
        ['alice', coefficient],
        ['bob_1', '0.5'],
      ]),
    );
    await add(votesAt(5, NOON + 4 * HOUR_MS, { ...votes, alice: 3n }), new Map([['alice', '1.5']]));
    const of = async (account: string) =>
      (await history.points(MAINNET, account, 'hour', 0)).map((point) => point.coefficient);
    expect(await of('alice')).toEqual([undefined, coefficient, undefined, coefficient, '1.5']);
    expect(await of('bob_1')).toEqual([undefined, '0', undefined, '0.5', '0']);
    expect((await history.points(MAINNET, 'alice', 'day', 0)).map((point) => point.coefficient)).toEqual([undefined]);
  });

  test('of a day stand from its first snapshot', async () => {
    await opened().add(votesAt(1, NOON, { alice: 1n }), new Map([['alice', coefficient]]));
    const [day] = await opened().history.points(MAINNET, 'alice', 'day', 0);
    expect(day).toEqual({ at: NOON - 12 * HOUR_MS, block: 1, votes: 1n, coefficient });
  });
}

function claimsContract(opened: () => OpenHistory): void {
  const claim = (node: string, block: number, perVote: string) => ({ node, block, at: NOON + block, perVote });

  test('are those of one node, oldest first, from `since` on', async () => {
    const { addClaims, history } = opened();
    await addClaims([claim('alice', 20, '0.2'), claim('bob_1', 10, '7')]);
    await addClaims([claim('alice', 10, '0.10000000000000000000000000000000000000000000000001')]);
    await addClaims([]);
    expect(await history.claims(MAINNET, 'alice', 0)).toEqual([
      { block: 10, at: NOON + 10, perVote: '0.10000000000000000000000000000000000000000000000001' },
      { block: 20, at: NOON + 20, perVote: '0.2' },
    ]);
    expect(await history.claims(MAINNET, 'alice', NOON + 20)).toHaveLength(1);
    expect(await history.claims({ ...MAINNET, synthetic: true }, 'alice', 0)).toEqual([]);
    expect(await history.claims(MAINNET, 'nobody', 0)).toEqual([]);
  });

  test('stay as they are when they are told again', async () => {
    const { addClaims, history } = opened();
    await addClaims([claim('alice', 20, '0.2')]);
    await addClaims([claim('alice', 20, '0.2'), claim('alice', 30, '0.3')]);
    expect((await history.claims(MAINNET, 'alice', 0)).map(({ perVote }) => perVote)).toEqual(['0.2', '0.3']);
  });
}

function daysContract(opened: () => OpenHistory): void {
  const midnight = NOON + 12 * HOUR_MS;
  const first = { at: NOON - 12 * HOUR_MS, block: 1 };
  const second = { at: midnight, block: 3 };

  test('are those whose coefficients were read, each as its first snapshot showed it', async () => {
    const { add, history } = opened();
    const alice = (block: number, time: number) => votesAt(block, time, { alice: 1n, bob_1: 2n });
    await add(alice(1, NOON), new Map([['alice', '0.1']]));
    await add(alice(2, NOON + HOUR_MS), new Map([['alice', '0.2']]));
    await add(alice(3, midnight), new Map([['alice', '0.30000000000000000000000000000000000000000000000003']]));
    await add(alice(4, midnight + DAY_MS));
    expect(await history.days(MAINNET)).toEqual([first, second]);
    const of = async (day: HistoryDay) => Object.fromEntries(await history.coefficients(MAINNET, day));
    expect(await of(first)).toEqual({ alice: '0.1', bob_1: '0' });
    expect(await of(second)).toEqual({ alice: '0.30000000000000000000000000000000000000000000000003', bob_1: '0' });
    expect(await of({ at: midnight + DAY_MS, block: 4 })).toEqual({});
  });

  test('of one chain are no days of another', async () => {
    const { add, history } = opened();
    await add(votesAt(1, NOON, { alice: 1n }), new Map());
    const other = { ...MAINNET, chainId: 1 };
    expect(await history.days(other)).toEqual([]);
    expect([...(await history.coefficients(other, first))]).toEqual([]);
  });
}

function issuesContract(opened: () => OpenHistory): void {
  const issue = (issuedAt: number) => ({
    issuedAt,
    block: 172_800,
    supply: 2_100_510_945_542_932_712n,
    coefficient: '0.00029684083895042428',
    votes: 240_108_480_398_378_394n,
    votesBefore: 1n,
  });

  test('come oldest first, of one chain, from a moment on', async () => {
    const { history } = opened();
    for (const at of [3, 1, 2]) await history.addIssue(MAINNET, issue(at));
    await history.addIssue({ ...MAINNET, chainId: 1 }, issue(2));
    expect(await history.issues(MAINNET, 2)).toEqual([issue(2), issue(3)]);
  });

  test('stay as they were seen first', async () => {
    const { history } = opened();
    await history.addIssue(MAINNET, issue(1));
    await history.addIssue(MAINNET, { ...issue(1), coefficient: '9' });
    expect(await history.issues(MAINNET, 0)).toEqual([issue(1)]);
  });
}
