// The REST side of a fake Discord: the routes that a bot with slash commands uses, and what they answer.
import { checkChoices, checkCommands, checkMessage } from './limits.ts';
import type { FakeBody, FakeCommand, FakeInteraction, FakeMessage } from './types.ts';
import { EPHEMERAL, Refusal, V2 } from './types.ts';
import type { FakeWorld } from './world.ts';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface RestOptions {
  readonly world: FakeWorld;
  readonly gatewayUrl: string;
  readonly shards: number;
  /** How long a first answer may take. */
  readonly answerWithinMs: number;
}

/** JSON for the answer; undefined is 204. Throws Refusal. */
export type Rest = (sent: Sent) => unknown;

const CALLBACK = /^\/interactions\/(\d+)\/([^/]+)\/callback$/;
const WEBHOOK = /^\/webhooks\/\d+\/([^/]+)$/;
const ORIGINAL = /^\/webhooks\/\d+\/([^/]+)\/messages\/(?:@|%40)original$/;
const CHANNEL = /^\/channels\/(\d+)\/messages$/;
const DIRECT = /^\/users\/(?:@|%40)me\/channels$/;
const COMMANDS = /^\/applications\/\d+\/commands$/;
const MAX_FOREIGN_FOLLOW_UPS = 5;
const TOKEN_MS = 15 * 60_000;
/** Of a first answer that is a message: suppressed embeds, for the asker alone, second component system, silent. */
const ANSWER_FLAGS = (1 << 2) | EPHEMERAL | V2 | (1 << 12);

export function createRest({ world, gatewayUrl, shards, answerWithinMs }: RestOptions): Rest {
  function find(token: string | undefined): FakeInteraction {
    const found = world.interactions.get(token ?? '');
    if (!found || found.answered === 'no') throw new Refusal(404, 10015, 'Unknown Webhook');
    if (Date.now() - found.arrivedAt > TOKEN_MS) throw new Refusal(401, 50027, 'Invalid Webhook Token');
    return found;
  }

  return ({ method, path, query, body, files }) => {
    const [, callbackId, callbackToken] = CALLBACK.exec(path) ?? [];
    if (method === 'GET' && path === '/gateway/bot') {
      const limit = { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 16 };
      return { url: gatewayUrl, shards, session_start_limit: limit };
    }
    if (method === 'POST' && callbackId) {
      const asked = world.interactions.get(callbackToken ?? '');
      if (!asked || asked.id !== callbackId || Date.now() - asked.arrivedAt > answerWithinMs) {
        throw new Refusal(404, 10062, 'Unknown interaction');
      }
      return callback(world, asked, body as Callback, files);
    }
    if (method === 'POST' && CHANNEL.test(path)) {
      checkMessage(body as FakeBody, files);
      return messageJson(world.post(CHANNEL.exec(path)?.[1] ?? '', body as FakeBody, files));
    }
    if (method === 'POST' && DIRECT.test(path)) {
      const { id, type } = world.openDirect((body as { readonly recipient_id: string }).recipient_id);
      return { id, type };
    }
    if (ORIGINAL.test(path)) return original(find(ORIGINAL.exec(path)?.[1]), method, body as FakeBody, files);
    if (method === 'POST' && WEBHOOK.test(path)) {
      return messageJson(followUp(world, find(WEBHOOK.exec(path)?.[1]), body as FakeBody, files));
    }
    if (method === 'GET' && COMMANDS.test(path)) return listCommands(world, query.get('with_localizations') === 'true');
    if (method === 'PUT' && COMMANDS.test(path)) {
      checkCommands(body as readonly FakeCommand[]);
      world.commands = body as readonly FakeCommand[];
      world.commandWrites += 1;
      return listCommands(world, true);
    }
    throw new Refusal(404, 0, '404: Not Found');
  };
}

interface Callback {
  readonly type: number;
  readonly data?: FakeBody & { readonly choices?: readonly { readonly name: string; readonly value: string }[] };
}

