// The program as a newcomer starts it, at a terminal and from scripts, with what can go wrong around it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startDevnet } from '../support/devnet.ts';
import { ask, newFolder, removeFolders, saidAtStart, start } from './herald.ts';

afterAll(removeFolders);

const DEMO = 'recorded demo, synthetic votes';
const STEERING = /[^\P{Cc}\n]|\p{Cf}/u;

/** Screens break lines between words. */
const flat = (text: string) => text.replace(/\s+/g, ' ');

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // a TCP server's address is no string
    [Symbol.asyncDispose]: async () => void server.close().closeAllConnections(),
  };
}

describe.concurrent('nodes', () => {
  test('that are dead, speak HTML, or hang: 3 and a sentence', async () => {
    const gone = await startDevnet();
    await gone.stop();
    await using html = await serve((_, response) => response.end('<html>Welcome to nginx</html>'));
    await using hanging = await serve(() => undefined);
    const [dead, web, silent, all] = await Promise.all([
      ask(['standings'], { IOST_RPC: gone.url }),
      ask(['--json', 'standings'], { IOST_RPC: html.url }),
      ask(['account metanyx'], { IOST_RPC: hanging.url }),
      ask(['standings'], { IOST_RPC: `${gone.url}, ${html.url}` }),
    ]);
    for (const { code, err } of [dead, web, silent, all]) expect([code, err]).toEqual([3, '']);
    expect(flat(dead.out)).toContain('No IOST node can be reached right now.');
    expect(flat(silent.out)).toContain('No IOST node can be reached right now.');
    expect(JSON.stringify(JSON.parse(web.out).reply)).toContain('answers that make no sense');
    expect(flat(all.out)).toContain('answers that make no sense');
    for (const { out } of [dead, web, silent, all]) expect(out).not.toMatch(/nginx|ECONN|\n +at /);
  });

  test('a live one', async () => {
    await using devnet = await startDevnet();
    const { code, out } = await ask(['status'], { IOST_RPC: devnet.url });
    expect(code).toBe(0);
    expect(flat(out)).toContain('Node in use node 1');
  });

  test('that dies between two questions: the last good answer, and how old it is', async () => {
    const devnet = await startDevnet();
    const other = await startDevnet();
    const env = { IOST_RPC: devnet.url, DATABASE_URL: `sqlite:${newFolder().file}` };
    const first = await ask(['standings'], env);
    await Promise.all([devnet.stop(), other.stop()]);
    const [second, elsewhere] = await Promise.all([
      ask(['standings'], env),
      ask(['standings'], { ...env, IOST_RPC: other.url }),
    ]);
    expect([first.code, second.code, elsewhere.code]).toEqual([0, 0, 3]);
    const lastRow = / 15 .*\n/;
    expect(second.out.match(lastRow)).toEqual(first.out.match(lastRow));
    expect(flat(second.out)).toMatch(/last good answer, read \d+ (s|sec|second|min|minute)s? ago: no answer now/);
  });

  test('the next one answers when the first hangs', async () => {
    await using hanging = await serve(() => undefined);
    await using devnet = await startDevnet();
    const { code, out } = await ask(['status'], { IOST_RPC: `${hanging.url},${devnet.url}` });
    expect(code).toBe(0);
    expect(flat(out)).toContain('Node in use node 2');
  });
});

describe.concurrent('a conversation', () => {
  test('without any configuration is the demo', async () => {
    const { code, out, err } = await start([], { input: 'standings\nnode metanyx\n\nquit\nlinks\n' }).ended;
    expect([code, err]).toEqual([0, '']);
    expect(flat(out)).toContain(DEMO);
    expect(out).toMatch(/^> standings\nIOST node election\n/m);
    expect(out).toMatch(/^> node metanyx\nMetanyx/m);
    expect(out).not.toContain('links');
  });

  test('ends with the input', async () => {
    const ends = await Promise.all(['', 'help', 'standings\n'].map((input) => start([], { input }).ended));
    for (const { code, err } of ends) expect([code, err]).toEqual([0, '']);
    expect(ends[1]?.out).toContain('standings');
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends on %s', async (signal) => {
    const herald = start([]);
    await expect.poll(herald.written).toContain('Type help');
    herald.child.kill(signal);
    expect(await herald.ended).toMatchObject({ code: 0, err: '' });
  });

  test('takes long lines and characters that could steer a screen', async () => {
    const lines = [
      'x'.repeat(5_000),
      `node ${'y'.repeat(5_000)}`,
      '\u001b]0;title\u0007\u001b[2J',
      '\u202estandings\u2066',
      '\u0000',
    ];
    const { code, out, err } = await start([], { input: `${lines.join('\n')}\nnode evil_1\nnode evil_5\n` }).ended;
    expect([code, err]).toEqual([0, '']);
    expect(out).not.toMatch(STEERING);
    expect(out).toContain('javascript:alert(1)');
    expect(out.match(/^> node evil_/gm)).toHaveLength(2);
  });
});

