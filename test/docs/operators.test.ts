// The operators' page names every variable, every sentence and every figure that an operator may meet, and no other.
import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { createMetrics } from '../../src/http/metrics.ts';
import { ruleTable } from '../../src/rules/index.ts';
import { readConfig } from '../../src/start/config.ts';
import { loadCatalogue } from '../../src/start/vocabulary.ts';
import { createStore } from '../../src/store/index.ts';
import { codeIn, differences, NONE, patternOf, ROOT, read, section, tableRows } from './pages.ts';

const catalogue = await loadCatalogue();

const PAGE = 'docs/operators.md';
const rowsOf = (heading: string) => tableRows(section(PAGE, heading));
const firstCells = (heading: string) => rowsOf(heading).map(([cell = '']) => codeIn(cell)[0] ?? cell);

/** Every text in quotes of the source files, with their constants put in and "…" for what else is. */
function textsIn(pattern: string): readonly string[] {
  const files = globSync(pattern, { cwd: ROOT });
  const code = files
    .map(read)
    .join('\n')
    .replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, '');
  const constants = new Map(
    [...code.matchAll(/const ([A-Z_]+) =\s+(['`])(.*?)\2;/g)].map(([, name, , text = '']) => [name, text]),
  );
  const whole = (text: string): string =>
    text.replace(/\$\{([^{}]*)\}/g, (_, inside: string) => whole(constants.get(inside) ?? '…'));
  return [...code.matchAll(/'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`/g)].map(([, plain, template]) =>
    whole(plain ?? template ?? '').replace(/\\(.)/g, '$1'),
  );
}

/** Sentences of the program stand among the documented ones, and the other way round. */
function expectSame(documented: readonly string[], sentences: readonly string[]): void {
  const patterns = sentences.map(patternOf);
  expect(sentences.filter((_, index) => !documented.some((text) => patterns[index]?.test(text)))).toEqual([]);
  expect(documented.filter((text) => !patterns.some((pattern) => pattern.test(text)))).toEqual([]);
}

/** Where variables are read. */
const SETTINGS = 'src/{start/{config,rpc-nodes,owners},platforms/*/settings}.ts';

const settings = () => rowsOf('Settings').filter(([name = '']) => /^`[A-Z_]+`$/.test(name));

test('every variable that is read is a setting, and the other way round', () => {
  const names = textsIn(SETTINGS).filter((text) => /^[A-Z]+(_[A-Z]+)*$/.test(text));
  const direct = [...read('src/start/main.ts').matchAll(/process\.env\.(\w+)/g)].map(([, name = '']) => name);
  const documented = settings().map(([name = '']) => codeIn(name)[0] ?? '');
  expect(differences(documented, [...names, ...direct])).toEqual(NONE);
});

test('their defaults are those of the program', () => {
  const [demo, real] = [readConfig({}, ['en']), readConfig({ IOST_RPC: 'http://node' }, ['en'])];
  const defaults = new Map(settings().map(([name = '', cell = '']) => [codeIn(name)[0], codeIn(cell)]));
  const telegram = readConfig({ IOST_RPC: 'http://node', TELEGRAM_TOKEN: 't' }, ['en']).telegram;
  expect(Object.fromEntries([...defaults].filter(([, values]) => values.length > 0))).toEqual({
    IOST_RPC: [demo.rpc],
    DATABASE_URL: [real.databaseUrl, demo.databaseUrl],
    ACCEPT_CHAIN: [demo.acceptChain ? 'yes' : 'no'],
    TELEGRAM_MESSAGES_PER_SECOND: [String(telegram?.messagesPerSecond)],
    DEFAULT_LOCALE: [demo.defaultLocale],
    IOST_POLL: [real.alerts.poll, demo.alerts.poll],
    ALERT_CONFIRM: [String(demo.alerts.confirm)],
    ALERT_QUORUM: [String(demo.alerts.quorum)],
    ALERT_LIMIT: [String(demo.alerts.limit)],
    ALERT_BAND: [String(demo.alerts.bandPpm / 10_000)],
    ALERT_HISTORY_DAYS: [String(demo.alerts.historyDays)],
    LOG_LEVEL: ['info', 'error'],
  });
});

test('every sentence about settings', () => {
  const texts = textsIn(SETTINGS).filter((text) => text.length > 20);
  const problems = texts.filter((text) => /^(…|[A-Z_]+:?) /.test(text));
  const [, page = ''] = /### Settings\n(.*?)\n### /s.exec(read(PAGE)) ?? [];
  expectSame(
    tableRows(page).map(([cell = '']) => codeIn(cell)[0] ?? ''),
    problems,
  );
  expect(page).toContain(`\`${texts.find((text) => text.startsWith('the settings'))}\``);
});

test('every exit code of the program', () => {
  const [, codes = ''] = /const EXIT = \{(.*?)\}/.exec(read('src/start/main.ts')) ?? [];
  const documented = rowsOf('When it does not start').map(([code = '']) => codeIn(code)[0] ?? '');
  expect(documented.filter((code) => /^\d+$/.test(code))).toEqual(codes.match(/\d+/g));
});

test('every sentence about the database', () => {
  const texts = textsIn('src/store/**/remedies.ts');
  const remedies = texts.filter((text) => /^(is|has|cannot) /.test(text)).map((text) => `… ${text}`);
  const others = texts.filter((text) => /^… (is|was) /.test(text));
  const address = textsIn('src/store/**/dialect.ts').filter((text) => text.startsWith('DATABASE_URL'));
  expectSame(firstCells('Database'), [...remedies, ...others, ...address]);
});

test('every sentence about the files of data', () => {
  const texts = textsIn('src/start/facts.ts');
  const faults = texts.filter((text) => /^(is not|cannot) /.test(text)).map((text) => `… ${text}: …`);
  const told = texts.filter((text) => /^(must|the nodes must|at least one rule set) |there twice$/.test(text));
  expectSame(firstCells('Files of `data/`'), [...faults, ...told]);
});

test('every sentence about other files', () => {
  const texts = [
    ...textsIn('src/start/main.ts').filter((text) => text.startsWith('the file .env')),
    ...textsIn('src/core/{command,answer}/*.ts').flatMap((text) => /^bad .*:(?=\\?\n|n)/.exec(text)?.[0] ?? []),
  ];
  expectSame(firstCells('Other files'), texts);
});

test('every sentence about platforms, the port and Node', () => {
  const texts = [
    ...textsIn('src/platforms/discord/**/*.ts').filter((text) => text.startsWith('Discord does not')),
    ...textsIn('src/platforms/telegram/**/*.ts').filter((text) => text.startsWith('Telegram refuses TELEGRAM_TOKEN')),
    ...textsIn('src/http/*.ts').filter((text) => text.startsWith('Nothing can')),
    ...textsIn('src/start.mjs').flatMap((text) => /^Herald needs [^.]*\./.exec(text)?.[0] ?? []),
  ];
  expect(texts).toHaveLength(4);
  expectSame(firstCells('Platforms and the port'), texts);
  const reasons = textsIn('src/http/*.ts').filter((text) => /^th(e port|is port|is machine|e system) /.test(text));
  expect(reasons).toHaveLength(4);
  const given = codeIn(section(PAGE, 'Platforms and the port'));
  expect(reasons.filter((reason) => !given.some((text) => patternOf(reason).test(text)))).toEqual([]);
});

test('every notice to operators, word for word, and every reason in it', () => {
  const { alerts, source } = catalogue.en as {
    readonly alerts: { readonly operator: Readonly<Record<string, string>> };
    readonly source: { readonly why: Readonly<Record<string, string>> };
  };
  const documented = Object.fromEntries(
    rowsOf('What you are told').map(([kind = '', text]) => [codeIn(kind)[0], text]),
  );
  const told = Object.entries(alerts.operator).map(([kind, text]) => [kind, text.replace(/\{\{\w+\}\}/g, '…')]);
  expect(documented).toEqual(Object.fromEntries(told));
  const reasons = codeIn(section(PAGE, 'What you are told'));
  expect(Object.values(source.why).filter((why) => !reasons.includes(why))).toEqual([]);
});

test('every warning and error of the log', () => {
  const calls = globSync('{src,commands}/**/*.ts', { cwd: ROOT }).flatMap((file) =>
    [...read(file).matchAll(/\blog(?:\??\.(?:warn|error)|\[level\])\(\s*(?:'([^']+)'|`([^`]+)`|(\w+))/g)].map(
      ([, plain, template, name]) => ({ file, text: plain ?? template?.replace(/\$\{[^}]*\}/g, '…'), name }),
    ),
  );
  const passedOn = calls.filter(({ name }) => name !== undefined).map(({ file, name }) => `${file} ${name}`);
  expect(passedOn.sort()).toEqual([
    'src/alerts/operators.ts text',
    'src/core/answer/dispatch.ts trouble',
    'src/log.ts fields',
    'src/log.ts fields',
    'src/start/standard-error.ts sentence',
  ]);
  const notes = [...read('src/core/answer/dispatch.ts').matchAll(/orElse\(\w+, log, '([^']+)'/g)].map(
    ([, text = '']) => text,
  );
  expectSame(firstCells('In the log'), [...new Set([...calls.flatMap(({ text }) => text ?? []), ...notes])]);
});

test('every sentence of readiness', () => {
  const sentences = textsIn('src/http/health.ts').filter((text) => text.includes(' '));
  const given = codeIn(section(PAGE, 'Health and metrics'));
  const endings = sentences.map((text) =>
    text.replace(/^(The chain cannot be read|The database takes no writes): /, ''),
  );
  const isGiven = (text: string) => given.some((code) => patternOf(text).test(code.replace(/\.$/, '')));
  expect(endings.filter((text) => !isGiven(text))).toEqual([]);
});

test('every metric with its labels', async () => {
  const metrics = createMetrics({ platforms: ['p'], clock: { now: () => 0 } });
  metrics.onOutcome({ platform: 'p', command: 'c', kind: 'answered', ms: 1 });
  metrics.onEvent('p', { kind: 'sent', delivery: 'ok' });
  metrics.onEvent('p', { kind: 'told-to-wait', retryAfterMs: 1 });
  metrics.onNodeRequest('n', { call: 'c', kind: 'ok', ms: 1 });
  metrics.onTick({ result: 'ok', ms: 1, alerts: 1 });
  metrics.onSettled({ outcome: 'delivered', platform: 'p', alerts: 1, blockTimes: [0] });
  metrics.onNotice('n');
  metrics.watchOutbox(async () => ({ waiting: 0, due: 0, dead: 0 }));
  const text = await metrics.text();
  const served = [...text.matchAll(/^# TYPE (herald_\w+) /gm)].map(([, name = '']) => {
    const [, labels = ''] = new RegExp(`^${name}(?:_count)?(?:\\{(.*)\\})? `, 'm').exec(text) ?? [];
    return [name, [...labels.matchAll(/(\w+)="/g)].map(([, label = '']) => label)];
  });
  const rows = rowsOf('Health and metrics').filter(([name = '']) => name.startsWith('`herald_'));
  const documented = rows.map(([name = '', labels = '']) => [codeIn(name)[0], codeIn(labels)]);
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(served));
});

test('the invitation asks for the four permissions that it names', () => {
  // https://discord.com/developers/docs/topics/permissions
  const bits = { 'View Channels': 10n, 'Send Messages': 11n, 'Attach Files': 15n, 'Send Messages in Threads': 38n };
  const text = section(PAGE, 'Discord').replace(/\s+/g, ' ');
  for (const name of Object.keys(bits)) expect(text).toContain(`*${name}*`);
  const sum = Object.values(bits).reduce((all, bit) => all | (1n << bit), 0n);
  expect(text).toContain(`&permissions=${sum}\``);
});

test('the backup that it names can be restored while Herald runs on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'herald-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = await createStore(`sqlite:${folder}/herald.db`, ruleTable());
  const person = { platform: 'test', userId: '1' };
  await store.people.saveAccount(person, { account: 'iost_kor' }, 10);
  const [, script = ''] = /npm exec -- node -e "([^"]+)"/.exec(section(PAGE, 'Backups')) ?? [];
  const command = script.replace('data/herald.db', `${folder}/herald.db`).replace("'herald-", `'${folder}/herald-`);
  expect(command).not.toBe(script);
  await promisify(execFile)(process.execPath, ['-e', command], { cwd: ROOT });
  await store.close();
  const restored = await createStore(`sqlite:${folder}/herald-backup.db`, ruleTable());
  expect(await restored.people.accounts(person)).toEqual([{ account: 'iost_kor' }]);
  await restored.close();
});
