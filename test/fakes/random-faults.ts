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
type Dice = () => RandomKind | undefined;

function createDice({ rate, seed, kinds }: RandomFaults): Dice {
  const random = createRandom(seed);
  return () => (random() < rate ? kinds[Math.floor(random() * kinds.length)] : undefined);
}

/** What meets messages by chance, as the faults of one platform. */
interface Chance<F> {
  /** From now on; undefined: nothing does any more. */
  randomly(random: RandomFaults | undefined): void;
  /** For the next message that is sent. */
  roll(): F | undefined;
  /** How many met one. */
  readonly count: number;
}

export function createChance<F>(faultOf: (kind: RandomKind, retryAfterS: number) => F): Chance<F> {
  let dice: Dice | undefined;
  let retryAfterS = 1;
  let count = 0;
  return {
    randomly: (random) => {
      dice = random && createDice(random);
      retryAfterS = random?.retryAfterS ?? 1;
    },
    roll: () => {
      const kind = dice?.();
      if (kind === undefined) return undefined;
      count += 1;
      return faultOf(kind, retryAfterS);
    },
    get count() {
      return count;
    },
  };
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
