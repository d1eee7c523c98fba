// Before anything is read: are the nodes of the chain that the database is of? Whoever answers with another one is not asked.
import type { KnownChain } from '../core/ports/chains.ts';
import { chainKey } from '../election/snapshot.ts';
import { createFirstBlock } from './first-block.ts';
import { chainWords, createChainGuard } from './guard.ts';
import type { Connection } from './http-provider.ts';
import { createNodeCalls } from './node-calls.ts';
import { probe } from './probe.ts';

/** Nobody waits longer for a start; a node that is slower is held to the chain once it answers. */
const PATIENCE_MS = 3_000;

/** Throws an Error with a sentence for the operator when nodes answer, and all of them are of a chain that is none of these. */
export async function checkChain(connections: readonly Connection[], known: readonly KnownChain[]): Promise<void> {
  const [last] = known;
  if (!last) return;
  const answers = await Promise.all(connections.map(identify));
  const shown = answers.filter((answer) => answer !== undefined);
  const others = shown.filter((answer) => !fits(answer, known));
  const [first] = others;
  if (!first || others.length < shown.length) return;
  throw new Error(
    `IOST_RPC leads to the chain ${chainWords(first)}, and what people watch in DATABASE_URL is of ${chainWords(last)}: ` +
      'set IOST_RPC to nodes of that chain, DATABASE_URL to another file, or ACCEPT_CHAIN=yes to keep both apart in this one.',
  );
}

type Answer = KnownChain & { readonly identity: Parameters<ReturnType<typeof createChainGuard>['admit']>[0] };

/** undefined when it does not answer, or is not fit. */
async function identify(connection: Connection): Promise<Answer | undefined> {
  const calls = createNodeCalls(connection, AbortSignal.timeout(PATIENCE_MS));
  try {
    const [{ chain }, firstBlock] = await Promise.all([probe(calls, connection.host), createFirstBlock()(calls)]);
    const identity = { node: connection.name, chain, firstBlock };
    return { chain: chainKey(chain), ...(firstBlock !== undefined && { firstBlock }), identity };
  } catch {
    return undefined;
  }
}

function fits({ identity }: Answer, known: readonly KnownChain[]): boolean {
  const guard = createChainGuard({ known, isBound: true, onChain: () => undefined });
  try {
    guard.admit(identity);
    return true;
  } catch {
    return false;
  }
}
