// News for a test host, as a look at the chain would save it: votes that changed, and what happened besides.
import type { NewEvent, Tick } from '../../src/core/ports/ticks.ts';
import { amountFromDecimal } from '../../src/core/values/amount.ts';
import type { TestHost } from './host.ts';

export interface News {
  /** Of nodes, decimal. */
  readonly votes?: Readonly<Record<string, string>>;
  readonly events?: readonly NewEvent[];
  /** By the bot's own clock, ms since 1970. */
  readonly now?: number;
  readonly flags?: Partial<Pick<Tick, 'isOffline' | 'isOneSource' | 'isFirst'>>;
}

const NOON = Date.UTC(2019, 10, 23, 12);

/** Says how many alerts were queued. */
export async function tell(
  { store, chain }: TestHost,
  { votes = {}, events = [], now = NOON, flags }: News,
): Promise<number> {
  const { value } = await chain.standings();
  const metrics = Object.entries(votes).map(([subject, decimal]) => {
    return { metric: 'votes', subject, value: amountFromDecimal(decimal) };
  });
  const { alerts } = await store.ticks.save({
    chain: value.chain,
    now,
    events,
    metrics,
    claims: [],
    since: [],
    blocks: { from: 519_600, to: 520_200 },
    times: { from: NOON - 300_000, to: NOON },
    sources: ['one.example', 'two.example'],
    isOffline: false,
    isOneSource: false,
    isFirst: false,
    ...flags,
  });
  return alerts;
}
