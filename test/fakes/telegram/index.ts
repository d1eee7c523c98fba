// A Bot API on loopback that behaves as Telegram's does, with people to talk to the bot and faults to switch on.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Delivered } from '../delivered.ts';
import { type Payload, readPayload } from './body.ts';
import { type Answers, createBotMethods, type Waiting } from './bot.ts';
import { answer, createFaults, type Faults, page, runInto } from './faults.ts';
import { createLimits, type LimitOptions, type Limits } from './limits.ts';
import { createMessageMethods, type Method } from './messages.ts';
import { createPeople, type People } from './people.ts';
import { createUpdateQueue, type UpdateQueue } from './updates.ts';
import { asRead, type Chat, createWorld, type Message, Refusal, type User, type World } from './world.ts';

interface Call {
  readonly method: string;
  readonly payload: Payload;
  /** By the clock of `performance`, when the API acted. */
  readonly at: number;
}

export interface FakeTelegramOptions {
  readonly token?: string;
  /** Enforces Telegram's limits on sending. */
  readonly limits?: LimitOptions;
}

export interface FakeTelegram extends People, Answers {
  readonly apiRoot: string;
  readonly token: string;
  readonly bot: User;
  readonly world: World;
  readonly faults: Faults;
  readonly limits: Pick<Limits, 'refused' | 'impatient'>;
  readonly updates: UpdateQueue;
  /** What the bot asked for, oldest first. */
  readonly calls: readonly Call[];
  callsOf(method: string): readonly Call[];
  /** The messages of the bot that stand in the chat now. */
  messages(chat: Chat | User): readonly Message[];
  /** New messages of the bot as they were shown, there or anywhere, oldest first. */
  delivered(chat?: Chat | User): readonly Delivered[];
  /** All that was ever shown there. */
  shown(chat: Chat | User): string;
  /** Called for each message that the bot sends or edits. */
  onMessage: ((message: Message) => void) | undefined;
  /** Nothing listens any more, until it comes back at the same address. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

const TOKEN = '4242:AAF-fake_token_of_a_bot_that_is_none';

export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const { token = TOKEN } = options;
  const world = createWorld();
  const updates = createUpdateQueue();
  const faults = createFaults();
  const limits = createLimits(options.limits);
  const delivered: Delivered[] = [];
  const waiting: Waiting = { presses: new Set(), inline: new Set() };
  const answers: Answers = { presses: new Map(), inline: new Map(), menus: new Map() };
  const calls: Call[] = [];
  /** Connections that had a call. */
  const used = new WeakSet<Socket>();
  const methods: Readonly<Record<string, Method>> = {
    ...createMessageMethods(world),
    ...createBotMethods(world, updates, waiting, answers),
  };
  const people = createPeople(world, updates, waiting);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, given, method = ''] = /^\/bot([^/]*)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const payload = await readPayload(request);
    response.setHeader('date', new Date(Date.now() + world.aheadMs).toUTCString());
    const chatId = payload.chat_id === undefined ? undefined : String(payload.chat_id);
    const isReused = used.has(request.socket);
    used.add(request.socket);
    const fault = faults.take(method, chatId, isReused);
    if (fault && runInto(fault, request, response)) return;
    const [status, body] = given === token ? await act(method, payload) : refuse(new Refusal(401, 'Unauthorized'));
    if (fault?.kind === 'late-html') page(response, fault.status);
    else if (fault) request.socket.resetAndDestroy();
    else answer(response, status, body);
  }

  async function act(method: string, payload: Payload): Promise<readonly [number, object]> {
    const implementation = methods[method];
    if (!implementation) return refuse(new Refusal(404, 'Not Found'));
    calls.push({ method, payload, at: performance.now() });
    try {
      limits.check(method, payload);
      const result = await implementation(payload);
      if (isMessage(result) && method.startsWith('send')) delivered.push(deliveredOf(result));
      if (isMessage(result)) fake.onMessage?.(result);
      return [200, { ok: true, result }];
    } catch (error) {
      if (error instanceof Refusal) return refuse(error);
      throw error;
    }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const goDown = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo; // it listens on a port

  const fake: FakeTelegram = {
    ...people,
    ...answers,
    apiRoot: `http://127.0.0.1:${port}`,
    token,
    bot: world.bot,
    world,
    faults,
    limits,
    updates,
    calls,
    delivered: (chat) => (chat ? delivered.filter(({ chatId }) => chatId === String(chat.id)) : delivered),
    callsOf: (method) => calls.filter((call) => call.method === method),
    messages: ({ id }) => {
      const { messages, ownIds } = world.chats.get(id) ?? {};
      return [...(messages?.values() ?? [])].filter((message) => ownIds?.has(message.message_id));
    },
    shown: ({ id }) => (world.chats.get(id)?.seen ?? []).join('\n'),
    onMessage: undefined,
    goDown,
    comeBack: () => listen(port),
    stop: async () => {
      updates.webhook = undefined;
      updates.close();
      await goDown();
    },
  };
  return fake;
}

function refuse({ code, message, parameters }: Refusal): readonly [number, object] {
  return [code, { ok: false, error_code: code, description: message, ...(parameters && { parameters }) }];
}

function deliveredOf({ chat, text, caption, message_thread_id: topic, reply_markup: keyboard }: Message): Delivered {
  const threadId = topic === undefined ? {} : { threadId: String(topic) };
  const buttons = (keyboard?.inline_keyboard.flat() ?? []).flatMap(({ callback_data: data }) => data ?? []);
  return { chatId: String(chat.id), ...threadId, text: asRead(text ?? caption ?? ''), buttons, at: Date.now() };
}

function isMessage(result: unknown): result is Message {
  return typeof result === 'object' && result !== null && 'message_id' in result;
}
