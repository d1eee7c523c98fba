// The whole bot behind one line of input: real commands and texts, real reader on a devnet, real store in memory.
import { fileURLToPath } from 'node:url';
import { createCachedChain } from '../../src/chain/cached-reader.ts';
import { createFailover } from '../../src/chain/failover.ts';
import { createChainGuard } from '../../src/chain/guard.ts';
import { splitCommand } from '../../src/core/command/arguments.ts';
import type { Chat } from '../../src/core/command/command.ts';
import type { Chain, ChainReader } from '../../src/core/ports/chain.ts';
import type { Clock } from '../../src/core/ports/clock.ts';
import type { HistoryStore } from '../../src/core/ports/history.ts';
import type { PersonKey } from '../../src/core/ports/ids.ts';
import type { Pictures } from '../../src/core/ports/pictures.ts';
import type { AdapterHost, Invocation, Outcome, RawArgs, Source } from '../../src/core/ports/platform.ts';
import type { Privately } from '../../src/core/ports/privately.ts';
import type { LinkFacts } from '../../src/core/ports/project-facts.ts';
import type { RotationSimulator } from '../../src/core/ports/rotation.ts';
import type { Store } from '../../src/core/ports/store.ts';
import type { Action, Block, Reply, RichText } from '../../src/core/reply/reply.ts';
import type { Devnet, DevnetOptions } from '../../src/devnet/server.ts';
import { ruleTable } from '../../src/rules/index.ts';
import { createRotationSimulator } from '../../src/simulation/index.ts';
import { createCore } from '../../src/start/core.ts';
import { loadFacts } from '../../src/start/facts.ts';
import { loadCatalogue, loadVocabulary, type Vocabulary } from '../../src/start/vocabulary.ts';
import { createStore } from '../../src/store/index.ts';
import { readerOf, silent, startDevnet } from './devnet.ts';
import { PATIENT_MS } from './patience.ts';

const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

export const catalogue = await loadCatalogue();

const spoken = await loadVocabulary(catalogue, 'en');

export const { commands } = spoken;

/** What differs from someone in a private chat. */
export interface Asker
  extends Partial<
      Pick<
        Invocation,
        'actorName' | 'isChatAdmin' | 'isAnonymous' | 'privateUrl' | 'known' | 'isOperator' | 'isTextOnly' | 'locale'
      >
    >,
    Partial<Pick<Chat, 'platform' | 'chatId' | 'threadId' | 'kind' | 'canPost' | 'inviteUrl'>> {
  readonly userId?: string;
}

interface Whisper {
  readonly person: PersonKey;
  readonly reply: Reply;
}

export interface TestHost extends AsyncDisposable {
  readonly host: AdapterHost;
  readonly chain: Chain;
  readonly devnet: Devnet;
  readonly store: Store;
  /** What was said to people privately, unasked, while they asked elsewhere. */
  readonly whispers: readonly Whisper[];
  /** Answers one line as a person types it in a private chat, as fast as they like. */
  ask(line: string, asker?: Asker): Promise<Outcome>;
  /** Opens a link that somebody made for this line. */
  follow(line: string, asker?: Asker): Promise<Outcome>;
  /** Presses a button. */
  press(action: Action, asker?: Asker): Promise<Outcome>;
}

export interface TestHostOptions extends Omit<DevnetOptions, 'recording'> {
  readonly clock?: Clock;
  /** How long an answer of the chain is reused; by default all the time. */
  readonly ttlMs?: number;
  /** Instead of what the files of `data` say. */
  readonly links?: LinkFacts;
  /** Stands between the cache and the devnet's reader. */
  readonly wrap?: (reader: ChainReader) => ChainReader;
  /** By default only text can be shown. */
  readonly pictures?: Pictures;
  /** Instead of the store's, in which nothing is yet. */
  readonly history?: HistoryStore;
  /** Instead of the simulation in a worker. */
  readonly rotation?: RotationSimulator;
  /** How private chats take what is said there; by default they do. */
  readonly takes?: (person: PersonKey) => Awaited<ReturnType<Privately['say']>>;
  /** Instead of private chats that `takes` speaks for. */
  readonly privately?: Privately;
  readonly subscriptionLimit?: number;
  /** Instead of one in memory. */
  readonly databaseUrl?: string;
  /** Instead of the languages of `data`. */
  readonly vocabulary?: Vocabulary;
  /** "platform:userId" */
  readonly owners?: readonly string[];
}

