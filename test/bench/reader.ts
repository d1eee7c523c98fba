// All 454 candidates from a node 50 ms away: this reader beside the SDK asked the obvious way.
import HTTPProvider from 'iost/lib/provider/HTTPProvider.js';
import RPC from 'iost/lib/rpc.js';
import { createConnection } from '../../src/chain/http-provider.ts';
import { createIostReader } from '../../src/chain/iost-reader.ts';
import { ms, printRow, quantile, timed } from './figures.ts';

const ROUNDS = 7;
const VOTES = ['vote.iost', 'v_1'] as const;
const TABLE = ['vote_producer.iost', 'producerTable'] as const;

/** A bare transport for the SDK, whose own one is not installed (its axios is an old version). */
class PlainProvider extends HTTPProvider {
  readonly #url: string;

  constructor(url: string) {
    super(url);
    this.#url = url;
  }

  override async send(method: 'get' | 'post', path: string, data?: object): Promise<unknown> {
    const response = await fetch(`${this.#url}/${path}`, {
      method: method.toUpperCase(),
      ...(data && { body: JSON.stringify(data) }),
    });
    return response.json();
  }
}

export async function benchReader(url: string): Promise<void> {
  const counted = countRequests();
  const createReader = () =>
    createIostReader({ connection: createConnection(url), knownAccounts: () => [], admit: () => undefined });
  const accounts = (await createReader().standings()).candidates.map(({ account }) => account);
  const { blockchain } = new RPC(new PlainProvider(url));
  let failed = 0;
  const candidate = async (account: string) => {
    const reads = [TABLE, VOTES].map(([contract, map]) => blockchain.getContractStorage(contract, map, account, false));
    const answers = await Promise.allSettled(reads);
    failed += answers.filter(({ status }) => status === 'rejected').length;
  };

  console.log(
    `\nStandings of ${accounts.length} candidates, node 50 ms away (median of ${ROUNDS}; the SDK one at a time: once)`,
  );
  printRow('', 'requests', 'not answered', 'wall time');
  const row = async (what: string, rounds: number, prepare: () => () => Promise<unknown>) => {
    const times: number[] = [];
    let requests = 0;
    failed = 0;
    for (let i = 0; i < rounds; i += 1) {
      const run = prepare();
      const before = counted();
      times.push(await timed(run));
      requests = counted() - before;
    }
    printRow(what, String(requests), String(Math.round(failed / rounds)), ms(quantile(times, 0.5)));
  };
  await row('this reader, cold', ROUNDS, () => {
    const reader = createReader();
    return () => reader.standings();
  });
  const warm = createReader();
  await warm.standings();
  await row('this reader, warm', ROUNDS, () => () => warm.standings());
  await row('the SDK, all candidates at once', ROUNDS, () => () => Promise.all(accounts.map(candidate)));
  await row('the SDK, one candidate at a time', 1, () => async () => {
    for (const account of accounts) await candidate(account);
  });
  console.log(
    '  (the SDK cannot list candidates: it is given the accounts, and reads row and votes of each, nothing more)',
  );
}

/** Counts what goes through fetch, which is the transport of all of them. */
function countRequests(): () => number {
  const original = globalThis.fetch;
  let count = 0;
  globalThis.fetch = (...args) => {
    count += 1;
    return original(...args);
  };
  return () => count;
}
