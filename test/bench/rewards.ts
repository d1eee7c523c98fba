// How soon estimates are answered: from the kept simulation, the first of a day, and what-ifs.
import { join } from 'node:path';
import { createLog } from '../../src/log.ts';
import { readConfig } from '../../src/start/config.ts';
import { openCore } from '../../src/start/core.ts';
import { loadCatalogue } from '../../src/start/vocabulary.ts';
import { ms, printRow, quantile, timed } from './figures.ts';
import { scratch } from './processes.ts';

const KEPT = ['rewards iost_kor', 'rewards iostabc day', 'rewards bbx_iost formulas', 'rewards iost_kor rating=top'];
const DIVIDENDS = ['dividend 1m iost_kor', 'dividend 10k bbx_iost', 'dividend 1m', 'dividend 250k'];
const ROUNDS = 200;
const WHAT_IFS = 12;

export async function benchRewards(url: string): Promise<void> {
  const catalogue = await loadCatalogue();
  const env = { IOST_RPC: url, DATABASE_URL: `sqlite:${join(scratch, 'rewards.db')}` };
  const { host, close } = await openCore({
    config: readConfig(env, Object.keys(catalogue)),
    catalogue,
    clock: { now: Date.now },
    log: createLog('silent', []),
    observer: undefined,
  });
  const ask = async (line: string) => {
    const [command = '', ...rest] = line.split(' ');
    const { kind } = await host.answer({
      ...{
        command,
        raw: { kind: 'line', text: rest.join(' ') },
        isChatAdmin: false,
        isOperator: true,
        source: 'typed',
        isTextOnly: true,
      },
      actor: { platform: 'bench', userId: 'someone' },
      chat: { platform: 'bench', chatId: 'room', kind: 'private' },
    });
    if (kind !== 'answered') throw new Error(`"${line}" was not answered`);
  };
  const repeat = async (lines: readonly string[], count: number) => {
    const times: number[] = [];
    for (let i = 0; i < count; i += 1) times.push(await timed(() => ask(lines[i % lines.length] ?? '')));
    return times;
  };
  await ask('standings');
  await ask('dividend 1m iost_kor');
  const first = await timed(() => ask('rewards iost_kor'));
  await repeat(KEPT, KEPT.length);
  const kept = await repeat(KEPT, ROUNDS);
  const dividends = await repeat(DIVIDENDS, ROUNDS);
  const votes = Array.from({ length: WHAT_IFS }, (_, i) => `rewards votes=${3 + i}m`);
  const whatIfs = await repeat(votes, WHAT_IFS);
  await close();

  console.log('\nEstimates (the year is simulated once a day of chain time, in a thread of its own)');
  printRow('', 'p50', 'p99', 'worst');
  const row = (what: string, times: readonly number[]) =>
    printRow(what, ...[0.5, 0.99, 1].map((q) => ms(quantile(times, q))));
  row(`"rewards" from the kept simulation (${ROUNDS} answers)`, kept);
  row(`"dividend" of a node or of the best (${ROUNDS} answers)`, dividends);
  row(`"rewards votes=…", two years simulated (${WHAT_IFS})`, whatIfs);
  printRow('first "rewards" of the day', ms(first));
}
