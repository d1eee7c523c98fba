// Nodes as they are completed while a person types: by account and by every name, those with most votes first.

import { type Completable, MAX_COMPLETION_LENGTH } from '../core/command/completion.ts';
import type { Services } from '../core/ports/services.ts';
import { fold, plainText } from '../core/reply/text.ts';
import { oncePer } from '../core/values/memo.ts';
import { type NodeName, namesOf } from '../election/node-name.ts';
import type { Snapshot } from '../election/snapshot.ts';

/** By votes once the standings are known, else in the order of the name list. */
export function createNodeCompletion({
  names,
  latestStandings,
}: Pick<Services, 'names' | 'latestStandings'>): () => Promise<readonly Completable[]> {
  const facts = new Map(names.map((node) => [node.account, node]));
  const nodes = (accounts: readonly string[]) => accounts.map((account) => completable(account, facts.get(account)));
  const unordered = nodes([...facts.keys()]);
  const byVotes = oncePer(({ candidates }: Snapshot) => nodes(candidates.map(({ account }) => account)));
  return async () => {
    const standings = await latestStandings();
    return standings ? byVotes(standings) : unordered;
  };
}

function completable(account: string, facts: NodeName | undefined): Completable {
  const called = Object.values(facts ? namesOf(facts) : {}).map((name = '') => name);
  const shown = [...new Set(called)].filter((name) => name !== account);
  const label = shown.length > 0 ? `${account} · ${shown.join(' · ')}` : account;
  return {
    value: account,
    label: plainText(label, MAX_COMPLETION_LENGTH),
    names: [account, ...shown].map(fold),
  };
}
