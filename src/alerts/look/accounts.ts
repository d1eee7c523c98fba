// Looks after the accounts that people watch: what they may claim, whether their votes still count, and when unvoted tokens
// are free. A thousand accounts take at most 60 requests a round.
import type { AccountWatchStore } from '../../core/ports/account-watches.ts';
import type { Ballot, Ballots, ChainReader } from '../../core/ports/chain.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { MetricValue, TickStore } from '../../core/ports/ticks.ts';
import type { Observation } from '../../election/state.ts';
import type { AccountLook, AccountReads } from '../../rules/define.ts';
import { METRICS, ruleKind } from '../../rules/index.ts';
import { createMasks, KEYS_A_REQUEST, type Masks } from './account-rewards.ts';
import { newsOf } from './election-news.ts';

const REQUESTS_A_THOUSAND = 60;
const DEADLINE_MS = 60_000;

interface AccountPollDeps {
  readonly accounts: AccountWatchStore;
  readonly ticks: Pick<TickStore, 'save'>;
  readonly reader: Pick<ChainReader, 'ballots' | 'dividendMasks' | 'releases'>;
  /** What the last look at the chain showed; undefined before the first. */
  readonly latest: () => Observation | undefined;
  readonly clock: Clock;
  /** Ends what is under way. */
  readonly ended: AbortSignal;
}

type Watched = Awaited<ReturnType<AccountWatchStore['watched']>>;

export interface AccountPoll {
  /** One round; throws ChainUnavailable and what the store throws. Says how many alerts it made. */
  run(): Promise<number>;
}

/** One round and what it works with. */
interface Round extends AccountPollDeps {
  readonly masks: Masks;
  /** Votes when the releases of an account were looked up: fewer now means that some were unvoted. */
  readonly votesThen: Map<string, bigint>;
  readonly observation: Observation;
  readonly watched: Watched;
  readonly ballots: Ballots;
  readonly signal: AbortSignal;
}

export function createAccountPoll(deps: AccountPollDeps): AccountPoll {
  const { accounts, ticks, reader, latest, clock, ended } = deps;
  const memory = { masks: createMasks(), votesThen: new Map<string, bigint>() };
  let known = new Map<string, bigint>();
  const nameOf = ({ metric, subject }: MetricValue) => `${metric} ${subject}`;
  return {
    run: async () => {
      const observation = latest();
      const watched = observation ? await accounts.watched() : [];
      if (!observation || watched.length === 0) return 0;
      const signal = AbortSignal.any([ended, AbortSignal.timeout(DEADLINE_MS)]);
      const names = watched.map(({ account }) => account);
      const ballots = await reader.ballots(names, signal);
      const round: Round = { ...deps, ...memory, observation, watched, ballots, signal };
      const budget = REQUESTS_A_THOUSAND * Math.ceil(names.length / 1_000) - Math.ceil(names.length / KEYS_A_REQUEST);
      const lookups = Math.ceil(budget / 4);
      await readDividends(round, budget - lookups);
      const values = valuesOf(round);
      await lookUpReleases(round, lookups);
      await renewMine(round);
      const due = await accounts.dueReleases(observation.snapshot.chain, observation.snapshot.time);
      const { alerts } = await ticks.save({
        ...momentOf(observation, ballots, clock.now()),
        metrics: values.filter((value) => known.get(nameOf(value)) !== value.value),
        events: [...new Set(due.map(({ account }) => account))].flatMap(released),
        releases: due,
      });
      known = new Map(values.map((value) => [nameOf(value), value.value]));
      return alerts;
    },
  };
}

async function readDividends(round: Round, requests: number): Promise<void> {
  const { masks, reader, watched, clock, signal } = round;
  const claimers = watchersOf(watched, 'dividends');
  const wanted = claimers.flatMap((account) => ballotsOf(round, account).map(({ node }) => ({ account, node })));
  masks.retain(wanted);
  const asked = masks.next(wanted, requests * KEYS_A_REQUEST);
  if (asked.length > 0) masks.keep(asked, await reader.dividendMasks(asked, signal), clock.now());
}

/** Of what is watched of each account, as far as it is known. */
function valuesOf(round: Round): readonly MetricValue[] {
  const { watched, masks, observation } = round;
  const candidates = new Set(observation.snapshot.candidates.map(({ account }) => account));
  return watched.flatMap(({ account, rules }) => {
    const ballots = ballotsOf(round, account);
    const look: AccountLook = {
      ballots,
      claimable: () => masks.claimable(account, ballots, observation.rewards.voterCoefficients),
      isCandidate: (node) => candidates.has(node),
    };
    return METRICS.account.flatMap((metric) => {
      const value = rules.includes(metric.name) ? metric.value(look) : undefined;
      return value === undefined ? [] : [{ metric: metric.name, subject: account, value }];
    });
  });
}

function ballotsOf({ ballots }: Round, account: string): readonly Ballot[] {
  return ballots.votes.get(account) ?? [];
}

/** Asked for when an account is new here and when it has fewer votes than before; a request each. A node does not list what
 *  is free by now, so that stays until it is told of. */
async function lookUpReleases(round: Round, requests: number): Promise<void> {
  const { accounts, reader, watched, votesThen, observation, clock, signal } = round;
  const total = (account: string) => ballotsOf(round, account).reduce((sum, { votes }) => sum + votes, 0n);
  const mayHaveUnvoted = (account: string) => total(account) < (votesThen.get(account) ?? Number.POSITIVE_INFINITY);
  const waiting = watchersOf(watched, 'releases');
  const asked = waiting.filter(mayHaveUnvoted).slice(0, requests);
  for (const account of asked) {
    const at = await reader.releases(account, signal);
    const { chain, time } = observation.snapshot;
    await accounts.saveReleases(account, { chain, at, now: Math.max(clock.now(), time), isOneSource: false });
  }
  const looked = new Set(asked);
  for (const account of waiting) {
    if (looked.has(account) || (votesThen.has(account) && !mayHaveUnvoted(account)))
      votesThen.set(account, total(account));
  }
}

/** Accounts that are watched by a rule which needs this of the chain. */
function watchersOf(watched: Watched, reads: AccountReads): readonly string[] {
  const needsIt = (name: string) => {
    const rule = ruleKind(name);
    return rule.subject === 'account' && rule.reads === reads;
  };
  return watched.filter(({ rules }) => rules.some(needsIt)).map(({ account }) => account);
}

/** By the chain's time, at which the tokens are free. */
function released(account: string) {
  return newsOf({ type: 'released', account }) ?? [];
}

async function renewMine({ accounts, ballots, observation }: Round): Promise<void> {
  const { chain, threshold, time } = observation.snapshot;
  for (const { subscriptionId, accounts: own } of await accounts.ofMine()) {
    const nodes = own.flatMap((account) => (ballots.votes.get(account) ?? []).map(({ node }) => node));
    await accounts.setMine(subscriptionId, [...new Set(nodes)], { chain, threshold, time });
  }
}

function momentOf({ snapshot }: Observation, { blocks }: Ballots, now: number) {
  return {
    chain: snapshot.chain,
    now,
    claims: [],
    since: [],
    isOffline: false,
    isOneSource: false,
    isFirst: false,
    blocks: { from: blocks.first, to: blocks.last },
    times: { from: snapshot.time, to: snapshot.time },
    sources: [snapshot.node.name],
  };
}
