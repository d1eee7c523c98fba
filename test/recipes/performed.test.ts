// Every recipe performed on one copy of the project: the real program starts on a database of before, and works with all that
// is new; nothing is left to do for the compiler and for the tests.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleTable } from '../../src/rules/index.ts';
import { createStore } from '../../src/store/index.ts';
import { type FakePager, startPager } from './pager/fake-pager.ts';
import { all } from './recipes.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const TOKEN = 'the-token-of-the-pager';
let pager: FakePager;
let workshop: Workshop;
let program: ReturnType<Workshop['serve']>;

beforeAll(async () => {
  pager = await startPager(TOKEN);
  workshop = openWorkshop(all);
  const before = await createStore(`sqlite:${workshop.folder}/herald.db`, ruleTable());
  await before.people.saveAccount({ platform: 'pager', userId: 'ann' }, { account: 'iost_kor', label: 'savings' }, 10);
  await before.close();
  const env = { IOST_RPC: 'demo', PAGER_TOKEN: TOKEN, PAGER_PORT: String(pager.port) };
  program = workshop.serve({ ...env, DATABASE_URL: 'sqlite:herald.db' });
});

afterAll(async () => {
  await program[Symbol.asyncDispose]();
  await pager[Symbol.asyncDispose]();
  workshop[Symbol.dispose]();
});

/** What somebody is answered on the pager. */
async function ask(person: string, line: string, answer: RegExp): Promise<void> {
  await Promise.race([pager.ask(person, line), program.ended.then(() => expect.fail(program.written()))]);
  await expect.poll(() => pager.shown(person)).toMatch(answer);
}

test('the platform is connected, and has a menu in every language', async () => {
  await ask('ann', 'help', /What you can ask/);
  expect(pager.descriptions('help')).toHaveLength(3);
});

test('the command answers, in help and in Chinese too', async () => {
  await ask('ann', 'average all', /^\d+ nodes have [\d,]+ votes on average\.$/m);
  await ask('ann', 'help average', /How many votes a node has on average/);
  await ask('li', 'settings zh-CN', /简体中文/);
  await ask('li', '平均票数', /\d+ 个节点平均有/);
});

test('the rule is offered, understood, and told in words', async () => {
  await ask('ann', 'watch', /Needs fewer votes than an amount to be elected/);
  await ask('ann', 'watch huobi pool missing 1m', /needs fewer than 1,000,000 votes to be elected/);
  await ask('ann', 'alerts', /^- #1 Huobi Pool \(huobipool\): needs fewer/m);
});

test('the language is offered, spoken, and its names of time zones are known', async () => {
  await ask('deniz', 'settings', /^Türkçe: settings /m);
  await ask('deniz', 'settings tr', /: Türkçe$/m);
  await ask('deniz', 'ödül', /^Ödül programı$/m);
  await ask('deniz', 'quiet 23:00 07:00 ankara', /Europe\/Istanbul/);
});

test('the formula is shown with its numbers', async () => {
  await ask('ann', 'rewards iost_kor formulas', /^Chain, a million votes: [\d,]+ ÷ [\d,]+ × 1,000,000 = [\d,]+$/m);
});

test('the database of before has the new table, and keeps what it had', async () => {
  await ask('ann', 'me', /savings/);
  const database = new Database(join(workshop.folder, 'herald.db'), { readonly: true });
  const tables = database.prepare("select name from sqlite_master where type = 'table'").pluck().all();
  database.close();
  expect(tables).toContain('node_notes');
});

test('the compiler has nothing to say', async () => {
  const files = ['commands/average.ts', 'commands/rewards/index.ts', 'src/rules/index.ts'];
  const others = ['src/store/migrations/index.ts', 'src/platforms/pager/index.ts'];
  expect(await workshop.typesOf(...files, ...others)).toBe('');
});

test('their own tests pass, and those that would name what is left out', async () => {
  const own = ['commands/average', 'rules/missing', 'election/rewards/per-million', 'platforms/pager/contract'];
  const docs = ['alerts', 'architecture', 'commands', 'links', 'operators', 'rewards'].map((page) => `docs/${page}`);
  const whole = ['structure', 'locales', 'rules/index', 'store/migrations/index', ...docs];
  const { out, err, code } = await workshop.tests(...[...own, ...whole].map((name) => `test/${name}`));
  expect(out.match(/^not ok .*/gm) ?? [], out + err).toEqual([]);
  expect(code).toBe(0);
});
