// The list of steps and the folder agree, so that no step is forgotten, doubled or left out.
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrationNames } from '../../../src/store/migrations/index.ts';

const FOLDER = new URL('../../../src/store/migrations/', import.meta.url);
const entries = readdirSync(FOLDER).filter((name) => name !== 'index.ts');

test('the numbers of the steps rise by one, without gaps and doubles', () => {
  const numbers = migrationNames.map((name) => name.slice(0, name.indexOf('-')));
  expect(numbers).toEqual(migrationNames.map((_, index) => String(index + 1).padStart(4, '0')));
});

test('the list is the folder', () => {
  expect(migrationNames).toEqual(entries.map((name) => name.replace(/\.ts$/, '')).toSorted());
});

test('what databases have run keeps its name', () => {
  const released = [
    '0001-people',
    '0002-snapshots',
    '0003-chats',
    '0004-alerts',
    '0005-history',
    '0006-closed-places',
    '0007-sides',
    '0008-issues',
    '0009-seals',
  ];
  expect(migrationNames.slice(0, released.length)).toEqual(released);
});

test.each(entries)('%s exports one step and nothing else', async (entry) => {
  const file = entry.endsWith('.ts') ? entry : `${entry}/index.ts`;
  const exported: object = await import(new URL(file, FOLDER).href);
  expect(Object.values(exported)).toEqual([expect.any(Function)]);
});
