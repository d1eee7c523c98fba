// Readiness over the real chain on a devnet and a real database, with what can go wrong in both.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { ChainUnavailable } from '../../src/core/ports/outage.ts';
import { createScrub } from '../../src/core/values/scrub.ts';
import type { Fault } from '../../src/devnet/faults.ts';
import { createHealth } from '../../src/http/health.ts';
import { ruleTable } from '../../src/rules/index.ts';
import { createStore } from '../../src/store/index.ts';
import { migrate } from '../../src/store/migrations/index.ts';
import type { Tables } from '../../src/store/schema.ts';
import { openSqlite } from '../../src/store/sqlite/dialect.ts';
import { ping } from '../../src/store/write-probe.ts';
import { startHost } from '../support/host.ts';
import { PATIENT_MS } from '../support/patience.ts';

const folder = mkdtempSync(join(tmpdir(), 'herald-health-'));
afterAll(() => rmSync(folder, { recursive: true }));

const scrub = createScrub(['123:t0ken']);
const fineStore = { ping: async () => undefined };
const noChain = { standings: () => Promise.reject(new ChainUnavailable('unreachable', 'none')) };
const READY = { ready: true, problems: [] };

describe('the chain', () => {
  /** A chain that is not to hang has all the time that it needs. */
  async function stage(fault?: Fault, patienceMs = PATIENT_MS) {
    const set: { fault: Fault | undefined } = { fault };
    const clock = { at: Date.UTC(2026, 10, 23), now: () => clock.at };
    const bot = await startHost({ intercept: () => set.fault, clock, ttlMs: 0 });
    const health = createHealth({ platforms: [], chain: bot.chain, store: fineStore, clock, scrub, patienceMs });
    return { set, clock, health, [Symbol.asyncDispose]: () => bot[Symbol.asyncDispose]() };
  }
  const away = (why: string) => ({ ready: false, problems: [`The chain cannot be read: ${why}.`] });

  test('goes away and comes back', async () => {
    await using bot = await stage();
    expect(await bot.health.readiness()).toEqual(READY);
    bot.set.fault = { kind: 'answer', status: 403, body: 'Forbidden' };
    expect(await bot.health.readiness()).toEqual(away('no node answers'));
    bot.set.fault = undefined;
    bot.clock.at += 60_000;
    expect(await bot.health.readiness()).toEqual(READY);
  });

  test('was never there', async () => {
    await using bot = await stage({ kind: 'answer', status: 200, body: '<html>Gateway</html>' });
    expect(await bot.health.readiness()).toEqual(away('no node gives valid answers'));
  });

  test('has hung from the beginning', async () => {
    await using bot = await stage({ kind: 'hang' }, 500);
    expect(await bot.health.readiness()).toEqual(away('no node has answered yet'));
  });

  test('is still catching up', async () => {
    await using bot = await stage({ kind: 'patch', patch: (body) => ({ ...body, mode: 'ModeSync' }) });
    expect(await bot.health.readiness()).toEqual(away('the nodes are still catching up with it'));
  });

  test('hangs: the answer before counts for two minutes, and the probe is answered meanwhile', async () => {
    await using bot = await stage(undefined, 500);
    await expect.poll(() => bot.health.readiness()).toEqual(READY);
    bot.set.fault = { kind: 'hang' };
    bot.clock.at += 119_000;
    expect(await bot.health.readiness()).toEqual(READY);
    bot.clock.at += 1_000;
    expect(await bot.health.readiness()).toEqual(away('no answer for two minutes'));
  });
});

describe('platforms', () => {
  test('each configured one must be connected, and one never hides another', async () => {
    await using bot = await startHost();
    const clock = { now: Date.now };
    const health = createHealth({
      ...{ platforms: ['red', 'blue'], chain: bot.chain, store: fineStore, clock, scrub, patienceMs: PATIENT_MS },
    });
    const problems = async () => (await health.readiness()).problems;
    expect(await health.readiness()).toEqual({
      ready: false,
      problems: ['red is not connected: it has not connected yet.', 'blue is not connected: it has not connected yet.'],
    });
    health.onEvent('red', { kind: 'connected' });
    health.onEvent('blue', { kind: 'connected' });
    health.onEvent('blue', { kind: 'sent', delivery: 'unavailable' });
    health.onEvent('blue', { kind: 'told-to-wait', retryAfterMs: 1 });
    health.onEvent('green', { kind: 'disconnected', why: 'nobody asked for it' });
    expect(await health.readiness()).toEqual(READY);
    health.onEvent('red', { kind: 'disconnected', why: `gone\u0000\u202e\n<b>${'x'.repeat(9_999)}` });
    const [problem = '', ...others] = await problems();
    expect(others).toEqual([]);
    expect(problem).toMatch(/^red is not connected: gone <b>x+\.$/);
    expect(problem.length).toBeLessThan(400);
    health.onEvent('red', {
      kind: 'disconnected',
      why: `${'x'.repeat(292)} https://x/bot123:t0ken/getMe, 123%3At0ken`,
    });
    expect(await problems()).toEqual([expect.not.stringMatching(/t0|123/)]);
    health.onEvent('red', { kind: 'connected' });
    expect(await problems()).toEqual([]);
  });
});

describe('the database', () => {
  const clock = { now: Date.now };
  const readinessWith = async (store: { ping(): Promise<void> }) => {
    const { problems } = await createHealth({
      platforms: [],
      chain: noChain,
      store,
      clock,
      scrub,
      patienceMs: PATIENT_MS,
    }).readiness();
    return problems.filter((problem) => problem.startsWith('The database'));
  };

  test('is held by another program, and then free again', async () => {
    const file = join(folder, 'held.db');
    const store = await createStore(`sqlite:${file}`, ruleTable());
    const other = new Database(file);
    other.exec('begin immediate');
    let pings = 0;
    const counting = { ping: () => store.ping().finally(() => (pings += 1)) };
    const health = createHealth({ platforms: [], chain: noChain, store: counting, clock, scrub });
    const probes = await Promise.all(Array.from({ length: 50 }, () => health.readiness()));
    for (const { ready, problems } of probes) {
      expect(ready).toBe(false);
      expect(problems).toContain('The database takes no writes: it has not answered for two seconds.');
    }
    other.exec('rollback');
    await expect.poll(() => pings).toBe(1);
    expect(await readinessWith(store)).toEqual([]);
    other.close();
    await store.close();
  });

  test('may only be read', async () => {
    const file = join(folder, 'read-only.db');
    const db = new Kysely<Tables>({ dialect: await openSqlite(`sqlite:${file}`) });
    await migrate(db);
    await sql`pragma query_only = on`.execute(db);
    expect(await readinessWith({ ping: () => ping(db) })).toEqual([
      `The database takes no writes: ${file} cannot be opened for writing: check the rights on it and its folder, or set DATABASE_URL to another file.`,
    ]);
    await sql`pragma query_only = off`.execute(db);
    expect(await readinessWith({ ping: () => ping(db) })).toEqual([]);
    await db.destroy();
  });

  test('is closed', async () => {
    const store = await createStore('sqlite::memory:', ruleTable());
    await store.close();
    expect(await readinessWith(store)).toEqual([expect.stringMatching(/^The database takes no writes: .+\.$/)]);
  });
});
