// A line that a value crosses, and when crossing it is told. The first crossing is told at the
// exact line; the one back only when the value has left the band, so that a value near the line does not ring all the time.
import type { Amount } from '../core/values/amount.ts';
import type { Direction } from './rule.ts';

/** In the unit of the metric. `band`: 0 for none. */
export interface Line {
  readonly level: bigint;
  readonly band: bigint;
}

/** Where a rule wants its line. */
export interface Place {
  readonly level: bigint;
  /** Amount of which the band is a share: what the line stands for in whole. 0: no band. */
  readonly of: Amount;
}

/** `bandPpm`: width of the band in millionths. */
export function lineAt({ level, of }: Place, bandPpm: bigint): Line {
  return { level, band: (of * bandPpm) / 1_000_000n };
}

export interface LineState {
  /** Of the value when it was last told; undefined until there was one. */
  readonly side: 'above' | 'below' | undefined;
  /** Which crossing is told at the exact line; the band lies on its other side. undefined: whichever comes first. */
  readonly oriented: 'up' | 'down' | undefined;
}

/** Before the first value. Where only one crossing is told, the exact line is its own. */
export function lineStart(direction: Direction = 'both'): LineState {
  return { side: undefined, oriented: direction === 'both' ? undefined : direction };
}

/** Where it fires next: up at a value of at least this, down at one below it. */
export function firesAt({ level, band }: Line, { side, oriented }: LineState): bigint {
  if (side === 'above' && oriented === 'up') return level - band;
  if (side === 'below' && oriented === 'down') return level + band;
  return level;
}

/** What the next value makes of it. The first value only takes its side. */
export function cross(line: Line, state: LineState, value: bigint): { state: LineState; fires?: 'up' | 'down' } {
  if (state.side === undefined) return { state: { ...state, side: value >= line.level ? 'above' : 'below' } };
  const side = value >= firesAt(line, state) ? 'above' : 'below';
  if (side === state.side) return { state };
  const fires = side === 'above' ? 'up' : 'down';
  return { state: { side, oriented: state.oriented ?? fires }, fires };
}
