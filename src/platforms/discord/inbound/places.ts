// Places and roles that are no more, or are there again, as the gateway tells it: what is watched in a place rests from that
// moment, and goes on when the bot may write there again.
import { type Client, Events, GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';
import type { Target } from '../../../core/ports/ids.ts';
import type { AdapterHost } from '../../../core/ports/platform.ts';
import { createLanes } from '../../lanes.ts';
import { PLATFORM } from './question.ts';
import { canBotWrite } from './rights.ts';

export interface PlacePorts {
  readonly host: Pick<AdapterHost, 'placesClosed' | 'placeOpened' | 'closedPlaces' | 'roleGone'>;
  /** Follows what has to be done, and takes care of its trouble. */
  begin(task: () => Promise<void>): void;
  /** The next message is tried, whatever became of the last one. */
  lookAgain(place: Target): void;
}

/** Events as they come, for the library tells only of channels that it knows, and forgets a server's before it tells of it:
 *  https://discord.com/developers/docs/events/gateway-events */
const CLOSING = z.discriminatedUnion('t', [
  z.object({
    t: z.literal(GatewayDispatchEvents.GuildDelete),
    /** `unavailable`: an outage of Discord's. */
    d: z.object({ id: z.string(), unavailable: z.boolean().optional() }),
  }),
  z.object({ t: z.literal(GatewayDispatchEvents.ChannelDelete), d: z.object({ id: z.string() }) }),
  z.object({ t: z.literal(GatewayDispatchEvents.ThreadDelete), d: z.object({ id: z.string() }) }),
  z.object({ t: z.literal(GatewayDispatchEvents.GuildRoleDelete), d: z.object({ role_id: z.string() }) }),
]);

export interface Places {
  /** Follows what happens to the places that this login knows. */
  watch(client: Client): void;
  /** A role that was deleted while the bot was away, which is told then; what is not known is no reason to ping nobody. */
  isRoleGone(chatId: string, role: string): boolean;
}

export function createPlaces(ports: PlacePorts): Places {
  const { host } = ports;
  // In the order in which it happened: after an outage of the connection Discord tells it all at once.
  const lanes = createLanes();
  const begin = (task: () => Promise<void>) => ports.begin(() => lanes.run(PLATFORM, task));
  let current: Client | undefined;
  const roleGone = (role: string) => begin(() => host.roleGone(PLATFORM, role));
  return {
    watch: (client) => {
      current = client;
      client.on(Events.Raw, (packet: unknown) => {
        const { data: event } = CLOSING.safeParse(packet);
        if (event?.t === GatewayDispatchEvents.GuildRoleDelete) roleGone(event.d.role_id);
        else if (event && !('unavailable' in event.d && event.d.unavailable)) {
          const closed = placesOf(client, event.d.id);
          begin(() => host.placesClosed(PLATFORM, closed));
        }
      });
      const reopen = () => begin(() => openAgain(client, ports));
      for (const event of [
        Events.ClientReady,
        Events.GuildCreate,
        Events.ChannelUpdate,
        Events.ThreadUpdate,
      ] as const) {
        client.on(event, reopen);
      }
    },
    isRoleGone: (chatId, role) => {
      const channel = current?.channels.cache.get(chatId);
      if (!channel || !('guild' in channel)) return false;
      const { id, roles } = channel.guild;
      // Of a server that is known everybody's role is, which has the server's id.
      const isGone = roles.cache.has(id) && !roles.cache.has(role);
      if (isGone) roleGone(role);
      return isGone;
    },
  };
}

/** The channels of a server, a channel with its threads, or a thread: every one is a place of its own. */
function placesOf(client: Client, id: string) {
  const inGuild = client.guilds.cache.get(id)?.channels.cache.map((channel) => channel.id) ?? [id];
  const below = client.channels.cache.filter((channel) => channel.isThread() && channel.parentId === id);
  return [...inGuild, ...below.keys()].map((chatId) => ({ kind: 'chat', chatId }) as const);
}

/** Of what rests: nobody says what happened while the bot was away. */
async function openAgain(client: Client, { host, lookAgain }: PlacePorts): Promise<void> {
  for (const place of await host.closedPlaces(PLATFORM)) {
    if (place.kind !== 'chat' || !canBotWrite(client.channels.cache.get(place.chatId))) continue;
    lookAgain(place);
    await host.placeOpened(PLATFORM, place);
  }
}
