// A small set of commands, texts and a world for tests of the core; test/core only.

import greeter from '../../commands/start.ts';
import { createTranslator } from '../../src/core/answer/i18n.ts';
import type { Command, Option } from '../../src/core/command/command.ts';
import { defineCommand } from '../../src/core/command/command.ts';
import type { Chain } from '../../src/core/ports/chain.ts';
import type { Log } from '../../src/core/ports/log.ts';
import type { AdapterHost } from '../../src/core/ports/platform.ts';
import type { Reply } from '../../src/core/reply/reply.ts';
import { createZoneSearch } from '../../src/core/values/zone-names.ts';
import type { Candidate, Snapshot } from '../../src/election/snapshot.ts';
import { type CoreDeps, createCore } from '../../src/start/core.ts';

export const reply = (text: string): Reply => ({
  tone: 'neutral',
  visibility: 'chat',
  blocks: [{ kind: 'text', text }],
});

export const standings = defineCommand({
  name: 'standings',
  needs: [],
  options: {
    page: { kind: 'integer', min: 1, max: 100 },
    sort: { kind: 'choice', choices: ['votes', 'score', 'name'] },
    search: { kind: 'text' },
  },
  examples: ['', '2 votes'],
  changes: false,
  privacy: 'chat',
  run: async (_, { page = 1, sort = 'votes', search = '' }) => reply(`${page} ${sort} ${search}`),
});

export const node = defineCommand({
  name: 'node',
  needs: [],
  options: { node: { kind: 'node', required: true } },
  examples: ['huobi'],
  changes: false,
  privacy: 'chat',
  run: async ({ t }, args) => reply(t('found', { name: args.node })),
});

export const help = defineCommand({
  name: 'help',
  needs: [],
  options: { command: { kind: 'command' } },
  examples: [],
  changes: false,
  privacy: 'chat',
  run: async ({ commands }) => reply(commands.map(({ name }) => name).join(' ')),
});

/** Says what the bot is. */
export const start = greeter;

export function simple(name: string, run: Command['run'], access?: NonNullable<Command['access']>): Command {
  return {
    name,
    needs: [],
    options: {},
    examples: [],
    changes: false,
    privacy: 'chat',
    run,
    ...(access && { access }),
  };
}

const texts = (hello: string, commands: readonly Command[]) => ({
  found: `${hello} {{name}}`,
  source: { synthetic: 'synthetic' },
  today: { runs: 'it runs' },
  errors: {
    usage: 'Usage: {{usage}}',
    'unknown-command': 'No command {{name}}',
    'did-you-mean': 'Did you mean {{names}}?',
    'missing-argument': 'Missing {{option}}',
    'too-many-arguments': 'Too many: {{text}}',
    'not-an-integer': '{{option}}: no number: {{text}}',
    'not-a-choice': '{{option}}: {{text}} is none of {{choices}}',
    'too-long': '{{option}} is longer than {{max}}',
    empty: 'Nothing there',
    'not-allowed': { 'chat-admin': 'Admins only', owner: 'Owners only' },
    'too-fast': { person: 'Slow down for {{span}}', chat: 'All of you, slow down for {{span}}' },
    unexpected: 'Defect {{id}}',
    chain: { unreachable: 'Nobody there' },
  },
  commands: Object.fromEntries(
    commands.map(({ name, options }) => [
      name,
      {
        name: hello === 'Hello' ? name : `${hello}${name}`,
        description: `About ${name}`,
        optionNames: Object.fromEntries(Object.keys(options).map((key) => [key, key])),
        options: Object.fromEntries(Object.keys(options).map((key) => [key, key])),
        choices: Object.fromEntries(Object.entries(options).map(([key, option]) => [key, choiceTexts(option)])),
        text: {
          title: `${hello} greeting`,
          what: 'I follow the election',
          button: { standings: 'Standings', vote: 'Voting', help: 'Help' },
        },
      },
    ]),
  ),
});

