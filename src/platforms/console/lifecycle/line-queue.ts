// Lines may be typed or piped faster than they are answered: they wait here in their order.

export interface LineQueue {
  readonly size: number;
  push(line: string): void;
  /** The next `next` gets this line. */
  putBack(line: string): void;
  /** Undefined once the queue has ended and is empty. One caller at a time. */
  next(): Promise<string | undefined>;
  /** No line will come; `drop` forgets those that wait, too. */
  end(drop: boolean): void;
}

export function createLineQueue(): LineQueue {
  const lines: string[] = [];
  let take: ((line: string | undefined) => void) | undefined;
  let ended = false;
  const hand = (line: string | undefined) => {
    take?.(line);
    take = undefined;
  };
  return {
    get size() {
      return lines.length;
    },
    push: (line) => {
      if (take) hand(line);
      else if (!ended) lines.push(line);
    },
    putBack: (line) => {
      lines.unshift(line);
    },
    next: async () => {
      if (lines.length > 0 || ended) return lines.shift();
      return new Promise((resolve) => {
        take = resolve;
      });
    },
    end: (drop) => {
      ended = true;
      if (drop) lines.length = 0;
      hand(undefined);
    },
  };
}