function callback(world: FakeWorld, asked: FakeInteraction, { type, data = {} }: Callback, files: Sent['files']): void {
  if (asked.answered !== 'no') throw new Refusal(400, 40060, 'Interaction has already been acknowledged.');
  const isTyping = asked.type === 4;
  if (isTyping !== (type === 8)) throw new Refusal(400, 50035, 'Invalid Form Body: type');
  if ((type === 6 || type === 7) && !asked.source) throw new Refusal(400, 50035, 'Invalid Form Body: no message');
  if (type === 5) checkFlags(data.flags, EPHEMERAL);
  if (type === 4) checkFlags(data.flags, ANSWER_FLAGS);
  if (type === 4 || type === 7) checkMessage(data, files);
  if (type === 8) {
    checkChoices(data.choices ?? []);
    asked.choices = data.choices ?? [];
  }
  if (type === 4 || type === 5)
    asked.original = answerMessage(world, asked, type === 5 ? [] : [data], data.flags, files);
  if ((type === 6 || type === 7) && asked.source) asked.original = asked.source;
  if (type === 7) edit(asked.source, data, files);
  asked.answered = type === 5 ? 'thinking' : 'yes';
}

function checkFlags(flags = 0, allowed: number): void {
  if ((flags & ~allowed) !== 0) throw new Refusal(400, 50035, 'Invalid Form Body: flags');
}

function answerMessage(
  world: FakeWorld,
  asked: FakeInteraction,
  bodies: readonly FakeBody[],
  flags: number | undefined,
  files: Sent['files'],
): FakeMessage {
  return world.addMessage(asked.channelId, bodies, {
    files: new Map(files),
    askedBy: asked.userId,
    ...(((flags ?? 0) & EPHEMERAL) !== 0 && { onlyFor: asked.userId }),
  });
}

function edit(message: FakeMessage | undefined, body: FakeBody, files: Sent['files']): void {
  if (!message || message.isDeleted) throw new Refusal(404, 10008, 'Unknown Message');
  for (const [name, data] of files) message.files.set(name, data);
  message.versions.push(body);
}

function original(asked: FakeInteraction, method: string, body: FakeBody, files: Sent['files']): unknown {
  const message = asked.original;
  if (!message || message.isDeleted) throw new Refusal(404, 10008, 'Unknown Message');
  asked.answered = 'yes';
  if (method === 'DELETE') {
    message.isDeleted = true;
    return undefined;
  }
  if (method !== 'PATCH') throw new Refusal(405, 0, '405: Method Not Allowed');
  checkMessage(body, files);
  edit(message, body, files);
  return messageJson(message);
}

/** The first one after "thinking" takes its place, and cannot change who sees it. */
function followUp(world: FakeWorld, asked: FakeInteraction, body: FakeBody, files: Sent['files']): FakeMessage {
  checkMessage(body, files);
  if (asked.answered === 'thinking' && asked.original && !asked.original.isDeleted) {
    asked.answered = 'yes';
    edit(asked.original, body, files);
    return asked.original;
  }
  asked.followUps += 1;
  if (asked.isForeign && asked.followUps > MAX_FOREIGN_FOLLOW_UPS) {
    throw new Refusal(400, 40094, 'This interaction has hit the maximum number of follow up messages.');
  }
  return answerMessage(world, asked, [body], body.flags, files);
}

function messageJson({ id, channelId, versions }: FakeMessage): object {
  const { components = [], flags = 0, content = '' } = versions.at(-1) ?? {};
  return { id, channel_id: channelId, content, components, flags };
}

/** Discord adds ids, fills in what was left out, and shows localisations only when asked to. */
function listCommands(world: FakeWorld, withLocalisations: boolean): unknown {
  const strip = <T extends object>(named: T) =>
    withLocalisations ? named : { ...named, name_localizations: undefined, description_localizations: undefined };
  return world.commands.map((command, index) => ({
    id: String(1_000 + index),
    application_id: world.botId,
    version: String(5_000 + index),
    nsfw: false,
    dm_permission: true,
    default_member_permissions: null,
    name_localizations: null,
    description_localizations: null,
    ...strip(command),
    options: command.options?.map((option) => {
      const { required, choices, ...rest } = strip(option);
      return { name_localizations: null, ...rest, ...(required && { required }), ...(choices?.length && { choices }) };
    }),
  }));
}
