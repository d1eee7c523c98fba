// What goes out, and whether it arrived: the server sends a receipt for every key, and shows a repeated key once.
import type { AdapterEvent, Delivery } from '../../../src/core/ports/platform.ts';
import { within } from '../../../src/core/values/deadline.ts';
import type { Lifecycle } from './lifecycle.ts';

/** For how long the server knows a key. */
export const REPEATS_DROPPED_FOR_MS = 120_000;
const RECEIPT_MS = 5_000;

interface Page {
  readonly room: string;
  readonly text: string;
  readonly key: string;
  readonly pingRole?: string | undefined;
}

/** What the server says became of a page. */
interface Receipt {
  readonly key: string;
  readonly delivery: Delivery;
}

export interface Deliver {
  post(page: Page): Promise<Delivery>;
  receipt(receipt: Receipt): void;
  /** The connection broke: what waits for a receipt may have arrived. */
  lost(): void;
}

interface DeliverDeps {
  readonly line: Pick<Lifecycle, 'write'>;
  readonly report: (event: AdapterEvent) => void;
  readonly receiptMs?: number | undefined;
}

export function createDeliver({ line, report, receiptMs = RECEIPT_MS }: DeliverDeps): Deliver {
  const waiting = new Map<string, (delivery: Delivery) => void>();
  const unknown = (): Delivery => ({ kind: 'unknown' });
  const send = async (page: Page): Promise<Delivery> => {
    const arrived = Promise.withResolvers<Delivery>();
    waiting.set(page.key, arrived.resolve);
    if (!line.write(page)) return { kind: 'unavailable' };
    return within(receiptMs, arrived.promise, unknown);
  };
  return {
    post: async (page) => {
      const delivery = await send(page);
      waiting.delete(page.key);
      report({ kind: 'sent', delivery: delivery.kind });
      if (delivery.kind === 'rate-limited') report({ kind: 'told-to-wait', retryAfterMs: delivery.retryAfterMs });
      return delivery;
    },
    receipt: ({ key, delivery }) => waiting.get(key)?.(delivery),
    lost: () => {
      for (const resolve of waiting.values()) resolve(unknown());
    },
  };
}
