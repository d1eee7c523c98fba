// One login: a client of the library that tells when it is connected and when it is of no more use.
import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  type RESTOptions,
} from 'discord.js';
import { describeError } from '../deliver/errors.ts';
import { patientShards } from './shards.ts';

/** Why a login ended. `token`: Discord does not know it; `refused`: it closed the connection for good. */
export interface Loss {
  readonly kind: 'token' | 'refused' | 'silence' | 'stopped';
  readonly why: string;
}

export interface GatewayEvents {
  /** Every shard is connected. */
  up(client: Client<true>): void;
  /** A shard is not; the library tries again by itself. */
  down(why: string): void;
}

export interface Login {
  readonly client: Client;
  readonly lost: Promise<Loss>;
  /** Says that it is of no more use. */
  giveUp(why: string): void;
  /** Ends the login if nothing else did, and the client with it. */
  end(): Promise<void>;
}

/** So long the library's own attempts may take before a login from scratch is better. */
const PATIENCE_MS = 120_000;
const GOODBYE_MS = 2_000;

/** Nothing is looked up that an interaction does not bring along, except the bot's own rights. */
const isMe = ({ id, client }: { readonly id: string; readonly client: Client<true> }) => id === client.user.id;
const SMALL_CACHE = {
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 0,
  UserManager: { maxSize: 100, keepOverLimit: isMe },
  GuildMemberManager: { maxSize: 10, keepOverLimit: isMe },
};

export function logIn(token: string, rest: Partial<RESTOptions>, events: GatewayEvents): Login {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: 'auto',
    rest,
    makeCache: Options.cacheWithLimits(SMALL_CACHE),
    ws: { buildStrategy: patientShards },
  });
  const loss = Promise.withResolvers<Loss>();
  const lose = (kind: Loss['kind'], why: string) => loss.resolve({ kind, why });
  const patience = createPatience(() => lose('silence', 'no connection for minutes'));
  watch(client, events, lose, patience);
  patience.begin();
  client.login(token).catch((error: unknown) => {
    const isWrong = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
    lose(isWrong ? 'token' : 'silence', describeError(error));
  });
  return {
    client,
    lost: loss.promise.finally(patience.end),
    giveUp: (why) => lose('silence', why),
    end: async () => {
      lose('stopped', 'stopped');
      client.removeAllListeners(Events.InteractionCreate);
      await Promise.race([client.destroy(), goodbye()]).catch(() => undefined);
    },
  };
}

/** `isReady()` stays true through outages, so who is connected is told by the shards' own events. */
function watch(
  client: Client,
  events: GatewayEvents,
  lose: (kind: Loss['kind'], why: string) => void,
  patience: ReturnType<typeof createPatience>,
): void {
  const away = new Set<number>();
  const arrived = (shard: number) => {
    away.delete(shard);
    if (!client.isReady() || away.size > 0) return patience.begin();
    patience.end();
    events.up(client);
  };
  const left = (shard: number, why: string) => {
    if (away.size === 0) patience.begin();
    away.add(shard);
    events.down(why);
  };
  client.once(Events.ClientReady, () => arrived(-1));
  client.on(Events.ShardReady, arrived);
  client.on(Events.ShardResume, arrived);
  client.on(Events.ShardReconnecting, (shard) => left(shard, 'the connection broke'));
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    left(shard, `closed with code ${code}`);
    lose(code === GatewayCloseCodes.AuthenticationFailed ? 'token' : 'refused', `closed with code ${code}`);
  });
  client.on(Events.Invalidated, () => lose('silence', 'the session was ended'));
  // Without a listener an error ends the process; what follows from it is told by the other events.
  client.on(Events.ShardError, () => undefined);
  client.on(Events.Error, () => undefined);
}

/** Runs out unless the connection stands before. Beginning again starts over. */
function createPatience(runsOut: () => void) {
  let timer: NodeJS.Timeout | undefined;
  const end = () => clearTimeout(timer);
  return {
    end,
    begin: () => {
      end();
      timer = setTimeout(runsOut, PATIENCE_MS).unref();
    },
  };
}

function goodbye(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, GOODBYE_MS).unref());
}
