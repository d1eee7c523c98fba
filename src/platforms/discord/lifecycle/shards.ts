// The library tries a broken connection again every half second, for ever, and goes on with that even when its client was
// destroyed meanwhile. Each attempt begins by asking for the session, so that is where it waits, or ends.
import { setTimeout as delay } from 'node:timers/promises';
import { SimpleShardingStrategy, type WebSocketOptions, WebSocketShardStatus } from 'discord.js';
import { type Backoff, createBackoff } from '../../backoff.ts';

const WAITS = { firstMs: 100, longestMs: 60_000 };

export const patientShards: NonNullable<WebSocketOptions['buildStrategy']> = (manager) => {
  const strategy = new SimpleShardingStrategy(manager);
  const waits = new Map<number, Backoff>();
  const { retrieveSessionInfo } = manager.options;
  const isAbout = async (shard: number) => (await strategy.fetchStatus()).has(shard);
  const connects = async (shard: number) => (await strategy.fetchStatus()).get(shard) === WebSocketShardStatus.Idle;

  manager.options.retrieveSessionInfo = async (shard) => {
    if (await connects(shard)) {
      const wait = waits.get(shard);
      if (wait) await delay(wait());
      else waits.set(shard, createBackoff(WAITS));
    }
    return (await isAbout(shard)) ? retrieveSessionInfo(shard) : never();
  };
  return strategy;
};

/** What waits for it is forgotten together with it. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}
