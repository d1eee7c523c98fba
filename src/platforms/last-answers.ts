// How long a stopping adapter waits for what it is still answering.
import { within } from '../core/values/deadline.ts';

/** As the port promises. */
const LAST_ANSWERS_MS = 10_000;

/** Resolves when `work` has ended, well or not, or has taken too long. */
export async function lastAnswers(work: Promise<unknown> = Promise.resolve()): Promise<void> {
  await within(LAST_ANSWERS_MS, work, () => undefined).catch(() => undefined);
}
