// The table of the page on security is what the program does: for every kind of place and person, who sees the answer to
// which command, and whose list it reads or changes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { splitCommand } from '../../src/core/command/arguments.ts';
import { listed } from '../../src/core/command/lookup.ts';
import type { Owner } from '../../src/core/ports/ids.ts';
import type { Known } from '../../src/core/ports/known.ts';
import { EstimateUnavailable } from '../../src/core/ports/outage.ts';
import type { Outcome } from '../../src/core/ports/platform.ts';
import type { Preferences } from '../../src/core/ports/subscription.ts';
import { commands, startHost, type TestHost } from '../support/host.ts';
import { PLACE_NAMES, PLACES, type PlaceName } from '../support/places.ts';
import { codeIn, differences, NONE, section, tableRows } from './pages.ts';

const PAGE = 'docs/security.md';
const rows = tableRows(section(PAGE, 'Places'));
const KNOWN: Known = { roles: new Map([['ROLE', { id: 'ROLE', name: 'Team', isEveryone: false, rings: true }]]) };
/** By which an answer shows whose list it is about. */
const MARKS = { person: ['Asia/Tokyo', '2031-'], chat: ['Asia/Seoul', '2032-'] } as const;
const OWNERS = ['person', 'chat'] as const;

let bot: TestHost;
let someone = 0;
beforeAll(async () => {
  const late = () => Promise.reject(new EstimateUnavailable('not asked for'));
  bot = await startHost({ rotation: { year: late, whatIf: late, votesForOneMore: late, waitMs: () => 0 } });
});
afterAll(() => bot[Symbol.asyncDispose]());

test('the table has every command and every place', () => {
  const named = rows.flatMap(([, lines = '']) => codeIn(lines)).map((line) => splitCommand(line).command);
  const real = listed(commands).map(({ name }) => name);
  expect(differences([...new Set(named)], real)).toEqual(NONE);
  for (const row of rows) expect(row.slice(2), row[0]).toHaveLength(PLACE_NAMES.length);
});

test('every cell of it is what happens, typed or pressed', { timeout: 300_000 }, async () => {
  for (const [what = '', lines = '', ...cells] of rows) {
    for (const line of codeIn(lines)) {
      const typed = await Promise.all(PLACE_NAMES.map((place) => tryOut(place, line, 'typed')));
      const pressed = await Promise.all(PLACE_NAMES.map((place) => tryOut(place, line, 'pressed')));
      expect(typed, `${what}: ${line}`).toEqual(cells);
      expect(pressed, `${what}: ${line}, pressed`).toEqual(cells);
    }
  }
});

/** In a fresh place with fresh people: both lists hold something, in a zone of their own. */
async function tryOut(name: PlaceName, line: string, source: 'typed' | 'pressed'): Promise<string> {
  someone += 1;
  const place = { ...PLACES[name], chatId: `${PLACES[name].chatId}${someone}` };
  const actor = { platform: 'test', userId: `someone${someone}` };
  const owners = {
    person: { kind: 'person', person: actor },
    chat: { kind: 'chat', chat: { platform: 'test', chatId: place.chatId } },
  } as const satisfies Record<string, Owner>;
  for (const kind of OWNERS) await settle(owners[kind], MARKS[kind]);
  const { command, rest } = splitCommand(line);
  const { isChatAdmin = false, ...chat } = { isChatAdmin: undefined, ...place };
  const call = { command, raw: { kind: 'line', text: rest }, actor, chat: { ...chat, platform: 'test' } } as const;
  const before = await stateOf(owners);
  const asker = { ...call, isChatAdmin: isChatAdmin ?? false };
  const privacy = bot.host.privacyOf(asker);
  const outcome = await bot.host.answer({ ...asker, source, known: KNOWN, isOperator: true, isTextOnly: true });
  const after = await stateOf(owners);
  const changed = OWNERS.filter((kind) => before[kind] !== after[kind]);
  return [eyes(outcome, privacy), whose(outcome, changed)].filter((word) => word !== '').join(', ');
}

async function settle(owner: Owner, [zone, year]: (typeof MARKS)[keyof typeof MARKS]): Promise<void> {
  const preferences: Preferences = { zone, quiet: { from: 0, to: 60 } };
  await bot.store.subscriptions.savePreferences(owner, preferences, undefined, Date.now());
  const { value } = await bot.chain.standings();
  const terms = { chain: value.chain, threshold: value.threshold, time: value.time };
  const creator = { platform: 'test', userId: 'someone else' };
  const watch = { subject: { kind: 'node', node: 'iost_kor' }, rule: { event: 'online', direction: 'both' } } as const;
  const added = await bot.store.subscriptions.add(owner, { ...watch, creator, terms }, 9, Date.now());
  if (added.kind === 'full') throw new Error('no room in a new list');
  await bot.store.subscriptions.mute(owner, added.subscription.id, Date.parse(`${year}06-01`));
}

async function stateOf(owners: Readonly<Record<'person' | 'chat', Owner>>) {
  const { subscriptions, chats } = bot.store;
  const of = async (owner: Owner) => {
    const kept = [
      await subscriptions.list(owner),
      await subscriptions.preferences(owner),
      await subscriptions.alerts(owner, 9),
      owner.kind === 'chat' ? await chats.settings(owner.chat) : {},
    ];
    return JSON.stringify(kept, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  };
  return { person: await of(owners.person), chat: await of(owners.chat) };
}

function eyes({ kind, reply }: Outcome, privacy: string): string {
  if (kind === 'elsewhere') return 'elsewhere';
  if (kind === 'asked') return 'asked';
  if (kind !== 'answered') return 'no';
  return reply.visibility === 'private' ? 'private' : privacy === 'chat' ? 'all' : 'you';
}

function whose({ kind, reply }: Outcome, changed: readonly (typeof OWNERS)[number][]): string {
  const shown = JSON.stringify(reply);
  const isRead = (one: (typeof OWNERS)[number]) =>
    kind === 'answered' && MARKS[one].some((mark) => shown.includes(mark));
  const read = OWNERS.filter(isRead);
  return [...new Set([...changed, ...read])].map((one) => ({ person: 'yours', chat: 'its' })[one]).join(' and ');
}
