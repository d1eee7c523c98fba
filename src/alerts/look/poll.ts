// One look at the chain: what the nodes show, what of it is confirmed, and what that means, saved in one transaction.

import type { Translate } from '../../core/answer/i18n.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Observed } from '../../core/ports/observers.ts';
import type { Tick, TickStore } from '../../core/ports/ticks.ts';
import { plainText } from '../../core/reply/text.ts';
import { createHeights } from '../../election/confirmation/heights.ts';
import { type Decision, decide, type Look } from '../../election/confirmation/index.ts';
import { changedMetrics, type NodeMetric } from '../../election/metrics.ts';
import { sinceOf, withMoments } from '../../election/moments.ts';
import { type Observation, stateOf } from '../../election/state.ts';
import { METRICS } from '../../rules/index.ts';
import type { Operators } from '../operators.ts';
import { claimsOf, newsOf } from './election-news.ts';
import { createIncidents, type Incidents } from './incidents.ts';
import { encodeMemory, type Memory, recall } from './memory.ts';
import { createRounds } from './rounds.ts';

interface PollDeps {
  readonly observeAll: () => Promise<readonly Observed[]>;
  readonly ticks: TickStore;
  readonly operators: Operators;
  readonly confirm: number;
  readonly quorum: number;
  /** Between two looks. */
  readonly intervalMs: number;
  readonly t: Translate;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Poll {
  /** Says how many alerts it made. Throws what the store throws; then nothing is changed. */
  run(): Promise<number>;
  /** What was seen last. */
  latest(): Observation | undefined;
}

/** A break longer than this, and than three looks, is a downtime. */
const DOWNTIME_MS = 600_000;

type Seen = Extract<Observed, { observation: Observation }>;

export function createPoll(deps: PollDeps): Poll {
  const { observeAll, ticks, clock, t } = deps;
  const incidents = createIncidents();
  const rounds = createRounds(deps);
  const heights = createHeights();
  let memory: Memory | undefined;
  let newest: Observation | undefined;

  const save = async (seen: readonly [Seen, ...Seen[]], configured: number): Promise<number> => {
    const [{ observation }] = seen;
    const { chain } = observation.snapshot;
    const isFresh = memory === undefined;
    const before = memory ?? (await recall(deps, chain));
    const now = clock.now();
    const settling = before ? settlingAt(before, deps, now) : 0;
    const states = seen.map((look) => ({ source: look.source, state: stateOf(look.observation) }));
    const shown = heights.align(states, Math.min(deps.quorum, configured));
    const decision = decideOn(shown, before, settling > 1, deps, configured);
    if (!decision) return 0;
    const announced = withMoments(before?.announced, decision.state);
    // While the chain stands still, looks do not count.
    const isLook = announced !== before?.announced || settling > 1;
    const next = { announced, pending: decision.pending, at: now, settling: settling - Number(isLook && settling > 0) };
    memory = undefined;
    const isOffline = settling === 1;
    const { ended, keep } = rounds.look(seen, announced.block, configured);
    const { alerts } = await ticks.save(
      tickOf({ before, isFresh, next, decision, observation, ended, isOffline, now }),
    );
    keep();
    memory = next;
    newest = observation;
    // A chain that stands still says nothing of them.
    if (isLook) await tellDisagreements(deps, incidents, decision);
    return alerts;
  };

  return {
    latest: () => newest,
    run: async () => {
      const looks = await observeAll();
      const seen = looks.filter((look): look is Seen => look.observation !== undefined);
      const why = looks.find(({ trouble }) => trouble)?.trouble ?? 'unreachable';
      await tellTrouble(deps, incidents, { of: looks.length, count: seen.length, why: t(`source.why.${why}`) });
      const [first, ...others] = seen;
      return first ? save([first, ...others], looks.length) : 0;
    },
  };
}

function settlingAt({ at, settling }: Memory, { confirm, intervalMs }: PollDeps, now: number): number {
  return now - at > Math.max(DOWNTIME_MS, 3 * intervalMs) ? confirm : settling;
}

function decideOn(
  shown: Look['shown'],
  before: Memory | undefined,
  isSettling: boolean,
  { confirm, quorum }: PollDeps,
  configured: number,
): Decision | undefined {
  return decide({
    announced: before?.announced,
    pending: before?.pending ?? [],
    shown,
    quorum: Math.min(quorum, configured),
    confirm,
    isSettling,
  });
}

interface Decided {
  readonly before: Memory | undefined;
  /** Of another run, perhaps of a version that measured less. */
  readonly isFresh: boolean;
  readonly next: Memory;
  readonly decision: Decision;
  readonly observation: Observation;
  /** Of a round of producers that has ended. */
  readonly ended: readonly NodeMetric[];
  readonly isOffline: boolean;
  readonly now: number;
}

function tickOf({ before, isFresh, next, decision, observation, ended, isOffline, now }: Decided): Tick {
  const { snapshot } = observation;
  const { announced } = next;
  const earlier = before?.announced ?? announced;
  return {
    chain: snapshot.chain,
    now,
    isOffline,
    isOneSource: decision.isOneSource,
    isFirst: !before,
    observed: { snapshot, fetchedAt: now },
    history: { block: announced.block, time: announced.time, nodes: announced.nodes },
    announced: {
      block: announced.block,
      threshold: announced.threshold,
      body: encodeMemory(next),
      pending: decision.pending,
    },
    events: decision.events.flatMap((event) => newsOf(event) ?? []),
    claims: claimsOf(decision.events, announced),
    metrics: [...changedMetrics(METRICS.state, before?.announced, announced, isFresh), ...ended],
    since: sinceOf(METRICS.since, before?.announced, announced, isFresh),
    blocks: { from: earlier.block, to: announced.block },
    times: { from: earlier.time, to: announced.time },
    sources: decision.sources,
  };
}

interface Readable {
  readonly of: number;
  readonly count: number;
  readonly why: string;
}

async function tellTrouble(deps: PollDeps, incidents: Incidents, { of, count, why }: Readable): Promise<void> {
  const { operators, clock, quorum } = deps;
  const note = (kind: string, isTrouble: boolean, values: Parameters<Operators['tell']>[2]) =>
    incidents.note(kind, isTrouble, clock.now(), (incident) => operators.tell(kind, incident, values));
  await note('stalled', count === 0, { why });
  await note('oneSource', count > 0 && count < Math.min(quorum, of), { count, of });
}

async function tellDisagreements(
  { operators }: PollDeps,
  incidents: Incidents,
  { disagreements }: Decision,
): Promise<void> {
  const [first] = disagreements;
  const isTrouble = first !== undefined;
  const facts = disagreements.slice(0, 5).map(({ node, fact }) => plainText(`${node} ${fact}`, 40));
  const sources = [...new Set(disagreements.flatMap(({ sides }) => sides.flatMap((side) => side.sources)))];
  await incidents.note('disagree', isTrouble, 0, () =>
    operators.tell('disagree', `${first?.node} ${first?.fact} ${first?.sinceBlock}`, {
      facts: facts.join(', '),
      sources: sources.slice(0, 5).join(', '),
    }),
  );
}
