// Discord on loopback: REST and gateway as a bot meets them, with the real limits and with switches for what goes wrong.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { oncePer } from '../../../src/core/values/memo.ts';
import type { Delivered } from '../delivered.ts';
import { createServerClock } from '../rates.ts';
import { createFaults, type Faults, misanswer, misbehave } from './faults.ts';
import { createFakeGateway, type FakeGateway } from './gateway.ts';
import { flatten } from './limits.ts';
import { guildJson, roleJson } from './payloads.ts';
import { createFakePerson, type FakePerson, type PersonOptions } from './person.ts';
import { createRates, type Headers, type RateOptions, type Rates } from './rates.ts';
import { createRest, type Sent } from './rest.ts';
import { readBody } from './text.ts';
import { type FakeChannel, type FakeMessage, type FakeRole, Refusal } from './types.ts';
import { createFakeWorld, type FakeWorld, snowflake } from './world.ts';

export interface FakeDiscordOptions {
  readonly token?: string;
  /** What the gateway recommends. */
  readonly shards?: number;
  readonly heartbeatMs?: number;
  /** Of a command or button; Discord's own are three seconds. By default more than a busy machine takes. */
  readonly answerWithinMs?: number;
  /** Enforces Discord's limits on requests; nonces are forgotten by the same clock. */
  readonly limits?: RateOptions;
}