describe.concurrent('one question', () => {
  test('is answered: 0', async () => {
    const { code, out, err } = await ask(['standings', '1']);
    expect([code, err]).toEqual([0, '']);
    expect(flat(out)).toContain(DEMO);
  });

  test('is a mistake: 2, and how to mend it', async () => {
    const [unknown, missing, wrong, long, none, bogus] = await Promise.all([
      ask(['nonsense']),
      ask(['node']),
      ask(['standings abc=1 page=x']),
      ask([`standings ${'9'.repeat(5_000)}`]),
      ask([]),
      ask(['--bogus', 'standings']),
    ]);
    for (const { code } of [unknown, missing, wrong, long, none, bogus]) expect(code).toBe(2);
    for (const { out } of [missing, wrong, long]) expect(out).toMatch(/Usage: (node <node>|standings \[page\])/);
    for (const { err } of [none, bogus]) expect(err).toMatch(/^Usage: npm run --silent ask/);
    expect(unknown.out).toContain('“help”');
    expect(long.out.length).toBeLessThan(1_000);
  });

  test('speaks the language that is asked for', async () => {
    const { code, out } = await ask(['--locale', 'zh-CN', 'standings']);
    expect(code).toBe(0);
    expect(out).toMatch(/\p{Script=Han}/u);
  });
});

describe.concurrent('one question as JSON', () => {
  test('has the reply, and all candidates whatever the page', async () => {
    const { code, out } = await ask(['--json', 'standings 2']);
    expect(code).toBe(0);
    expect(out).toMatch(/^[^\n]+\n$/);
    const answer = JSON.parse(out);
    expect(Object.keys(answer)).toEqual(['reply', 'data']);
    const { data } = answer;
    expect(Object.keys(data).toSorted()).toEqual(['block', 'nodes', 'threshold', 'time', 'totalVotes']);
    expect(data.threshold).toBe('2100000');
    expect(new Date(data.time).toISOString()).toMatch(/^2019-/);
    expect(Number.isInteger(data.block)).toBe(true);
    expect(data.nodes).toHaveLength(454);
    const keys = ['account', 'elected', 'kind', 'name', 'online', 'producing', 'rank', 'share', 'toThreshold', 'votes'];
    for (const node of data.nodes) expect(Object.keys(node).toSorted()).toEqual(keys);
    expect(data.nodes.map(({ rank }: { rank: number }) => rank)).toEqual(
      data.nodes.map((_: unknown, i: number) => i + 1),
    );
    const total = data.nodes.reduce((sum: bigint, { votes }: { votes: string }) => sum + units(votes), 0n);
    expect(units(data.totalVotes)).toBe(total);
  });

  test('is JSON for mistakes too', async () => {
    const { code, out } = await ask(['--json', 'node']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ reply: { tone: 'warning' }, data: null });
  });
});

describe.concurrent('what it refuses, and nothing is started', () => {
  test('bad configuration, every problem at once and no secret', async () => {
    const { folder } = newFolder();
    const env = {
      DISCORD_TOKEN: 'discord.secret.token',
      TELEGRAM_TOKEN: '123:telegram-secret',
      DATABASE_URL: `postgres://user:db-secret@host/${folder}`,
      LOG_LEVEL: 'loud',
      DEFAULT_LOCALE: 'tlh',
      OWNERS: 'me',
    };
    const [talk, question, rpc] = await Promise.all([
      start([], { env, input: 'standings\n' }).ended,
      ask(['standings'], env),
      ask(['standings'], { IOST_RPC: 'http://user:rpc-secret@127.0.0.1:x,demo' }),
    ]);
    // In a script a question is answered in sentences; the program that runs on writes a log.
    expect(saidAtStart(talk)).toBe(question.err.trimEnd());
    for (const { code, out, err } of [talk, question]) {
      expect([code, out]).toEqual([78, '']);
      expect(err).toContain('Herald cannot start:');
      for (const name of Object.keys(env)) expect(err).toContain(name);
      expect(err).not.toMatch(/secret|\n {4}at /);
    }
    expect([rpc.code, rpc.out]).toEqual([78, '']);
    expect(rpc.err).toMatch(/IOST_RPC: entry 1 .*\n.*IOST_RPC: entry 2 /);
    expect(rpc.err).not.toContain('secret');
  });

  test('a damaged database, which stays as it is', async () => {
    const { file } = newFolder();
    writeFileSync(file, 'a letter to my aunt, '.repeat(500));
    const { code, out, err } = await ask(['standings'], { DATABASE_URL: `sqlite:${file}` });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^Herald cannot start: .*herald\.db is not a database: move it away[^\n]+\n$/);
    expect(readFileSync(file, 'utf8')).toMatch(/^a letter/);
  });

  test('a database in a folder that cannot be', async () => {
    const { file } = newFolder();
    writeFileSync(file, '');
    const inside = join(file, 'deeper.db');
    const { code, err } = await ask(['standings'], { DATABASE_URL: `sqlite:${inside}` });
    expect(code).toBe(1);
    expect(err).toContain('deeper.db has no usable folder');
    expect(existsSync(inside)).toBe(false);
  });
});

test('IOST_RPC=demo asks for the demo by name, and the database is made with its folders', async () => {
  const { folder } = newFolder();
  const file = join(folder, 'deep', 'er', 'herald.db');
  const { code, out } = await ask(['standings'], { IOST_RPC: 'demo', DATABASE_URL: `sqlite:${file}` });
  expect(code).toBe(0);
  expect(flat(out)).toContain(DEMO);
  expect(existsSync(file)).toBe(true);
});

function units(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(8, '0'));
}
