// Operators are told once, and people nothing, of whatever is wrong with the nodes.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Observed } from '../../src/core/ports/observers.ts';
import { type Looks, openLooks, seen, withoutSlife } from './look/looking.ts';

const unread = (source: string): Observed => ({ source, trouble: 'unreachable', detail: 'no answer' });

let looks: Looks;
beforeEach(async () => {
  looks = await openLooks();
});
afterEach(() => looks.store.close());

const two = (index: number) => [seen(index, 'one.example'), seen(index, 'two.example')] as const;

test('told when no node can be read, and again when it comes back', async () => {
  await looks.watch();
  const { look } = looks.start();
  const gone = [unread('one.example'), unread('two.example')];
  await look(...two(0));
  await look(...gone);
  expect([await looks.notices(), looks.logged]).toEqual([[], []]);
  for (let count = 0; count < 4; count += 1) await look(...gone);
  expect(await looks.notices()).toEqual([expect.stringContaining('cannot be read: no answer now')]);
  expect(looks.logged).toEqual(await looks.notices());
  await look(...two(1));
  for (let count = 0; count < 3; count += 1) await look(...gone);
  expect(await looks.notices()).toHaveLength(2);
  expect(await looks.alerts()).toEqual([]);
});

test('told when fewer nodes can be read than are asked for: alerts go on, marked', async () => {
  await looks.watch();
  const { look } = looks.start();
  for (const index of [3, 4]) await look(...two(index));
  for (const index of [5, 6, 7, 8]) await look(seen(index), unread('two.example'));
  expect(await looks.notices()).toEqual([expect.stringContaining('Only 1 of 2')]);
  expect(looks.logged).toHaveLength(1);
  expect(await looks.alerts()).toMatchObject([{ subject: 'slife', isOneSource: true, sources: ['one.example'] }]);
  for (const index of [9, 10]) await look(...two(index));
  for (const index of [11, 12, 13]) await look(seen(index), unread('two.example'));
  expect(await looks.notices()).toHaveLength(2);
});

test('told when nodes disagree: what they disagree about waits, also while the chain stands still in between', async () => {
  await looks.watch();
  const { look } = looks.start();
  const apart = (index: number) => [seen(index, 'one.example'), seen(index, 'two.example', withoutSlife)] as const;
  for (const index of [3, 4]) await look(...two(index));
  for (const index of [5, 6, 7, 8, 9, 9, 10, 11, 12, 12, 13, 14]) expect(await look(...apart(index))).toBe(0);
  expect(await looks.notices()).toEqual([
    expect.stringMatching(/disagree about slife online.*one\.example, two\.example/),
  ]);
  expect(looks.logged).toHaveLength(1);
  expect(await looks.alerts()).toEqual([]);
  for (const index of [15, 16]) await look(...two(index));
  expect(await looks.alerts()).toMatchObject([{ subject: 'slife', type: 'online', isOneSource: false }]);
  expect(await looks.notices()).toHaveLength(1);
});

test('told when something is wrong, by the log alone where nobody is named as an owner', async () => {
  const { look } = looks.start({ owners: [] });
  for (let count = 0; count < 3; count += 1) await look(unread('one.example'));
  expect([looks.logged.length, await looks.notices()]).toEqual([1, []]);
});

test('not told when a notice cannot be saved: the look goes on, and the log has both', async () => {
  const { look } = looks.start();
  const notify = async () => Promise.reject(new Error('the disk is full'));
  const deaf = looks.start({ notify });
  for (let count = 0; count < 3; count += 1) await deaf.look(unread('one.example'));
  expect(looks.logged).toEqual([expect.stringContaining('cannot be read'), 'an operator could not be told']);
  expect(await look(seen(0))).toBe(0);
});
