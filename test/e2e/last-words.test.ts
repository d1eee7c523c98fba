// Whatever goes wrong in the real program and however secrets stand in it: standard error is lines of JSON, without them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { logged, newFolder, removeFolders, start } from './herald.ts';

afterAll(removeFolders);

const SECRETS = {
  TELEGRAM_TOKEN: '123456:AAE-"quoted"_t0ken',
  TELEGRAM_WEBHOOK_SECRET: 'hook-secret-of-16',
  DISCORD_TOKEN: 'MTE5.Gabc/+.d1scord t0ken',
};
const RPC = 'tokyo=http://user:p%40ssw0rd@127.0.0.1:9/rpc-key-0123456789/?apikey=k3y-of-the-node';
const PARTS = /AAE-|t0ken|hook-secret|d1scord|p(@|%40|%2540)ssw0rd|0123456789|k3y-of/i;

/** Runs inside of the program, before it. */
const SABOTAGE = `
  const secrets = [
    process.env.TELEGRAM_TOKEN, process.env.TELEGRAM_WEBHOOK_SECRET, process.env.DISCORD_TOKEN,
    process.env.IOST_RPC, 'p@ssw0rd', decodeURIComponent(process.env.IOST_RPC), 'rpc-key-0123456789',
  ];
  const written = (secret) => [
    secret, encodeURIComponent(secret), encodeURIComponent(encodeURIComponent(secret)), JSON.stringify({ secret }),
    JSON.stringify(JSON.stringify(secret)), new URLSearchParams({ secret }).toString(), Buffer.from(secret).toString('base64'),
    Buffer.from('user:' + secret).toString('base64'), 'https://api.telegram.org/bot' + secret + '/getMe',
  ];
  const errorsOf = (text) => [
    new Error(text), new Error('x', { cause: new Error(text) }), new Error('x', { cause: new Error('y', { cause: text }) }),
    new AggregateError([new Error(text)], 'x'), Object.assign(new Error('x'), { url: text, request: { headers: { [text]: text } } }),
    Object.assign(new Error('x'), { name: text, code: text }), text, { message: text }, [text],
  ];
  const all = secrets.flatMap(written).flatMap(errorsOf);
  const WAYS = {
    exception: (error) => { throw error; },
    rejection: (error) => void Promise.reject(error),
    warning: (error) => process.emitWarning(error instanceof Error ? error : String(JSON.stringify(error))),
    console: (error) => console.error(error, 'and', error),
    stream: (error) => process.stderr.write(String(error?.stack ?? JSON.stringify(error))),
    bytes: (error) => process.stderr.write(Buffer.from(String(error?.message ?? error) + '\\n')),
  };
  const way = WAYS[process.env.WAY];
  const ready = setInterval(() => {
    if (process.listenerCount('SIGTERM') === 0) return;
    clearInterval(ready);
    for (const error of all) way(error);
    setTimeout(() => process.kill(process.pid, 'SIGTERM'), 100);
  }, 20);
`;

async function ruin(way: string) {
  const { folder } = newFolder();
  const file = join(folder, 'sabotage.mjs');
  writeFileSync(file, SABOTAGE);
  const nowhere = { TELEGRAM_API_ROOT: 'http://127.0.0.1:9', DISCORD_API_BASE: 'http://127.0.0.1:9' };
  const env = { ...SECRETS, ...nowhere, IOST_RPC: RPC, WAY: way, NODE_OPTIONS: `--import=${file}` };
  return start([], { env }).ended;
}

test.concurrent.each([
  ['exception', 70, 'an exception was not caught'],
  ['rejection', 0, 'a promise was left to fail'],
  ['warning', 0, 'a warning of Node'],
  ['console', 0, 'written to standard error'],
  ['stream', 0, 'written to standard error'],
  ['bytes', 0, 'written to standard error'],
])('%s: exit code %i', async (way, code, message) => {
  const ended = await ruin(way);
  expect(ended.code).toBe(code);
  expect(ended.out).toBe('');
  const lines = logged(ended);
  expect(lines.filter(({ msg }) => msg === message).length).toBeGreaterThan(0);
  expect(ended.err).toContain('[secret]');
  expect(ended.err).not.toMatch(PARTS);
  // Nobody reads Base64 in passing, but it is no wall either.
  const decoded = [...ended.err.matchAll(/[\w+/]{12,}={0,2}/g)].map(([text]) => Buffer.from(text, 'base64').toString());
  expect(decoded.filter((text) => PARTS.test(text))).toEqual([]);
});

test.concurrent('a start that fails with secrets in every setting', async () => {
  const env = {
    ...SECRETS,
    IOST_RPC: RPC.replace('http:', 'ftp:'),
    DATABASE_URL: 'postgres://herald:p@ssw0rd@db/x',
    OWNERS: `telegram:${SECRETS.TELEGRAM_TOKEN}`,
    TELEGRAM_WEBHOOK_URL: 'http://bot.example/hook-secret-of-16',
    DEFAULT_LOCALE: SECRETS.DISCORD_TOKEN,
    LOG_LEVEL: SECRETS.DISCORD_TOKEN,
    IOST_POLL: SECRETS.TELEGRAM_TOKEN,
    HTTP_PORT: SECRETS.TELEGRAM_TOKEN,
    METRICS_PORT: SECRETS.TELEGRAM_TOKEN,
    ALERT_BAND: SECRETS.TELEGRAM_TOKEN,
  };
  const ended = await start([], { env, input: '' }).ended;
  expect([ended.code, ended.out]).toEqual([78, '']);
  expect(logged(ended)).toHaveLength(1);
  expect(ended.err).not.toMatch(PARTS);
});
