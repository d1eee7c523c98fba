// The bot itself: how fast it answers from what it knows, how soon after its start, and in how much memory.
import { join } from 'node:path';
import { createLog } from '../../src/log.ts';
import { readConfig } from '../../src/start/config.ts';
import { openCore } from '../../src/start/core.ts';
import { loadCatalogue } from '../../src/start/vocabulary.ts';
import { ms, printRow, quantile, timed } from './figures.ts';
import { residentMb, scratch, startHerald, startProgram } from './processes.ts';

const LINES = [
  'standings',
  'standings 3 score servi',
  'node iostabc',
  'node huobi pool',
  'become 1.5m',
  'vote',
  'help',
];
const ANSWERS = 3_000;
const STARTS = 5;

export async function benchAnswers(url: string): Promise<void> {
  const catalogue = await loadCatalogue();
  const env = { IOST_RPC: url, DATABASE_URL: `sqlite:${join(scratch, 'answers.db')}` };
  const { host, close } = await openCore({
    config: readConfig(env, Object.keys(catalogue)),
    catalogue,
    clock: { now: Date.now },
    log: createLog('silent', []),
    observer: undefined,
  });
  const ask = (line: string) => {
    const [command = '', ...rest] = line.split(' ');
    return host.answer({
      command,
      raw: { kind: 'line', text: rest.join(' ') },
      actor: { platform: 'bench', userId: 'someone' },
      chat: { platform: 'bench', chatId: 'room', kind: 'private' },
      isChatAdmin: false,
      isOperator: true,
      source: 'typed',
    });
  };
  for (const line of LINES) {
    const { kind } = await ask(line);
    if (kind !== 'answered') throw new Error(`"${line}" was not answered`);
  }
  const times: number[] = [];
  for (let i = 0; i < ANSWERS; i += 1) times.push(await timed(() => ask(LINES[i % LINES.length] ?? '')));
  await close();

  console.log(`\n${ANSWERS} answers from a cached snapshot (${LINES.length} different questions in turn)`);
  printRow('', 'p50', 'p99', 'worst');
  printRow('question to reply', ...[0.5, 0.99, 1].map((q) => ms(quantile(times, q))));
}

export async function benchStart(): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < STARTS; i += 1) {
    const start = performance.now();
    await using program = startProgram('npm', ['start', '--silent'], {
      IOST_RPC: '',
      DATABASE_URL: `sqlite:${join(scratch, `start-${i}.db`)}`,
    });
    program.say('standings');
    await program.shows(/iost_kor/);
    times.push(performance.now() - start);
  }
  console.log(`\nFirst answer after "npm start" (the demo; ${STARTS} starts)`);
  printRow('', 'median', 'worst');
  printRow('"standings" answered', ms(quantile(times, 0.5)), ms(quantile(times, 1)));
}

export async function benchMemory(url: string): Promise<void> {
  await using herald = startHerald({ IOST_RPC: url, DATABASE_URL: `sqlite:${join(scratch, 'memory.db')}` });
  for (let i = 0; i < 100; i += 1) {
    herald.say(LINES[i % LINES.length] ?? '');
  }
  herald.say('status');
  await herald.shows(/> status[\s\S]*Irreversible block {2}\d/);
  console.log('\nResident memory of the bot after 100 answers (the node is another process)');
  printRow('', 'MB');
  printRow('herald', residentMb(herald.pid).toFixed(0));
}
