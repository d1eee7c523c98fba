// One press is one press; what waited while the bot was away is answered once in a place.
import { expect, test } from 'vitest';
import { createRepeats } from '../../../src/core/answer/repeats.ts';
import type { Invocation } from '../../../src/core/ports/platform.ts';

const START = 1_000_000_000;

function open() {
  const clock = { time: START, now: () => clock.time };
  const isRepeated = createRepeats(clock);
  const ask = (change: Partial<Invocation> = {}) =>
    isRepeated({
      command: 'list',
      raw: { kind: 'named', values: { page: '2' } },
      actor: { platform: 'test', userId: 'anna' },
      chat: { platform: 'test', chatId: 'room', kind: 'group' },
      isChatAdmin: false,
      source: 'typed',
      ...change,
    });
  return { clock, ask };
}

test('a second press of the same button by the same person is none', () => {
  const { clock, ask } = open();
  const press = { source: 'pressed', pressOn: 'message 1' } as const;
  expect([ask(press), ask(press)]).toEqual([false, true]);
  expect(ask({ ...press, actor: { platform: 'test', userId: 'ben' } })).toBe(false);
  expect(ask({ ...press, pressOn: 'message 2' })).toBe(false);
  expect(ask({ ...press, raw: { kind: 'named', values: { page: '3' } } })).toBe(false);
  clock.time += 2_000;
  expect(ask(press)).toBe(false);
});

test('what is typed is answered each time', () => {
  const { ask } = open();
  expect([ask(), ask(), ask({ writtenAt: START - 30_000 })]).toEqual([false, false, false]);
});

test('of one place, a question that waited is answered once, whoever asked', () => {
  const { ask } = open();
  const old = { writtenAt: START - 3_600_000 };
  expect([ask(old), ask({ ...old, actor: { platform: 'test', userId: 'ben' } })]).toEqual([false, true]);
  expect(ask({ ...old, chat: { platform: 'test', chatId: 'other', kind: 'group' } })).toBe(false);
  expect(ask({ ...old, command: 'help' })).toBe(false);
});
