// What somebody wants to be told, and of whom: plain values that are typed, kept and compared.

export type Direction = 'up' | 'down' | 'both';

/** What is watched for. Equal rules are the same rule. */
export interface Rule {
  /** Name of its kind. One that was stored may be of another version of the program: then nothing fires it, and it is listed
   *  by this name. */
  readonly event: string;
  /** In the unit of its kind; undefined where there is none. */
  readonly level?: bigint;
  /** Of a move: the level is in 1/100 % of where it was. */
  readonly isPercent?: true;
  /** Of a move, in seconds. */
  readonly periodSeconds?: number;
  readonly direction: Direction;
}

/** Who or what is watched. `mine`: the nodes that one's own accounts vote for. */
export type Subject =
  | { readonly kind: 'node'; readonly node: string }
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'all' }
  | { readonly kind: 'mine' };
