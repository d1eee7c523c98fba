// The private chats of all platforms. The core is there before the platforms are, so they are named later.
import type { ChatStore } from '../core/ports/chats.ts';
import type { Log } from '../core/ports/log.ts';
import type { ChatAdapter, Delivery } from '../core/ports/platform.ts';
import type { Privately } from '../core/ports/privately.ts';

export interface PrivateChats extends Privately {
  connect(adapters: readonly Pick<ChatAdapter, 'platform' | 'send'>[]): void;
}

const MEANING = {
  ok: 'told',
  gone: 'closed',
  closed: 'closed',
  rejected: 'unsure',
  'rate-limited': 'unsure',
  unavailable: 'unsure',
  unknown: 'unsure',
} as const satisfies Readonly<Record<Delivery['kind'], Awaited<ReturnType<Privately['say']>>>>;

/** Until they are connected, and on platforms that are not configured, nobody can be reached. */
export function createPrivateChats(chats: Pick<ChatStore, 'open'>, log: Log): PrivateChats {
  let byPlatform: ReadonlyMap<string, Pick<ChatAdapter, 'send'>> = new Map();
  return {
    connect: (adapters) => {
      byPlatform = new Map(adapters.map((adapter) => [adapter.platform, adapter]));
    },
    say: async ({ platform, userId }, reply, key) => {
      const to = { kind: 'person', userId } as const;
      try {
        const delivery = await byPlatform.get(platform)?.send(to, reply, key);
        if (delivery?.kind === 'ok') await chats.open(platform, to);
        return MEANING[delivery?.kind ?? 'unavailable'];
      } catch (error) {
        log.warn('a private chat could not be tried', { platform, error });
        return 'unsure';
      }
    },
  };
}
