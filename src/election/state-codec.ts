// The announced state as compact JSON text and back, exactly. What is read back is checked, for the file may be of another
// version or damaged.
import type { Announced, Moments } from './moments.ts';
import type { CandidateStatus } from './snapshot.ts';
import type { NodeState } from './state.ts';

/** Raise it with every change of the shape: a state of another version is not read. */
const VERSION = 1;

export function encodeState({ chain, block, time, threshold, nodes, moments }: Announced): string {
  const rows = [...nodes].map(([account, node]) => {
    const { settledAt, unlistedSince, unclaimedSince } = moments.get(account) ?? blankMoments(time);
    const { status, online, elected, listed, strikes, barredUntil, votes, coefficient, profile } = node;
    return [
      ...[account, status, online, elected, listed, strikes, barredUntil, String(votes), coefficient, profile],
      ...[settledAt, unlistedSince ?? null, unclaimedSince ?? null],
    ];
  });
  return JSON.stringify([VERSION, chain, block, time, String(threshold), rows]);
}

/** Throws a SyntaxError or TypeError that says what is wrong. */
export function decodeState(body: string): Announced {
  const [version, chain, block, time, threshold, rows] = list(JSON.parse(body), 6, 'state');
  if (version !== VERSION) throw new TypeError(`state is of version ${String(version)}, not of ${VERSION}`);
  if (!Array.isArray(rows)) throw new TypeError('nodes are not a list');
  const nodes = rows.map(nodeOf);
  return {
    chain: text(chain, 'chain'),
    block: number(block, 'block'),
    time: number(time, 'time'),
    threshold: amount(threshold, 'threshold'),
    nodes: new Map(nodes.map(({ account, node }) => [account, node])),
    moments: new Map(nodes.map(({ account, moments }) => [account, moments])),
  };
}

function nodeOf(row: unknown) {
  const fields = list(row, 13, 'node');
  const [account, status, online, elected, listed, strikes, barredUntil, votes, coefficient, profile] = fields;
  const [settledAt, unlistedSince, unclaimedSince] = fields.slice(10);
  const node: NodeState = {
    status: candidateStatus(status),
    online: flag(online, 'online'),
    elected: flag(elected, 'elected'),
    listed: flag(listed, 'listed'),
    strikes: number(strikes, 'strikes'),
    barredUntil: number(barredUntil, 'barredUntil'),
    votes: amount(votes, 'votes'),
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

function list(value: unknown, length: number, what: string): readonly unknown[] {
  return Array.isArray(value) && value.length === length ? value : wrong(what, `a list of ${length}`);
}

function text(value: unknown, what: string): string {
  return typeof value === 'string' ? value : wrong(what, 'text');
}

function flag(value: unknown, what: string): boolean {
  return typeof value === 'boolean' ? value : wrong(what, 'true or false');
}

function number(value: unknown, what: string): number {
  return typeof value === 'number' ? value : wrong(what, 'a number');
}

function amount(value: unknown, what: string): bigint {
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : wrong(what, 'an integer as text');
}

function coefficientOf(value: unknown): string {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? value : wrong('coefficient', 'a decimal as text');
}

function candidateStatus(value: unknown): CandidateStatus {
  return value === 0 || value === 1 || value === 2 || value === 3 ? value : wrong('status', 'a status');
}

function wrong(what: string, expected: string): never {
  throw new TypeError(`${what} is not ${expected}`);
}