export interface FakeDiscord extends AsyncDisposable {
  readonly apiBase: string;
  readonly token: string;
  readonly world: FakeWorld;
  readonly gateway: FakeGateway;
  readonly faults: Faults;
  readonly rates: Pick<Rates, 'refused' | 'invalid'>;
  /** Every request that came, faulty ones too. */
  readonly requests: readonly Sent[];
  /** A guild that the bot is in, with a channel for system messages. */
  readonly guildId: string;
  readonly room: FakeChannel;
  /** New messages as they were shown, there or anywhere, oldest first. */
  delivered(channel?: FakeChannel): readonly Delivered[];
  /** Moves the clock that nonces are forgotten by. */
  later(ms: number): void;
  person(options?: Partial<PersonOptions>): FakePerson;
  /** The bot is taken into another guild, whose system channel allows it `permissions`. */
  join(permissions: bigint): FakeChannel;
  /** A role of the guild, of which the bot hears where it is connected. */
  addRole(role: Pick<FakeRole, 'name' | 'isMentionable'>): FakeRole;
  /** It is taken in again by the guild of this channel. */
  rejoin(channel: FakeChannel, permissions: bigint): void;
  /** Nothing listens any more, until `comeBack`. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const {
    token = 'fake.discord.token-1234567890',
    shards = 1,
    heartbeatMs = 20_000,
    answerWithinMs = 60_000,
  } = options;
  const clock = createServerClock(options.limits?.scale);
  const rates = createRates(options.limits, clock);
  const world = createFakeWorld(clock);
  const faults = createFaults();
  const requests: Sent[] = [];
  const known = oncePer((message: FakeMessage) => deliveredOf(world, message));
  const shown = (message: FakeMessage) => (message.versions.length > 0 ? known(message) : deliveredOf(world, message));
  const server = createServer((request, response) => void serve(request, response));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`;
  const rest = createRest({ world, gatewayUrl, shards, answerWithinMs });
  const guildId = snowflake();
  const room = world.addChannel({ type: 0, guildId });
  const bot = { id: world.botId, username: 'herald', discriminator: '0', avatar: null, bot: true };
  const application = { id: world.botId, flags: 0 };
  const gateway = createFakeGateway({
    token,
    heartbeatMs,
    resumeUrl: () => gatewayUrl,
    ready: ([shard, count]) => {
      const isMine = Number((BigInt(guildId) >> 22n) % BigInt(count)) === shard;
      return {
        ready: { user: bot, application, guilds: isMine ? [{ id: guildId, unavailable: true }] : [] },
        after: isMine ? [['GUILD_CREATE', guildJson(world, guildId, room.id, 0x7fffffffffn)]] : [],
      };
    },
  });
  server.on('upgrade', (request, socket, head) => {
    gateway.server.handleUpgrade(request, socket, head, (opened) => gateway.server.emit('connection', opened));
  });

  function listen(at: number): Promise<void> {
    return new Promise((resolve) => server.listen(at, '127.0.0.1', resolve));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://fake');
    const path = pathname.replace(/^\/api\/v10/, '');
    const method = request.method ?? '';
    const sent: Sent = {
      method,
      path,
      query,
      ...(await readRequest(request).catch(() => ({ body: undefined, files: new Map() }))),
    };
    requests.push(sent);
    const fault = faults.take(`${method} ${path}`);
    if (fault?.kind === 'slow') await delay(fault.ms);
    if (misbehave(fault, request, response)) return;
    const { headers, tooMany } = rates.check(`${method} ${path}`);
    const answer = tooMany ? { status: 429, json: tooMany } : answerTo(sent, request);
    if (misanswer(fault, request, response)) return;
    rates.note(answer.status);
    say(response, answer, headers);
  }

  function answerTo(sent: Sent, request: IncomingMessage): Answer {
    const needsToken = !/^\/(interactions|webhooks)\//.test(sent.path);
    if (needsToken && request.headers.authorization !== `Bot ${token}`) {
      return { status: 401, json: { message: '401: Unauthorized', code: 0 } };
    }
    try {
      const json = rest(sent);
      return json === undefined ? { status: 204 } : { status: 200, json };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, json: { message: error.message, code: error.code } };
    }
  }

  function welcome({ id, guildId = '' }: FakeChannel, permissions: bigint): void {
    gateway.dispatch('GUILD_CREATE', guildJson(world, guildId, id, permissions), guildId);
  }

  async function goDown(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const client of gateway.server.clients) client.terminate();
    server.closeAllConnections();
    await closed;
  }

  return {
    apiBase: `http://127.0.0.1:${port}/api`,
    token,
    world,
    gateway,
    faults,
    rates,
    requests,
    guildId,
    room,
    delivered: (channel) =>
      world.messages.filter(({ channelId }) => channel === undefined || channelId === channel.id).map(shown),
    later: clock.skip,
    person: (more = {}) =>
      createFakePerson(world, gateway, {
        channel: world.addChannel({ type: 1, recipientId: snowflake() }),
        locale: 'en-US',
        ...more,
      }),
    join: (permissions) => {
      const channel = world.addChannel({ type: 0, guildId: snowflake() });
      welcome(channel, permissions);
      return channel;
    },
    rejoin: welcome,
    addRole: (role) => {
      const added = world.addRole({ ...role, guildId });
      const event = { guild_id: guildId, role: roleJson(added) };
      if (gateway.isConnected()) gateway.dispatch('GUILD_ROLE_CREATE', event, guildId);
      return added;
    },
    goDown,
    comeBack: () => listen(port),
    stop: async () => {
      if (server.listening) await goDown();
    },
    [Symbol.asyncDispose]: async () => {
      if (server.listening) await goDown();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly json?: unknown;
}

function say(response: ServerResponse, { status, json }: Answer, headers: Headers): void {
  if (status === 204) response.writeHead(204, headers).end();
  else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
}

function deliveredOf(world: FakeWorld, { channelId, versions, at }: FakeMessage): Delivered {
  const userId = world.channels.get(channelId)?.recipientId;
  const nonce = versions[0]?.nonce;
  return {
    chatId: channelId,
    text: readBody(versions[0] ?? {}),
    at,
    buttons: flatten(versions[0]?.components ?? []).flatMap(({ custom_id: id }) => id ?? []),
    ...(userId !== undefined && { userId }),
    ...(nonce !== undefined && { nonce }),
  };
}

async function readRequest(request: IncomingMessage): Promise<Pick<Sent, 'body' | 'files'>> {
  const bytes = await buffer(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/'))
    return { body: bytes.length > 0 ? JSON.parse(String(bytes)) : undefined, files: new Map() };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files = new Map<string, Uint8Array>();
  for (const part of form.values()) if (typeof part !== 'string') files.set(part.name, await part.bytes());
  return { body: JSON.parse(String(form.get('payload_json'))), files };
}