export async function startHost(options: TestHostOptions = {}): Promise<TestHost> {
  const {
    clock = { now: Date.now },
    ttlMs = Number.POSITIVE_INFINITY,
    links,
    wrap = same,
    pictures,
    history,
    rotation,
    takes = () => 'told' as const,
    privately,
    subscriptionLimit = 100,
    databaseUrl = 'sqlite::memory:',
    vocabulary = spoken,
    owners = [],
    ...devnetOptions
  } = options;
  const devnet = await startDevnet(devnetOptions);
  const reader = createFailover({
    nodes: [{ name: 'node 1', host: new URL(devnet.url).host, reader: wrap(readerOf(devnet.url)) }],
    guard: createChainGuard(),
    clock,
    log: silent,
    slowAfterMs: PATIENT_MS,
  });
  const chain = createCachedChain({
    ...{ reader, nodes: reader.nodes, clock, log: silent, ttlMs },
    ...{ patienceMs: PATIENT_MS, deadlineMs: PATIENT_MS },
  });
  const store = await createStore(databaseUrl, ruleTable());
  const { names, facts } = await loadFacts(folder('data'));
  const simulator = createRotationSimulator({ log: silent, jobLimitMs: PATIENT_MS });
  const whispers: Whisper[] = [];
  const host = createCore({
    ...vocabulary,
    chain,
    store: { ...store, history: history ?? store.history },
    privately: privately ?? {
      say: async (person, reply) => {
        const taken = takes(person);
        if (taken === 'told') whispers.push({ person, reply });
        return taken;
      },
    },
    pictures,
    rotation: rotation ?? simulator,
    subscriptionLimit,
    clock,
    names,
    facts: { ...facts, links: links ?? facts.links },
    version: '0.0.0-test',
    owners,
    log: silent,
  });
  const answer = (command: string, raw: RawArgs, source: Source, asker: Asker = {}) => {
    const { userId = 'someone', platform = 'test', isChatAdmin = false, isOperator = true, ...others } = asker;
    const { locale, actorName, privateUrl, isAnonymous = false, known = {}, isTextOnly = false, ...chat } = others;
    return host.answer({
      command,
      raw,
      source,
      isChatAdmin,
      isAnonymous,
      known,
      isOperator,
      isTextOnly,
      ...(locale !== undefined && { locale }),
      actor: { platform, userId },
      ...(actorName !== undefined && { actorName }),
      ...(privateUrl !== undefined && { privateUrl }),
      chat: { chatId: 'room', kind: 'private', ...chat, platform },
    });
  };
  const say = (line: string, source: Source, asker?: Asker) => {
    const { command, rest } = splitCommand(line);
    return answer(command, { kind: 'line', text: rest }, source, asker);
  };
  return {
    host,
    chain,
    devnet,
    store,
    whispers,
    ask: (line, asker) => say(line, 'typed', asker),
    follow: (line, asker) => say(line, 'link', asker),
    press: ({ command, args }, asker) => answer(command, { kind: 'named', values: args }, 'pressed', asker),
    [Symbol.asyncDispose]: async () => {
      await devnet.stop();
      await simulator.stop();
      await store.close();
    },
  };
}

function same(reader: ChainReader): ChainReader {
  return reader;
}

/** What a person reads, one line per text, field, row and item; spans without their dress. */
export function readable({ reply }: Outcome): string {
  return [reply.title ?? '', ...reply.blocks.flatMap(lines), reply.footer ?? ''].join('\n');
}

function lines(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
      return [plain(block.text)];
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${plain(value)}`);
    case 'table':
      return [block.columns.map(({ label }) => label), ...block.rows].map((cells) => cells.join(' | '));
    case 'list':
      return block.items.map(plain);
    default:
      return [block.alt];
  }
}

function plain(text: RichText): string {
  if (typeof text === 'string') return text;
  return text
    .map((span) => {
      if (typeof span === 'string') return span;
      return span.kind === 'time' ? new Date(span.at).toISOString() : span.text;
    })
    .join('');
}
