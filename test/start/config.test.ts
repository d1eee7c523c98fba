import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/start/config.ts';

const LOCALES = ['en', 'zh-CN'];
const read = (env: Record<string, string>) => readConfig(env, LOCALES);
const problemsOf = (env: Record<string, string>): string => {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
};

test('nothing set is the demo in the terminal, with a database of its own', () => {
  expect(read({})).toEqual({
    rpc: 'demo',
    databaseUrl: 'sqlite:data/demo.db',
    acceptChain: false,
    owners: [],
    defaultLocale: 'en',
    alerts: { limit: 100, bandPpm: 5_000, poll: '*/5 * * * * *', confirm: 2, quorum: 2, historyDays: 90 },
    logLevel: undefined,
    secrets: [],
  });
  expect(read({ IOST_RPC: ' ', DISCORD_TOKEN: '' })).toEqual(read({}));
  expect(read({ IOST_RPC: 'demo' })).toEqual(read({}));
});

test('everything set', () => {
  const config = read({
    IOST_RPC: 'https://a.example, tokyo=http://user:p%40ss@b.example:30001/rpc',
    DISCORD_TOKEN: 'discord-token',
    DISCORD_API_BASE: 'http://127.0.0.1:1/api',
    TELEGRAM_TOKEN: '1:telegram-token',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:2',
    TELEGRAM_MESSAGES_PER_SECOND: '100',
    TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook',
    TELEGRAM_WEBHOOK_SECRET: 'hook-secret-of-16',
    HTTP_PORT: '0.0.0.0:8080',
    METRICS_PORT: '8081',
    OWNERS: 'discord:123456789012345678, telegram:2',
    DEFAULT_LOCALE: 'zh-CN',
    LOG_LEVEL: 'warn',
    ALERT_LIMIT: '10000',
    ALERT_BAND: '1.25',
    ALERT_CONFIRM: '1',
    ALERT_QUORUM: '3',
    ALERT_HISTORY_DAYS: '30',
    IOST_POLL: '0 */2 * * *',
    ACCEPT_CHAIN: 'yes',
  });
  expect(config).toEqual({
    rpc: [
      { name: 'node 1', url: 'https://a.example' },
      { name: 'tokyo', url: 'http://user:p%40ss@b.example:30001/rpc' },
    ],
    databaseUrl: 'sqlite:data/herald.db',
    acceptChain: true,
    discord: { token: 'discord-token', apiBase: 'http://127.0.0.1:1/api' },
    telegram: {
      token: '1:telegram-token',
      messagesPerSecond: 100,
      apiRoot: 'http://127.0.0.1:2',
      webhook: { url: 'https://bot.example/hook', secret: 'hook-secret-of-16' },
    },
    http: { host: '0.0.0.0', port: 8080 },
    metrics: { host: '127.0.0.1', port: 8081 },
    owners: ['discord:123456789012345678', 'telegram:2'],
    defaultLocale: 'zh-CN',
    alerts: { limit: 10_000, bandPpm: 12_500, poll: '0 */2 * * *', confirm: 1, quorum: 3, historyDays: 30 },
    logLevel: 'warn',
    secrets: ['discord-token', '1:telegram-token', 'hook-secret-of-16', 'p%40ss', 'p@ss', btoa('user:p@ss')],
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test.each([
  ['8080', { host: '127.0.0.1', port: 8080 }],
  ['[::]:8080', { host: '::', port: 8080 }],
  ['localhost:1', { host: 'localhost', port: 1 }],
])('HTTP_PORT %s', (text, expected) => {
  expect(read({ HTTP_PORT: text }).http).toEqual(expected);
});

test('a platform token alone is an error: nobody posts synthetic votes by accident', () => {
  expect(problemsOf({ DISCORD_TOKEN: 'd' })).toContain('DISCORD_TOKEN needs IOST_RPC');
  expect(problemsOf({ TELEGRAM_TOKEN: 't' })).toContain('TELEGRAM_TOKEN needs IOST_RPC');
  expect(read({ DISCORD_TOKEN: 'd', IOST_RPC: 'demo' }).rpc).toBe('demo');
});

test('one error names every problem', () => {
  const env = {
    IOST_RPC: 'ftp://a.example,demo,http://u:%zz@h',
    DATABASE_URL: 'postgres://x',
    DISCORD_API_BASE: 'nonsense',
    TELEGRAM_API_ROOT: 'nonsense',
    TELEGRAM_MESSAGES_PER_SECOND: '2000',
    TELEGRAM_WEBHOOK_URL: 'http://plain.example',
    HTTP_PORT: '70000',
    METRICS_PORT: 'x',
    OWNERS: 'me',
    DEFAULT_LOCALE: 'fr',
    LOG_LEVEL: 'loud',
    ALERT_LIMIT: '0',
    ALERT_BAND: '-1',
    ALERT_CONFIRM: '0',
    ALERT_QUORUM: 'two',
    ALERT_HISTORY_DAYS: '1e9',
    IOST_POLL: 'every minute',
  };
  const problems = problemsOf(env);
  expect(problems.split('\n')).toHaveLength(21);
  for (const name of Object.keys(env)) expect(problems).toContain(name);
  expect(problems).toContain('TELEGRAM_WEBHOOK_SECRET');
});

test('a band of alerts is a percentage with up to four places', () => {
  const band = (text: string) => read({ ALERT_BAND: text }).alerts.bandPpm;
  expect([band('0'), band('0.0001'), band('99.9999'), band('3')]).toEqual([0, 1, 999_999, 30_000]);
  for (const text of ['100', '1e1', '0.00001', '.5', '1 %']) expect(problemsOf({ ALERT_BAND: text })).toContain('BAND');
  for (const text of ['10001', '1.5', 'many']) expect(problemsOf({ ALERT_LIMIT: text })).toContain('ALERT_LIMIT');
});

test('a time of looks is a cron expression whose fields are in their ranges', () => {
  for (const text of ['* * * * *', '*/5 * * * * *', '0 9 * * mon-fri'])
    expect(read({ IOST_POLL: text }).alerts.poll).toBe(text);
  for (const text of ['61 * * * *', '* * 32 * *', '* * * *', 'every minute']) {
    expect(problemsOf({ IOST_POLL: text })).toContain('IOST_POLL must be a cron expression');
  }
});

test('nodes are called by their names, or by their place', () => {
  const names = (text: string) => {
    const { rpc } = read({ IOST_RPC: text });
    return rpc === 'demo' ? rpc : rpc.map(({ name, url }) => `${name} ${url}`);
  };
  expect(names('http://a, b-2=http://b?k=v, http://c')).toEqual([
    'node 1 http://a',
    'b-2 http://b?k=v',
    'node 3 http://c',
  ]);
  expect(names('demo=https://a')).toEqual(['demo https://a']);
  for (const name of ['Tokyo', 'to_kyo', 'to kyo', '', 'x'.repeat(33), 'tokyo=tokyo', 'т', 'node 2']) {
    expect(problemsOf({ IOST_RPC: `http://a,${name}=http://hunter2@b` })).toMatch(
      /^[^\n]*\n {2}- IOST_RPC: entry 2 [^\n]*$/,
    );
  }
  expect(problemsOf({ IOST_RPC: 'a=http://a,a=http://b' })).toContain('entry 2 has the name of an earlier one');
  for (const same of ['http://a,http://A/', 'x=http://a/p,y=http://a/p/', 'http://a:80,b=http://a']) {
    expect(problemsOf({ IOST_RPC: same })).toContain('entry 2 is the same node as an earlier one');
  }
  expect(names('http://a,http://a:30001,http://a/p')).toHaveLength(3);
  expect(problemsOf({ IOST_RPC: 'hunter2=b.example' })).not.toContain('hunter2');
});

describe('OWNERS', () => {
  test.each([
    'discord:12345678901234567',
    'discord:12345678901234567890',
    'telegram:1',
    'telegram:9999999999999999',
    'console:local',
  ])('%s', (owner) => expect(read({ OWNERS: owner }).owners).toEqual([owner]));

  test.each([
    'me',
    'slack:1',
    'discord:1',
    'discord:ann',
    'discord:123456789012345678901',
    'telegram:@ann',
    'telegram:-100123',
    'telegram:0',
    'telegram:12345678901234567',
    'console:ann',
    'console:root',
    'Telegram:1',
    'telegram:1:2',
    'constructor:1',
    '123456789:AAE-a-token-that-was-pasted-by-mistake',
    'telegram:123456789:AAE-a-token-that-was-pasted-by-mistake',
  ])('%s is refused, and not repeated', (owner) => {
    const problems = problemsOf({ OWNERS: `telegram:1,${owner}` });
    expect(problems).toMatch(/\n {2}- OWNERS: entry 2[: ][^\n]*$/);
    expect(problems).not.toContain(owner);
    expect(problems).not.toContain('AAE');
  });
});

test('a webhook secret that can be guessed is refused, also where there is no webhook', () => {
  const hook = { TELEGRAM_WEBHOOK_URL: 'https://x', HTTP_PORT: '1' };
  for (const secret of ['#', 'hunter-2-hunter', 'hunter 2 hunter 2 hunter', 'x'.repeat(257), 'hünter-2-hunter-2']) {
    for (const others of [hook, {}]) {
      const problems = problemsOf({ ...others, TELEGRAM_WEBHOOK_SECRET: secret });
      expect(problems).toContain('TELEGRAM_WEBHOOK_SECRET must be 16 to 256 letters, digits, _ or -');
      expect(problems).not.toContain(secret);
    }
  }
  expect(problemsOf(hook)).toContain('needs TELEGRAM_WEBHOOK_SECRET');
  expect(problemsOf({ ...hook, TELEGRAM_WEBHOOK_SECRET: 'hunter-2-hunter2' })).toBe('');
});

test('health and metrics cannot be where platforms call and elsewhere at once', () => {
  expect(problemsOf({ HTTP_PORT: '8080', METRICS_PORT: '127.0.0.1:8080' })).toContain('METRICS_PORT must be another');
  expect(read({ HTTP_PORT: '0', METRICS_PORT: '0' })).toMatchObject({ http: { port: 0 }, metrics: { port: 0 } });
  expect(read({ METRICS_PORT: '8080' })).not.toHaveProperty('http');
});

test('no problem repeats a secret', () => {
  const env = {
    IOST_RPC: 'ftp://user:hunter2@a.example',
    DISCORD_TOKEN: 'hunter3',
    TELEGRAM_WEBHOOK_SECRET: 'hunter 4',
  };
  expect(problemsOf({ ...env, TELEGRAM_WEBHOOK_URL: 'https://user:hunter5@x' })).not.toMatch(/hunter/);
});
