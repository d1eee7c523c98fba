// People, places, messages and interactions of a fake Discord.
import { randomUUID } from 'node:crypto';
import type { ServerClock } from '../rates.ts';
import type { FakeBody, FakeChannel, FakeCommand, FakeInteraction, FakeMessage, FakeRole } from './types.ts';
import { MAY, Refusal } from './types.ts';

const EPOCH = 1_420_070_400_000;
/** Discord says "a few minutes". */
const NONCE_MEMORY_MS = 3 * 60_000;
let counter = 0n;

/** Ids hold the time in their upper bits, as Discord's do. */
export function snowflake(): string {
  counter += 1n;
  return String((BigInt(Date.now() - EPOCH) << 22n) | (counter & 0xfffffn));
}

export interface FakeWorld {
  readonly botId: string;
  readonly channels: Map<string, FakeChannel>;
  readonly roles: Map<string, FakeRole>;
  /** Who can be written to by id, and the error that opening a chat with them gets, as [HTTP status, code]. */
  readonly people: Map<string, { refuses?: readonly [number, number] }>;
  readonly messages: FakeMessage[];
  readonly interactions: Map<string, FakeInteraction>;
  commands: readonly FakeCommand[];
  /** How often the whole list of commands was written. */
  commandWrites: number;
  addChannel(channel: Omit<FakeChannel, 'id'>): FakeChannel;
  addRole(role: Omit<FakeRole, 'id'>): FakeRole;
  /** The private chat of the bot and this person, the same every time. */
  openDirect(userId: string): FakeChannel;
  addMessage(channelId: string, bodies: readonly FakeBody[], more: Partial<FakeMessage>): FakeMessage;
  /** A message of the bot's own accord; the same again for a nonce that is not forgotten. */
  post(channelId: string, body: FakeBody, files: ReadonlyMap<string, Uint8Array>): FakeMessage;
  ask(interaction: Pick<FakeInteraction, 'type' | 'userId' | 'channelId' | 'isForeign' | 'source'>): FakeInteraction;
}

/** `clock`: what nonces are forgotten by. */
export function createFakeWorld(clock: ServerClock): FakeWorld {
  const nonces = new Map<string, { readonly message: FakeMessage; readonly at: number }>();
  const world: FakeWorld = {
    botId: snowflake(),
    channels: new Map(),
    roles: new Map(),
    people: new Map(),
    messages: [],
    interactions: new Map(),
    commands: [],
    commandWrites: 0,
    addChannel: (channel) => {
      const added = { ...channel, id: snowflake() };
      world.channels.set(added.id, added);
      return added;
    },
    addRole: (role) => {
      const added = { ...role, id: snowflake() };
      world.roles.set(added.id, added);
      return added;
    },
    openDirect: (userId) => {
      const known = [...world.channels.values()].find(({ recipientId }) => recipientId === userId);
      const recipient = world.people.get(userId);
      if (!recipient) throw new Refusal(404, 10013, 'Unknown User');
      if (recipient.refuses) throw new Refusal(...recipient.refuses, 'Cannot open a chat');
      return known ?? world.addChannel({ type: 1, recipientId: userId });
    },
    addMessage: (channelId, bodies, more) => {
      const message = {
        id: snowflake(),
        channelId,
        versions: [...bodies],
        files: new Map(),
        isDeleted: false,
        at: Date.now(),
        ...more,
      };
      world.messages.push(message);
      return message;
    },
    post: (channelId, body, files) => {
      const channel = world.channels.get(channelId);
      if (!channel) throw new Refusal(404, 10003, 'Unknown Channel');
      if (channel.refuses) throw new Refusal(...channel.refuses, 'Cannot post there');
      checkRights(channel, files.size > 0);
      const known = nonces.get(`${channelId} ${body.nonce}`);
      if (body.enforce_nonce && body.nonce && known && clock.now() - known.at < NONCE_MEMORY_MS) return known.message;
      const message = world.addMessage(channelId, [body], { files: new Map(files) });
      if (body.nonce) nonces.set(`${channelId} ${body.nonce}`, { message, at: clock.now() });
      return message;
    },
    ask: (asked) => {
      const token = `interaction-${randomUUID()}`;
      const interaction = {
        ...asked,
        id: snowflake(),
        token,
        arrivedAt: Date.now(),
        answered: 'no',
        followUps: 0,
      } as const;
      world.interactions.set(token, { ...interaction });
      return world.interactions.get(token) ?? interaction;
    },
  };
  return world;
}

export function isThread(type: number): boolean {
  return [10, 11, 12].includes(type);
}

const CATEGORY = 4;
const FORUM = 15;

/** Throws the refusal that Discord would answer with. */
function checkRights({ type, botMay, isLocked }: FakeChannel, hasFiles: boolean): void {
  const may = (right: bigint) => (botMay === undefined ? right !== MAY.manageThreads : (botMay & right) !== 0n);
  if (type === CATEGORY) throw new Refusal(400, 50008, 'Cannot send messages in a non-text channel');
  if (type === FORUM) throw new Refusal(400, 40058, 'Cannot send a message in a forum channel');
  if (!may(MAY.view)) throw new Refusal(403, 50001, 'Missing Access');
  const needed = isThread(type) ? MAY.sendInThreads : MAY.send;
  if (!may(needed)) throw new Refusal(403, 50013, 'Missing Permissions');
  if (hasFiles && !may(MAY.attachFiles)) throw new Refusal(403, 50013, 'Missing Permissions');
  if (isLocked && !may(MAY.manageThreads)) throw new Refusal(403, 160005, 'Thread is locked');
}
