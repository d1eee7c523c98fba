// What every store must do with moves; a part of the contract for ticks. The hours are of the chain's own time.
import { expect, test } from 'vitest';
import type { Rule } from '../../src/election/rule.ts';
import { HOUR_MS, NOON } from '../store/samples.ts';
import { type AlertStore, anna, ben, nodeOf, ownerOf, TERMS, watchOf } from '../support/alert-store.ts';
import { seenAt, tickAt, valuesOf } from '../support/ticks.ts';

const hers = ownerOf(anna);

const move = (level: bigint, more: Partial<Rule> = {}): Rule => ({
  event: 'move',
  level,
  periodSeconds: 86_400,
  direction: 'both',
  ...more,
});

export function movesContract(store: () => AlertStore): void {
  let last: bigint | undefined;
  const look = async (hours: number, value: bigint, isFirst = false) => {
    const time = NOON + hours * HOUR_MS;
    const metrics = isFirst || value !== last ? valuesOf('votes', { alice: value }) : [];
    last = value;
    return (await store().ticks.save(tickAt(time, { ...seenAt(time, { alice: value }), metrics, isFirst }))).alerts;
  };
  const watch = (rule: Rule, hours = 0, owner = hers) =>
    store().subscriptions.add(
      owner,
      watchOf(nodeOf('alice'), rule, { terms: { ...TERMS, time: NOON + hours * HOUR_MS } }),
      ...([9, NOON] as const),
    );
  const said = async () =>
    (await store().subscriptions.alerts(hers, 99)).map(({ event }) => [event?.direction, event?.before, event?.after]);

  test('are told when they are reached, and measured again from there', async () => {
    await look(0, 1_000n, true);
    await watch(move(100n));
    const fired: number[] = [];
    for (const value of [1_099n, 901n, 1_100n, 1_001n, 1_000n, 1_199n]) fired.push(await look(1, value));
    expect(fired).toEqual([0, 0, 1, 0, 1, 1]);
    expect(await said()).toEqual([
      ['up', '1000', '1199'],
      ['down', '1100', '1000'],
      ['up', '1000', '1100'],
    ]);
  });

  test('by a share are of where it was', async () => {
    await look(0, 1_000n, true);
    await watch(move(1_050n, { isPercent: true }));
    const fired: number[] = [];
    for (const value of [1_104n, 1_105n, 990n, 989n]) fired.push(await look(1, value));
    expect(fired).toEqual([0, 1, 0, 1]);
  });

  test('in one direction are measured from the last alert in it', async () => {
    await look(0, 1_000n, true);
    await watch(move(100n, { direction: 'down' }));
    const fired: number[] = [];
    for (const value of [2_000n, 901n, 900n, 801n, 800n]) fired.push(await look(1, value));
    expect(fired).toEqual([0, 0, 1, 0, 1]);
  });

  test('stay in 64 bits', async () => {
    const large = 9_000_000_000_000_000_000n;
    await look(0, large, true);
    await watch(move(20_000n, { isPercent: true }));
    await watch(move(large));
    await watch(move(3_333n, { isPercent: true }));
    expect(await look(1, large / 2n)).toBe(1);
    expect(await look(2, 0n)).toBe(2);
  });

  test('are measured anew from the last period, a quarter of it later', async () => {
    await look(0, 1_000n, true);
    await watch(move(100n));
    // Slow enough for no alert: never 100 within a day.
    const fired: number[] = [];
    for (let hour = 1; hour <= 60; hour += 1) fired.push(await look(hour, 1_000n + BigInt(hour) * 4n));
    expect(fired.filter(Boolean)).toEqual([]);
    // 60 in a few hours, 40 in the hours before.
    for (let hour = 61; hour <= 66; hour += 1) fired.push(await look(hour, 1_240n + BigInt(hour - 60) * 12n));
    expect(fired.filter(Boolean)).toHaveLength(1);
  });

  test('are seen when only where they are measured from changes', async () => {
    await look(0, 1_000n, true);
    await watch(move(100n));
    // At the end it is measured from the oldest value of the last 18 hours, that of the first hour.
    const fired: number[] = [];
    for (const [hour, value] of [
      [1, 940n],
      [2, 1_060n],
      [12, 1_060n],
      [19, 1_060n],
      [20, 1_060n],
    ] as const) {
      fired.push(await look(hour, value));
    }
    expect(fired).toEqual([0, 0, 0, 1, 0]);
    expect(await said()).toEqual([['up', '940', '1060']]);
  });

  test('keep where they are measured from while no history is known', async () => {
    await look(0, 1_000n, true);
    await watch(move(100n));
    expect(await look(240, 1_099n)).toBe(0);
    expect(await look(241, 1_100n)).toBe(1);
    // What changed while nobody looked is told too.
    expect(await look(480, 1_200n)).toBe(1);
  });

  test('of a node that was never seen are measured from its first votes', async () => {
    await store().ticks.save(tickAt(NOON, { isFirst: true }));
    await watch(move(100n));
    expect([await look(1, 5_000n), await look(2, 5_099n), await look(3, 5_100n)]).toEqual([0, 0, 1]);
  });

  test('that have become the same are one line', async () => {
    await look(0, 1_000n, true);
    await watch(move(500n));
    await look(1, 1_010n);
    await watch(move(500n), 1, ownerOf(ben));
    const lines = async () => (await store().db.selectFrom('lines').select('id').execute()).length;
    expect(await lines()).toBe(2);
    for (let hour = 2; hour <= 40; hour += 1) await look(hour, 1_020n);
    expect(await lines()).toBe(1);
    expect(await store().db.selectFrom('listeners').select('line_id').execute()).toHaveLength(2);
    expect(await look(41, 1_520n)).toBe(2);
  });
}
