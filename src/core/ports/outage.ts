// What ports throw while whatever stands behind them gives no answer, and how to go on without one.
import { within } from '../values/deadline.ts';

/** Why no node could answer. Each has its sentences in the locale files, under `errors.chain` and `source.why`. */
export const CHAIN_TROUBLES = [
  /** Down, unreachable, failing or too slow. */
  'unreachable',
  /** It sends on to another address, and only configured ones are asked. */
  'redirected',
  /** Answers that are no node's answers. */
  'garbage',
  /** Still catching up with the chain. */
  'syncing',
  /** Its last irreversible block is minutes behind its own clock. */
  'stalled',
  /** Of another chain than the one read so far. */
  'other-chain',
  /** Below the height that was shown already. */
  'behind',
  /** The election contracts are not on it. */
  'no-election',
] as const;

export type ChainTrouble = (typeof CHAIN_TROUBLES)[number];

/** No configured node could answer; `detail` is for the log and holds no credentials. */
export class ChainUnavailable extends Error {
  readonly trouble: ChainTrouble;

  constructor(trouble: ChainTrouble, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'ChainUnavailable';
    this.trouble = trouble;
  }
}

/** Something could not be worked out now; the command says that it is not estimated. `message` is for the log. */
export class EstimateUnavailable extends Error {
  override readonly name: string = 'EstimateUnavailable';
}

/** Too much is being worked out already; asked again later it will be. */
export class EstimateBusy extends EstimateUnavailable {
  override readonly name = 'EstimateBusy';
}

/** What the chain answers or what is estimated; undefined while there is none. */
export async function ifAvailable<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ChainUnavailable || error instanceof EstimateUnavailable) return undefined;
    throw error;
  }
}

/** Whoever asks has an answer before platforms call it late. */
const PATIENCE_MS = 2_000;

/** An estimate as far as it is ready. */
export type Worked<T> =
  | { readonly kind: 'known'; readonly value: T }
  /** It takes longer, for itself or for others before it; or it failed. */
  | { readonly kind: 'later' | 'failed' };

export async function inTime<T>(work: Promise<T>): Promise<Worked<T>> {
  try {
    const known = work.then((value): Worked<T> => ({ kind: 'known', value }));
    return await within(PATIENCE_MS, known, (): Worked<T> => ({ kind: 'later' }));
  } catch (error) {
    if (error instanceof EstimateBusy) return { kind: 'later' };
    if (error instanceof EstimateUnavailable) return { kind: 'failed' };
    throw error;
  }
}
