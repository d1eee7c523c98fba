// Whose word a call is: by how it came, when it was written, and what it would do.
import { describe, expect, test } from 'vitest';
import { OLD_MS, verdictOf } from '../../../src/core/answer/word.ts';
import { reply, simple } from '../sample-world.ts';

const run = async () => reply('done');
const look = { command: simple('look', run), given: {} };
const change = { command: { ...simple('change', run), changes: true }, given: {} };
const final = { command: { ...simple('final', run), changes: true, asksFirst: true as const }, given: {} };
const sources = ['typed', 'pressed', 'link', 'foreign'] as const;

test.each(sources)('what changes nothing runs, %s and however old', (source) => {
  expect(verdictOf(look, { source }, 100 * OLD_MS)).toEqual({ kind: 'run', given: {} });
});

test.each([
  ['typed', 'run'],
  ['pressed', 'run'],
  ['link', 'ask'],
  ['foreign', 'ask'],
] as const)('a change that is %s: %s', (source, kind) => {
  expect(verdictOf(change, { source }, 0).kind).toBe(kind);
});

test('a change that was written more than ten minutes ago asks', () => {
  expect(verdictOf(change, { source: 'typed' }, OLD_MS).kind).toBe('run');
  expect(verdictOf(change, { source: 'typed' }, OLD_MS + 1)).toMatchObject({ kind: 'ask', why: 'old' });
});

test.each(sources)('what cannot be undone asks, %s', (source) => {
  expect(verdictOf(final, { source }, 0).kind).toBe('ask');
});

test('whether it changes something may hang on the arguments', () => {
  const command = { ...simple('list', run), changes: ({ set }: { readonly set?: string }) => set !== undefined };
  expect(verdictOf({ command, given: {} }, { source: 'link' }, 0).kind).toBe('run');
  expect(verdictOf({ command, given: { set: 'x' } }, { source: 'link' }, 0).kind).toBe('ask');
});

describe('a span counts from when it was written', () => {
  const mute = (span: string) => ({
    command: { ...simple('mute', run), changes: true, lasts: 'span' },
    given: { span },
  });

  test.each([
    ['2h', 30_000, { kind: 'run', given: { span: '2h' } }],
    ['2h', 5 * 60_000, { kind: 'run', given: { span: '115m' } }],
    ['8h', 3 * 3_600_000, { kind: 'ask', why: 'old', given: { span: '5h' } }],
    ['2h', 3 * 3_600_000, { kind: 'over' }],
    ['5m', 5 * 60_000, { kind: 'over' }],
    ['no span', 3 * 3_600_000, { kind: 'ask', why: 'old', given: { span: 'no span' } }],
  ] as const)('%s, %i ms ago', (span, ageMs, verdict) => {
    expect(verdictOf(mute(span), { source: 'typed' }, ageMs)).toEqual(verdict);
  });
});
