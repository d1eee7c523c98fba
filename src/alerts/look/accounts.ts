// Looks after the accounts that people watch: what they may claim, whether their votes still count, and when unvoted tokens
// are free. A thousand accounts take at most 60 requests a round.
import type { AccountWatchStore } from '../../core/ports/account-watches.ts';
import type { Ballot, Ballots, ChainReader } from '../../core/ports/chain.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { MetricValue, NewEvent, TickStore } from '../../core/ports/ticks.ts';
import type { Observation } from '../../election/state.ts';
import { createMasks, KEYS_A_REQUEST, type Masks } from './account-rewards.ts';

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
      const values = [...(await readClaimable(round, budget - lookups)), ...orphanedVotes(round)];
      await lookUpReleases(round, lookups);
      await renewMine(round);
      const due = await accounts.dueReleases(observation.snapshot.time);
      const { alerts } = await ticks.save({
        ...momentOf(observation, ballots, clock.now()),
        metrics: values.filter((value) => known.get(nameOf(value)) !== value.value),
        events: [...new Set(due.map(({ account }) => account))].map(released),
        releases: due,
      });
      known = new Map(values.map((value) => [nameOf(value), value.value]));
      return alerts;
    },
  };
}

async function readClaimable(round: Round, requests: number): Promise<readonly MetricValue[]> {
  const { masks, reader, watched, ballots, observation, clock, signal } = round;
  const votesOf = (account: string) => ballots.votes.get(account) ?? [];
  const claimers = watchersOf(watched, 'claimable');
  const wanted = claimers.flatMap((account) => votesOf(account).map(({ node }) => ({ account, node })));
  masks.retain(wanted);
  const asked = masks.next(wanted, requests * KEYS_A_REQUEST);
  if (asked.length > 0) masks.keep(asked, await reader.dividendMasks(asked, signal), clock.now());
  return claimers.flatMap((account) => {
    const value = masks.claimable(account, votesOf(account), observation.rewards.voterCoefficients);
    return value === undefined ? [] : [{ metric: 'claimable', subject: account, value }];
  });
}

/** Asked for when an account is new here and when it has fewer votes than before; a request each. A node does not list what
 *  is free by now, so that stays until it is told of. */
async function lookUpReleases(round: Round, requests: number): Promise<void> {
  const { accounts, reader, watched, ballots, votesThen, observation, clock, signal } = round;
  const total = (account: string) => sumOf(ballots.votes.get(account) ?? []);
  const mayHaveUnvoted = (account: string) => total(account) < (votesThen.get(account) ?? Number.POSITIVE_INFINITY);
  const asked = watchersOf(watched, 'released').filter(mayHaveUnvoted).slice(0, requests);
  for (const account of asked) {
    const at = await reader.releases(account, signal);
    await accounts.saveReleases(account, at, Math.max(clock.now(), observation.snapshot.time));
  }
  const looked = new Set(asked);
  for (const account of watchersOf(watched, 'released')) {
    if (looked.has(account) || (votesThen.has(account) && !mayHaveUnvoted(account)))
      votesThen.set(account, total(account));
  }
}

function watchersOf(watched: Watched, rule: string): readonly string[] {
  return watched.filter(({ rules }) => rules.includes(rule)).map(({ account }) => account);
}

/** By the chain's time, at which the tokens are free. */
function released(subject: string): NewEvent {
  return { type: 'released', subject, fires: ['released'] };
}

function sumOf(ballots: readonly Ballot[]): bigint {
  return ballots.reduce((sum, { votes }) => sum + votes, 0n);
}

/** Votes for nodes that are no candidates any more. */
function orphanedVotes({ watched, ballots, observation }: Round): readonly MetricValue[] {
  const candidates = new Set(observation.snapshot.candidates.map(({ account }) => account));
  return watchersOf(watched, 'orphaned').map((account) => {
    const lost = (ballots.votes.get(account) ?? []).filter(({ node }) => !candidates.has(node));
    return { metric: 'orphaned', subject: account, value: sumOf(lost) };
  });
}

async function renewMine({ accounts, ballots, observation }: Round): Promise<void> {
  const { chain, threshold, time } = observation.snapshot;
  for (const { subscriberId, accounts: own } of await accounts.ownersOfMine()) {
    const nodes = own.flatMap((account) => (ballots.votes.get(account) ?? []).map(({ node }) => node));
    await accounts.setMine(subscriberId, [...new Set(nodes)], { chain, threshold, time });
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
    hosts: [snapshot.node.host],
  };
}
