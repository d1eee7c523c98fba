// Nobody but its owner reads the database, also one that an earlier Herald has made.
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { ruleTable } from '../../../src/rules/index.ts';
import { createStore } from '../../../src/store/index.ts';
import { NOON, snapshotAt } from '../samples.ts';

const root = mkdtempSync(join(tmpdir(), 'herald-own-'));
afterAll(() => rmSync(root, { recursive: true }));

function newFile(): { folder: string; file: string } {
  const folder = mkdtempSync(join(root, 'db-'));
  return { folder, file: join(folder, 'herald.db') };
}

async function open(file: string) {
  const logged: string[] = [];
  const note = (message: string) => void logged.push(message);
  const store = await createStore(`sqlite:${file}`, ruleTable(), { info: note, warn: note, error: note });
  await store.snapshots.save(snapshotAt(1), NOON);
  onTestFinished(() => store.close());
  return { store, logged };
}

const modes = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
  );
const OWN = { 'herald.db': '600', 'herald.db-shm': '600', 'herald.db-wal': '600' };

test('a new one, however wide the umask is', async () => {
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
  const { folder, file } = newFile();
  const { logged } = await open(file);
  expect(modes(folder)).toEqual(OWN);
  expect(logged).toEqual([]);
});

test('one that everybody could read, with the files beside it', async () => {
  const { folder, file } = newFile();
  const first = await open(file);
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
  const second = await open(file);
  expect(modes(folder)).toEqual(OWN);
  expect(second.logged).toEqual(Array(3).fill('a file is from now on for its owner alone'));
  expect(first.logged).toEqual([]);
});

test.runIf(process.geteuid?.() === 0)("somebody else's is left as it is, and that is said", async () => {
  const { folder, file } = newFile();
  const { store } = await open(file);
  await store.close();
  chownSync(file, 12_345, 12_345);
  chmodSync(file, 0o640);
  const { logged } = await open(file);
  expect(modes(folder)['herald.db']).toBe('640');
  expect(logged).toContain('a file of the database can be read by others');
});
