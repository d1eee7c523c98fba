// The recording end to end on both platforms, look by look: what people are shown is what happened, nothing lost, nothing
// twice, nothing to others. Of the steps without a look, the next look tells.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createObservers } from '../../src/chain/quorum.ts';
import type { RuleName } from '../../src/rules/index.ts';
import { playTo, readerOf, startDevnet } from '../support/devnet.ts';
import { PATIENT_MS } from '../support/patience.ts';
import { milestonesOf, recordedElection } from '../support/recorded-election.ts';
import type { Steps } from '../support/steps.ts';
import type { Watch } from '../support/watches.ts';
import { openRun, type Run, sorted } from './recorded-run.ts';
import { eventfulNodes, truthAt } from './recorded-truth.ts';
import { createModel } from './reference-model.ts';

const EVENTS: readonly RuleName[] = ['elected', 'online', 'status', 'profile', 'barred', 'strikes'];
const RULES = [
  ...EVENTS.map((event) => ({ event, weight: 2, all: 2 })),
  { event: 'dividend', weight: 3, all: 1 } as const,
];
const MILESTONES = { event: 'votes', weight: 6, all: 1 } as const;
/** Right after a look at which something was seen for the first time, or crossed a line. */
const RESTARTS_AFTER = [18, 26, 88, 100, 101, 118, 124];
/** The bot is away at these steps. */
const AWAY = { from: 41, to: 76, forMs: 3_600_000 };
const LAST_INTERRUPTED = 130;
const exact = { confirm: 1, bandPpm: 0, values: ['after', 'perMillion', 'block'] };
const usual = { confirm: 2, bandPpm: 5_000, values: ['level', 'after', 'before', 'perMillion', 'block'] };

export interface Depth {
  readonly steps: Steps;
  /** Subscriptions to the bot that tells at once; the others have fewer. */
  readonly watches: number;
  /** Of each bot, the lines that there are at least. */
  readonly lines: readonly [asRecorded: number, asUsual: number, afterDowntime: number];
}

export function tellsAsRecorded({ steps, watches, lines }: Depth): void {
  const states = recordedElection();
  const folder = mkdtempSync(join(tmpdir(), 'herald-recorded-'));
  const isLooking = (step: number) => steps(step) && (step < AWAY.from || (step > AWAY.to && step <= LAST_INTERRUPTED));
  let skippedMs = 0;
  const clock = { now: () => Date.now() + skippedMs };
  const steady = { now: () => Date.now() };

  let asRecorded: Run;
  let asUsual: Run;
  let interrupted: Run;

  beforeAll(async () => {
    const draw = { nodes: eventfulNodes, others: [...(states[0]?.nodes.keys() ?? [])] };
    const withMilestones = { ...draw, rules: [...RULES, MILESTONES], levels: milestonesOf(states) };
    const database = `sqlite:${join(folder, 'herald.db')}`;
    asRecorded = await openRun({ ...exact, ...draw, seed: 1, count: watches, rules: RULES, clock: steady });
    asUsual = await openRun({ ...usual, ...withMilestones, seed: 2, count: watches * 0.6, clock: steady });
    interrupted = await openRun({ ...usual, ...withMilestones, seed: 3, count: watches * 0.3, clock, database });
    await using devnet = await startDevnet();
    const observers = createObservers({
      nodes: [{ name: 'node', reader: readerOf(devnet.url) }],
      deadlineMs: PATIENT_MS,
    });
    for (const step of stepsOf(states).filter(steps)) {
      playTo(devnet, step);
      const [seen] = await observers.observeAll();
      if (!seen) throw new Error('nothing was seen');
      if (step > AWAY.to) skippedMs = AWAY.forMs;
      const looking = [asRecorded, asUsual, ...(isLooking(step) ? [interrupted] : [])];
      await Promise.all(looking.map((run) => run.look(step, seen)));
      if (RESTARTS_AFTER.includes(step)) await interrupted.restart();
    }
  });

  afterAll(async () => {
    for (const run of [asRecorded, asUsual, interrupted]) await run?.[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  test('with nothing to confirm and no band, each place is told what happened, and nothing else', () => {
    const expected = sorted(byPlace(asRecorded.watches, truthAt(steps)));
    expect(asRecorded.watches).toHaveLength(watches);
    expect(Object.values(expected).flat().length).toBeGreaterThan(lines[0]);
    expect(asRecorded.shown()).toEqual(expected);
  });

  test('with two looks to confirm and a band, each place is told what the rules say', () => {
    const expected = modelled(asUsual.watches, steps);
    expect(Object.values(expected).flat().length).toBeGreaterThan(lines[1]);
    expect(asUsual.shown()).toEqual(expected);
  });

  test('restarts change nothing, and after a downtime the net changes are told at once', () => {
    const expected = modelled(interrupted.watches, isLooking, AWAY.to);
    const late = Object.values(expected)
      .flat()
      .filter((line) => line.includes('offline'));
    expect(late.length).toBeGreaterThan(lines[2]);
    expect(interrupted.shown()).toEqual(expected);
  });
}

function byPlace(watches: readonly Watch[], linesOf: (list: readonly Watch[]) => readonly string[]) {
  const places = Map.groupBy(watches, ({ place }) => place.name);
  return [...places].map(([place, list]) => [place, linesOf(list)] as const);
}

function stepsOf(states: readonly unknown[]): readonly number[] {
  return states.map((_, index) => index - 1);
}

function modelled(watches: readonly Watch[], isLooking: Steps, awayTo = Number.POSITIVE_INFINITY) {
  const look = createModel(watches, BigInt(usual.bandPpm));
  const lines = new Map<string, string[]>();
  /** Looks since the bot came back. */
  let back = 0;
  for (const [index, state] of recordedElection().entries()) {
    const step = index - 1;
    if (!isLooking(step)) continue;
    if (step > awayTo) back += 1;
    for (const [place, told] of look(state, back === 1)) {
      const marked = [...told].map((words) => `${step} ${back === 2 ? 'offline ' : ''}${words}`);
      lines.set(place, [...(lines.get(place) ?? []), ...marked]);
    }
  }
  return sorted(lines);
}
