// What watched accounts may claim, with as few requests as the question allows: what was paid already is asked for again
// only when it may have changed, and oldest first, within the requests that a round may make.
import type { Ballot, BallotKey } from '../../core/ports/chain.ts';
import { voterDividend } from '../../election/rewards/claimable.ts';
import { MAX_AMOUNT } from '../../rules/define.ts';

/** A node answers 50 keys in one request. */
export const KEYS_A_REQUEST = 50;

interface Mask {
  readonly paid: string;
  readonly readAt: number;
}

export interface Masks {
  /** Those that were never read first, then the oldest; at most `limit`. */
  next(wanted: readonly BallotKey[], limit: number): readonly BallotKey[];
  keep(keys: readonly BallotKey[], paid: readonly string[], now: number): void;
  /** Exact, cut downwards to 1e-8 IOST; undefined until everything that it takes was read, and for more
   *  than there is. */
  claimable(account: string, ballots: readonly Ballot[], coefficients: ReadonlyMap<string, string>): bigint | undefined;
  /** Forgets whatever is not wanted any more. */
  retain(wanted: readonly BallotKey[]): void;
}

export function createMasks(): Masks {
  const masks = new Map<string, Mask>();
  const nameOf = ({ account, node }: BallotKey) => `${account} ${node}`;
  return {
    next: (wanted, limit) => {
      const age = (key: BallotKey) => masks.get(nameOf(key))?.readAt ?? Number.NEGATIVE_INFINITY;
      return wanted.toSorted((a, b) => age(a) - age(b) || 0).slice(0, limit);
    },
    keep: (keys, paid, now) => {
      for (const [i, key] of keys.entries()) masks.set(nameOf(key), { paid: paid[i] ?? '0', readAt: now });
    },
    claimable: (account, ballots, coefficients) => {
      const parts = ballots.flatMap(({ node, votes, clearedVotes }) => {
        const mask = masks.get(nameOf({ account, node }))?.paid;
        return mask === undefined ? [] : [{ votes, clearedVotes, mask, coefficient: coefficients.get(node) ?? '0' }];
      });
      if (parts.length < ballots.length) return undefined;
      const { total } = voterDividend(parts);
      if (total > MAX_AMOUNT) return undefined;
      return total < 0n ? 0n : total;
    },
    retain: (wanted) => {
      const names = new Set(wanted.map(nameOf));
      for (const name of masks.keys()) if (!names.has(name)) masks.delete(name);
    },
  };
}