const choiceTexts = (option: Option) =>
  Object.fromEntries(option.kind === 'choice' ? option.choices.map((choice) => [choice, choice]) : []);

const NOTHING_NEW = {
  asOf: '2021-01-01',
  chain: { chainId: 1, block: 1, seen: '2021', source: 'nobody' },
  others: [],
  programPaid: { lastSign: '2021' },
};

const NO_RULES = {
  id: '1',
  from: '2019',
  lastConfirmed: '2019',
  total: '0',
  parts: {},
  threshold: '0',
  sources: [],
  results: [],
};

const absent = () => Promise.reject(new Error('not here'));

export const createTexts = (commands: readonly Command[]) =>
  createTranslator({ en: texts('Hello', commands), 'zh-CN': texts('你好', commands) }, 'en');

export interface Entry {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

export function createMemoryLog(): Log & { readonly entries: readonly Entry[] } {
  const entries: Entry[] = [];
  const at = (level: string) => (message: string, fields?: Readonly<Record<string, unknown>>) => {
    entries.push({ level, message, fields });
  };
  return { entries, info: at('info'), warn: at('warn'), error: at('error') };
}

/** A chain whose standings hold these accounts; only what completion and greeting read is there. */
export function chainOf(accounts: readonly string[], synthetic = false): Chain {
  const candidates = accounts.map((account) => ({ account }) as Candidate);
  const value = { candidates, complete: true, chain: { synthetic } } as unknown as Snapshot;
  return {
    standings: async () => ({ value, fetchedAt: 0, ageMs: 0 }),
    rewardState: absent,
    voter: absent,
    nodes: () => [],
  };
}

/** Everything that the core is put together from. */
export type World = Omit<CoreDeps, 'store'> & CoreDeps['store'];

export function openWorld(world: World): AdapterHost {
  const { people, chats, updates, history, subscriptions, identities, ...rest } = world;
  return createCore({ ...rest, store: { people, chats, updates, history, subscriptions, identities } });
}

export async function createWorld(commands: readonly Command[]): Promise<World> {
  return {
    commands,
    translator: await createTexts(commands),
    zones: createZoneSearch(),
    chain: chainOf(['huobi', 'iostabc']),
    people: {
      meet: async () => false,
      settings: async ({ userId }) => (userId === 'chinese' ? { locale: 'zh-CN' } : {}),
      saveSettings: async () => {},
      accounts: async () => [],
      saveAccount: async () => 'added',
      removeAccount: async () => false,
    },
    chats: {
      settings: async () => ({}),
      saveSettings: async () => {},
      move: async () => {},
      close: async () => {},
      open: async () => {},
      closed: async () => [],
      bring: async () => false,
    },
    updates: { add: async () => true },
    history: {
      points: async () => [],
      claims: async () => [],
      days: async () => [],
      coefficients: async () => new Map(),
      issues: async () => [],
      addIssue: async () => {},
    },
    pictures: undefined,
    rotation: {
      year: absent,
      whatIf: absent,
      votesForOneMore: absent,
      waitMs: () => 0,
    },
    subscriptions: {
      add: absent,
      list: absent,
      remove: absent,
      mute: absent,
      preferences: absent,
      savePreferences: absent,
      enqueueTest: absent,
      endPings: absent,
      alerts: absent,
      alert: absent,
      rearm: absent,
      events: absent,
    },
    identities: {
      linked: absent,
      createCode: absent,
      lookUp: absent,
      waiting: absent,
      agree: absent,
      refuse: absent,
      askFirst: absent,
      share: absent,
      unlink: absent,
      forget: absent,
      dataOf: absent,
      dropOverdue: absent,
    },
    privately: { say: absent },
    subscriptionLimit: 100,
    clock: { now: () => 0 },
    names: [],
    facts: {
      links: { asOf: '2021-01-01', links: [], votingChannels: [] },
      today: NOTHING_NEW,
      rewardRules: { sets: [NO_RULES], newest: NO_RULES },
    },
    version: '0.0.0',
    owners: ['test:boss'],
    log: createMemoryLog(),
  };
}
