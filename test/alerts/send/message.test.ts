import { expect, test } from 'vitest';
import { composeMessage } from '../../../src/alerts/send/message.ts';
import { createTranslator } from '../../../src/core/answer/i18n.ts';
import type { LoggedEvent } from '../../../src/core/ports/alert.ts';
import type { Parcel } from '../../../src/core/ports/outbox.ts';
import { RULE_NAMES, ruleKind, ruleOf } from '../../../src/rules/index.ts';
import { alertWords, shortWords } from '../../../src/words/alerts.ts';
import { catalogue, readable } from '../../support/host.ts';
import { alert, event, NOON, parcel } from '../samples.ts';

const translator = await createTranslator(catalogue, 'en');
const names = [{ account: 'iost_kor', name: 'IOSTer Korea' }];
const wordsIn = (locale: string) => ({ t: translator.for(locale), locale, names });
const words = wordsIn('en');

const compose = (given: Parcel, isRepeat = false) =>
  composeMessage({ words, digest: async () => [] }, given, given.destinations[0] as Parcel['destinations'][0], {
    isRepeat,
  });
const shown = async (given: Parcel, isRepeat = false) =>
  readable({ kind: 'answered', locale: 'en', reply: await compose(given, isRepeat) });

const EVENT_TYPES: readonly Partial<LoggedEvent>[] = [
  ...['online', 'offline', 'profile_changed', 'registered', 'approved', 'leaving', 'left', 'unregistered'],
  ...['unbarred', 'strike', 'released'],
].map((type) => ({ type }));
const WITH_VALUES: readonly Partial<LoggedEvent>[] = [
  { type: 'barred', after: '703200' },
  { type: 'dividend_credited', after: '0.00022791779314400248008125372946937772184023486782' },
  { type: 'overtaken', after: '{"by":"mathwallet","rank":2}' },
];
const LINES = RULE_NAMES.filter((name) => ruleKind(name).how !== 'event').flatMap((type) => [
  { type, direction: 'up' as const },
  { type, direction: 'down' as const },
]);

test.each([...EVENT_TYPES, ...WITH_VALUES, ...LINES])('%o is told in both languages with every value', (changes) => {
  for (const locale of ['en', 'zh-CN']) {
    const said = alertWords(wordsIn(locale), event(changes));
    expect(said).toContain('IOSTer Korea (iost_kor)');
    expect(said).not.toMatch(/\{\{|undefined|\?/);
    expect(said).not.toBe(wordsIn(locale).t('alerts.unknown', { who: 'IOSTer Korea (iost_kor)' }));
  }
  expect(ruleOf(event(changes).type)).toBeDefined();
});

test('values are exact, and in the unit of their rule', () => {
  expect(alertWords(words, event())).toBe(
    'IOSTer Korea (iost_kor) has reached 3,000,000 votes: 3,000,000 now, 2,999,999 before.',
  );
  const dividend = event({ type: 'dividend_credited', after: '0.00022791779314400248008125372946937772184023486782' });
  expect(alertWords(words, dividend)).toContain('227.91779314 IOST per million votes');
  expect(alertWords(words, event({ type: 'dividend_credited', after: '12.5' }))).toContain('12,500,000 IOST');
  const rank = event({ type: 'rank', level: -20n, before: '-21', after: '-20' });
  expect(alertWords(words, rank)).toContain('top 20: rank 20 now, 21 before');
  const move = event({ type: 'move', direction: 'down', before: '200000000000000', after: '190000000000000' });
  expect(alertWords(words, move)).toContain('lost 100,000 votes (5.00 %): 1,900,000 now, 2,000,000 before');
  expect(shortWords('span', 21_600n, 'en')).toBe('6 hours');
});

test('a node that is gone has not merely lost its seat', () => {
  const gone = event({ type: 'elected', direction: 'down', after: '0' });
  expect(alertWords(words, gone)).toContain('has left the election');
});

test('everything that fired is one message, most important first, with block, time and buttons', async () => {
  const alerts = [alert(), alert({ id: 8, event: event({ type: 'barred', direction: 'down', after: '703200' }) })];
  const reply = await compose(parcel({ alerts, preferences: { zone: 'Asia/Shanghai' } }));
  const text = readable({ kind: 'answered', locale: 'en', reply });
  expect(text.indexOf('barred')).toBeLessThan(text.indexOf('reached'));
  expect(text).toContain('2 things');
  expect(reply.footer).toBe('Block 520200 · 2026-11-23 20:00 Asia/Shanghai');
  expect(reply.actions?.map(({ command, args }) => [command, args])).toEqual([
    ['node', { node: 'iost_kor' }],
    ['why', { id: '8' }],
    ['alerts', {}],
  ]);
});

test('what a reader must know is said: repeats, downtime, one source, synthetic votes', async () => {
  const doubtful = event({ isOffline: true, isOneSource: true, isSynthetic: true });
  const text = await shown(parcel({ alerts: [alert({ event: doubtful })] }), true);
  for (const part of ['Repeat:', 'while I was offline', 'one source', 'synthetic votes']) expect(text).toContain(part);
  const plain = await shown(parcel());
  for (const part of ['Repeat:', 'while I was offline', 'one source', 'synthetic']) expect(plain).not.toContain(part);
});

test('a flood is one message that says how much more there is', async () => {
  const alerts = Array.from({ length: 500 }, (_, id) => alert({ id, event: event({ subject: `node_${id}` }) }));
  const text = await shown(parcel({ alerts }));
  expect(text.split('\n').length).toBeLessThan(35);
  expect(text).toContain('And 475 more');
});

test('tests and notices say what they are', async () => {
  expect(await shown(parcel({ alerts: [alert({ kind: 'test', createdAt: NOON })] }))).toContain('This is a test');
  const notice = { id: 1, kind: 'notice', text: 'Nodes disagree.', createdAt: NOON, outcome: 'waiting' } as const;
  expect(await shown(parcel({ alerts: [notice] }))).toContain('Nodes disagree.');
});

test('a hostile name is text of its length', () => {
  const hostile = event({ subject: `<b>*x*_${'y'.repeat(5_000)}\u202e\n@everyone` });
  const said = alertWords(words, hostile);
  expect(said.length).toBeLessThan(200);
  expect(said).not.toMatch(/[\n\u202e]/);
});
