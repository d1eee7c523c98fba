// Faults by chance, the same ones for the same seed: what a crash harness mixes into its runs.

/** `too-many`: 429. `server-error`: a 5xx instead of an answer. `late-error`: a 5xx after it was done all the same. `reset`:
 *  cut off before it is done. `no-answer`: cut off after it was done. */
export type RandomKind = 'too-many' | 'server-error' | 'late-error' | 'reset' | 'no-answer';

export interface RandomFaults {
  /** Of 1, for each message that is sent. */
  readonly rate: number;
  readonly seed: number;
  readonly kinds: readonly RandomKind[];
  /** What 429s ask to wait. */
  readonly retryAfterS?: number;
}

/** The next fault, or none. */
export type Dice = () => RandomKind | undefined;

export function createDice({ rate, seed, kinds }: RandomFaults): Dice {
  const random = createRandom(seed);
  return () => (random() < rate ? kinds[Math.floor(random() * kinds.length)] : undefined);
}

/** Numbers from 0 to 1, by the generator known as mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
