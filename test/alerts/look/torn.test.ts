// Looks whose answers are of two moments, in whatever order they come: nothing is told that was not so at one of them.
import { describe, expect, test } from 'vitest';
import { createObservers } from '../../../src/chain/quorum.ts';
import type { LoggedEvent } from '../../../src/core/ports/alert.ts';
import { paceOf } from '../../../src/election/confirmation/rounds.ts';
import type { Rule } from '../../../src/election/rule.ts';
import { stateOf } from '../../../src/election/state.ts';
import { createRandom } from '../../fakes/random-faults.ts';
import { IOST } from '../../support/alert-store.ts';
import { playTo, readerOf, startDevnet } from '../../support/devnet.ts';
import { recordedObservations } from '../../support/recorded-election.ts';
import { startTornNode } from '../../support/torn-node.ts';
import { openLooks } from './looking.ts';

const LOOKS = 16;
const truth = [...recordedObservations().take(LOOKS + 1)];
const states = truth.map(stateOf);
/** What each node made of each round, as the one look inside of it shows. */
const paces = truth.flatMap(({ snapshot }) => paceOf(snapshot) ?? []);

const RULES: readonly Rule[] = [
  { event: 'blocks', level: 60n, direction: 'both' },
  { event: 'overtaken', direction: 'both' },
  { event: 'dividend', direction: 'both' },
  ...[20n, 100n, 300n].map((level): Rule => ({ event: 'rank', level, direction: 'both' })),
  ...[1n, 3n, 20n].map((level): Rule => ({ event: 'votes', level: level * 1_000_000n * IOST, direction: 'both' })),
];

/** Of every look the part before and the part after, mixed by `mix`, which is asked for each look; says what was told. */
async function tornRun(mix: () => (body: string) => boolean): Promise<readonly LoggedEvent[]> {
  await using older = await startDevnet({ startStep: -1 });
  await using newer = await startDevnet({ startStep: -1 });
  let isNewer = mix();
  await using node = await startTornNode((body) => (isNewer(body) ? newer : older).url);
  const looks = await openLooks();
  const { look } = looks.start({ quorum: 1 });
  const { observeAll } = createObservers({ nodes: [{ name: 'torn', reader: readerOf(node.url) }] });
  await looks.watchAll(RULES);
  for (let step = 0; step < LOOKS; step += 1) {
    playTo(older, step - 1);
    playTo(newer, step);
    isNewer = mix();
    await look(...(await observeAll()));
  }
  const told = await looks.alerts();
  await looks.store.close();
  return told;
}

/** Why it cannot have been told; '' when it can. */
function lieIn({ type, subject, direction, after = '', blocks }: LoggedEvent): string {
  const then = states.filter(({ block }) => block <= blocks.to + 600);
  const name = `${type} ${subject} ${direction} ${after} at ${blocks.to}`;
  const is = (isTrue: boolean) => (isTrue ? '' : name);
  switch (type) {
    case 'blocks':
      return is(paces.some(({ blocks: made }) => String(made.get(subject)) === after));
    case 'votes':
      return is(then.some(({ nodes }) => String(nodes.get(subject)?.votes) === after));
    case 'rank':
      return is(then.some(({ nodes }) => String(-(nodes.get(subject)?.rank ?? 0)) === after));
    case 'overtaken': {
      const { by } = JSON.parse(after) as { by: string };
      return is(then.some(({ nodes }) => (nodes.get(by)?.rank ?? 0) < (nodes.get(subject)?.rank ?? 0)));
    }
    default: {
      const credits = then.map(({ nodes }) => Number(nodes.get(subject)?.coefficient));
      return is(credits.some((now) => credits.some((old) => Math.abs(now - old - Number(after)) < 1e-15)));
    }
  }
}

describe('whatever order the answers of a look come in', () => {
  test.each([1, 2, 3, 4])('no alert is made of parts of two rounds (%i)', async (seed) => {
    const random = createRandom(seed);
    // Half of the looks are whole; of the others few answers, many or nearly all are of after the vote block.
    const told = await tornRun(() => {
      const share = [1, 1, 1, 0.05, 0.5, 0.95][Math.floor(random() * 6)] ?? 1;
      return () => random() < share;
    });
    expect(told.length).toBeGreaterThan(10);
    expect(told.map(lieIn).filter(Boolean)).toEqual([]);
  });

  test('blocks made since a vote block are not those of the round before', async () => {
    const told = await tornRun(() => (body) => body.includes('witness_produced'));
    expect(told.map(lieIn).filter(Boolean)).toEqual([]);
  });
});
