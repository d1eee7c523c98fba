// For answers that are worth giving without the chain, or without a part of it.
import { ChainUnavailable } from './errors.ts';

/** What the chain answers, or undefined while it is away. */
export async function ifAvailable<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ChainUnavailable) return undefined;
    throw error;
  }
}
