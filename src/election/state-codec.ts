// The announced state as compact JSON text and back, exactly. What is read back is checked, for the file may be of another
// version or damaged.
import { amount, flag, number, oneOf, text, wrong } from '../core/values/checked-json.ts';
import type { Announced, Moments } from './moments.ts';
import type { CandidateStatus } from './snapshot.ts';
import type { NodeState } from './state.ts';

const candidateStatus = oneOf<CandidateStatus>(0, 1, 2, 3);

/** Raise it with every change of the shape: a state of a version that is not known is not read. */
const VERSION = 2;
/** Without ranks, which its order gives, and without bonuses, which its moments give. */
const BEFORE_RANKS = 1;

export function encodeState({ chain, block, time, threshold, nodes, moments }: Announced): string {
  const rows = [...nodes].map(([account, node]) => {
    const { settledAt, unlistedSince, unclaimedSince } = moments.get(account) ?? blankMoments(time);
    const { status, online, elected, listed, strikes, barredUntil, votes, coefficient, profile } = node;
    const facts = [status, online, elected, listed, strikes, barredUntil, String(votes), coefficient, profile];
    const since = [settledAt, unlistedSince ?? null, unclaimedSince ?? null];
    return [account, ...facts, ...since, node.rank, node.unclaimed];
  });
  return JSON.stringify([VERSION, chain, block, time, String(threshold), rows]);
}

/** Throws a SyntaxError or TypeError that says what is wrong. */
export function decodeState(body: string): Announced {
  const [version, chain, block, time, threshold, rows] = listOf(JSON.parse(body), 6, 'state');
  if (version !== VERSION && version !== BEFORE_RANKS) {
    throw new TypeError(`state is of version ${String(version)}, not of ${VERSION}`);
  }
  if (!Array.isArray(rows)) throw new TypeError('nodes are not a list');
  const nodes = rows.map((row: unknown, index) => nodeOf(version === BEFORE_RANKS ? withRank(row, index + 1) : row));
  return {
    chain: text(chain, 'chain'),
    block: number(block, 'block'),
    time: number(time, 'time'),
    threshold: amount(threshold, 'threshold'),
    nodes: new Map(nodes.map(({ account, node }) => [account, node])),
    moments: new Map(nodes.map(({ account, moments }) => [account, moments])),
  };
}

function withRank(row: unknown, rank: number): readonly unknown[] {
  const fields = listOf(row, 13, 'node');
  return [...fields, rank, fields.at(-1) !== null];
}

function nodeOf(row: unknown) {
  const fields = listOf(row, 15, 'node');
  const [account, status, online, elected, listed, strikes, barredUntil, votes, coefficient, profile] = fields;
  const [settledAt, unlistedSince, unclaimedSince, rank, unclaimed] = fields.slice(10);
  const node: NodeState = {
    status: candidateStatus(status, 'status'),
    online: flag(online, 'online'),
    elected: flag(elected, 'elected'),
    listed: flag(listed, 'listed'),
    strikes: number(strikes, 'strikes'),
    barredUntil: number(barredUntil, 'barredUntil'),
    votes: amount(votes, 'votes'),
    rank: number(rank, 'rank'),
    unclaimed: flag(unclaimed, 'unclaimed'),
    coefficient: coefficientOf(coefficient),
    profile: text(profile, 'profile'),
  };
  const moments: Moments = {
    settledAt: number(settledAt, 'settledAt'),
    unlistedSince: unlistedSince === null ? undefined : number(unlistedSince, 'unlistedSince'),
    unclaimedSince: unclaimedSince === null ? undefined : number(unclaimedSince, 'unclaimedSince'),
  };
  return { account: text(account, 'account'), node, moments };
}

function blankMoments(settledAt: number): Moments {
  return { settledAt, unlistedSince: undefined, unclaimedSince: undefined };
}

function listOf(value: unknown, length: number, what: string): readonly unknown[] {
  return Array.isArray(value) && value.length === length ? value : wrong(`a list of ${length}`, what);
}

function coefficientOf(value: unknown): string {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? value : wrong('a decimal as text', 'coefficient');
}
