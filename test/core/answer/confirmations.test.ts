// What waits for a press: once, for ten minutes, for the one who was asked.
import { expect, test } from 'vitest';
import { CONFIRM_WITHIN_MS, createConfirmations } from '../../../src/core/answer/confirmations.ts';

const clock = { time: 1_000, now: () => clock.time };
const anna = {
  actor: { platform: 'test', userId: 'anna' },
  chat: { platform: 'test', chatId: 'room' },
};
const waiting = { command: 'unwatch', given: { id: '1' } };

test('is taken once', () => {
  const confirmations = createConfirmations(clock);
  const id = confirmations.ask(anna, waiting);
  expect(confirmations.take(anna, id)).toEqual(waiting);
  expect(confirmations.take(anna, id)).toBeUndefined();
});

test('stays for the one who was asked, when somebody else tries, or in another place', () => {
  const confirmations = createConfirmations(clock);
  const id = confirmations.ask(anna, waiting);
  expect(confirmations.take({ ...anna, actor: { platform: 'test', userId: 'ben' } }, id)).toBeUndefined();
  expect(confirmations.take({ ...anna, actor: { platform: 'other', userId: 'anna' } }, id)).toBeUndefined();
  expect(confirmations.take({ ...anna, chat: { platform: 'test', chatId: 'other' } }, id)).toBeUndefined();
  expect(confirmations.take(anna, id)).toEqual(waiting);
});

test('ends after ten minutes', () => {
  const confirmations = createConfirmations(clock);
  const [early, late] = [confirmations.ask(anna, waiting), confirmations.ask(anna, waiting)];
  clock.time += CONFIRM_WITHIN_MS - 1;
  expect(confirmations.take(anna, early)).toEqual(waiting);
  clock.time += 1;
  expect(confirmations.take(anna, late)).toBeUndefined();
});

test('ids are long, and none is like another', () => {
  const confirmations = createConfirmations(clock);
  const ids = Array.from({ length: 1_000 }, () => confirmations.ask(anna, waiting));
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[\w-]{12}$/);
});
