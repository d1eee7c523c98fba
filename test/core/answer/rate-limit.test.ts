import { expect, test } from 'vitest';
import { createRateLimit } from '../../../src/core/answer/rate-limit.ts';

function start(at = 1_000_000) {
  const clock = { time: at, now: () => clock.time };
  const limit = createRateLimit(clock);
  const ask = (userId: string, chatId = userId, isOperator = false) =>
    limit({
      actor: { platform: 'test', userId },
      chat: { platform: 'test', chatId, kind: 'group' },
      isOperator,
    });
  const times = (count: number, userId: string, chatId = userId) =>
    Array.from({ length: count }, () => ask(userId, chatId)).filter((refusal) => refusal === undefined).length;
  return { clock, ask, times };
}

test('twenty commands a minute are answered, and the first one more is told how long to wait', () => {
  const { clock, ask, times } = start();
  expect(times(20, 'anna')).toBe(20);
  clock.time += 18_000;
  expect(ask('anna')).toEqual({ of: 'person', waitMs: 42_000, isRepeated: false });
  clock.time += 1_000;
  expect(ask('anna')).toEqual({ of: 'person', waitMs: 41_000, isRepeated: true });
  expect(times(1, 'ben')).toBe(1);
});

test('after the wait it goes on, and what was refused did not count', () => {
  const { clock, ask, times } = start();
  times(100, 'anna');
  clock.time += 59_999;
  expect(ask('anna')).toMatchObject({ waitMs: 1, isRepeated: true });
  clock.time += 1;
  expect(times(21, 'anna')).toBe(20);
  expect(ask('anna')).toMatchObject({ isRepeated: true });
});

test('each command comes free a minute after it was asked', () => {
  const { clock, times } = start();
  times(10, 'anna');
  clock.time += 30_000;
  times(10, 'anna');
  clock.time += 30_000;
  expect(times(20, 'anna')).toBe(10);
});

test('one who goes on too fast is told once a minute', () => {
  const { clock, ask } = start();
  let told = 0;
  for (let second = 0; second < 180; second += 0.2) {
    clock.time += 200;
    if (ask('anna')?.isRepeated === false) told += 1;
  }
  expect(told).toBe(3);
});

test('sixty commands a minute of one chat are answered, whoever asks; elsewhere they go on', () => {
  const { ask, times } = start();
  for (const person of ['a', 'b', 'c', 'd']) expect(times(15, person, 'room')).toBe(15);
  expect(ask('e', 'room')).toMatchObject({ of: 'chat', isRepeated: false });
  expect(ask('a', 'room')).toMatchObject({ of: 'chat', isRepeated: true });
  expect(times(6, 'a', 'private')).toBe(5);
});

test('the same id on another platform is someone else', () => {
  const { ask, times } = start();
  times(20, 'anna');
  const limit = createRateLimit({ now: () => 0 });
  const on = (platform: string) =>
    limit({ actor: { platform, userId: '1' }, chat: { platform, chatId: platform, kind: 'private' } });
  for (let i = 0; i < 20; i += 1) on('one');
  expect(on('one')).toBeDefined();
  expect(on('two')).toBeUndefined();
  expect(ask('anna')).toBeDefined();
});

test('nobody slows the operator down', () => {
  const { ask } = start();
  for (let i = 0; i < 500; i += 1) expect(ask('local', 'local', true)).toBeUndefined();
});

test('a clock that is set back makes nobody wait for longer than a minute', () => {
  const { clock, ask, times } = start();
  times(21, 'anna');
  clock.time -= 3_600_000;
  expect(ask('anna')).toBeUndefined();
});

test('of a flood of strangers only so many are remembered', () => {
  const { ask, times } = start();
  times(21, 'anna');
  for (let i = 0; i < 9_999; i += 1) ask(`stranger ${i}`);
  expect(ask('anna')).toBeDefined();
  for (let i = 0; i < 10_000; i += 1) ask(`stranger ${i}`);
  expect(ask('anna')).toBeUndefined();
});

test('what is shown while a person is typing does not count', () => {
  const { clock } = start();
  const limit = createRateLimit(clock);
  const preview = () =>
    limit({
      actor: { platform: 'test', userId: 'anna' },
      chat: { platform: 'test', chatId: 'anna', kind: 'private' },
      isPreview: true,
    });
  expect(Array.from({ length: 100 }, preview).filter((refusal) => refusal !== undefined)).toEqual([]);
});
