// For answers that are worth giving without the chain, without a part of it, or without an estimate.
import { ChainUnavailable, EstimateUnavailable } from './errors.ts';

/** What the chain answers or what is estimated; undefined while there is none. */
export async function ifAvailable<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ChainUnavailable || error instanceof EstimateUnavailable) return undefined;
    throw error;
  }
}
