// How long to leave a server alone that did not answer: longer each time up to a minute, and never in step with others.

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** `failures`: how often it failed before, from 0 on. Between half of the full time and all of it. */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** failures) * (0.5 + random() / 2);
}

/** False when the signal ended it. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted || ms <= 0) return !signal.aborted;
  return new Promise((resolve) => {
    const end = (isOver: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve(isOver);
    };
    const abort = () => end(false);
    const timer = setTimeout(() => end(true), ms);
    signal.addEventListener('abort', abort);
  });
}
