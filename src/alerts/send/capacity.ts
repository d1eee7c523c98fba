// How many messages are on their way to each platform at once: a slow one does not take the place of another's.

/** Enough to use a platform's rate at usual answer times. */
const AT_ONCE = 32;

export interface Capacity {
  /** Those that get no more messages for now. */
  full(): readonly string[];
  /** How many more may be on their way, whichever of the platforms they go to that are not `resting`. */
  room(resting: readonly string[]): number;
  /** A message is on its way until the returned function is called; one to no platform of these takes no place. */
  take(platform: string): () => void;
}

export function createCapacity(platforms: Iterable<string>): Capacity {
  const taken = new Map([...platforms].map((platform) => [platform, 0]));
  const isFull = (count: number) => count >= AT_ONCE;
  return {
    full: () => [...taken].filter(([, count]) => isFull(count)).map(([platform]) => platform),
    room: (resting) => {
      if (taken.size > 0 && [...taken.values()].every(isFull)) return 0;
      const open = [...taken].filter(([platform, count]) => !isFull(count) && !resting.includes(platform));
      return AT_ONCE - Math.max(0, ...open.map(([, count]) => count));
    },
    take: (platform) => {
      const change = (by: number) => {
        const count = taken.get(platform);
        if (count !== undefined) taken.set(platform, count + by);
      };
      change(1);
      return () => change(-1);
    },
  };
}
