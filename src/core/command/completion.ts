// What a person may be about to type. Asked at every key press, so it works from what is at hand and never waits.
import type { Snapshot } from '../../election/snapshot.ts';
import type { StandingsAtHand } from '../answer/at-hand.ts';
import type { NodeFacts } from '../ports/node-facts.ts';
import type { Completion } from '../ports/platform.ts';
import { fold, plainText } from '../reply/text.ts';
import { oncePer } from '../values/memo.ts';
import { zonesLike } from '../values/zone-names.ts';
import type { Command } from './command.ts';

/** The strictest platform's limit for a label and a value. */
const MAX_LENGTH = 100;

export interface CompletionSources {
  readonly commands: readonly Command[];
  readonly names: readonly NodeFacts[];
  readonly atHand: StandingsAtHand;
}

export type Complete = (command: string, option: string, text: string, limit: number) => Promise<readonly Completion[]>;

/** A value and all that it is called. */
interface Candidate extends Completion {
  readonly names: readonly string[];
}

export function createComplete({ commands, names, atHand }: CompletionSources): Complete {
  const nodes = createNodes(names);
  return async (command, option, text, limit) => {
    const options = commands.find(({ name }) => name === command)?.options ?? {};
    const declared = Object.hasOwn(options, option) ? options[option] : undefined;
    if (declared?.kind === 'choice') return matching(declared.choices.map(plain), text, limit);
    if (declared?.kind === 'command') return matching(openCommands(commands).map(plain), text, limit);
    if (declared?.kind === 'zone')
      return zonesLike(text)
        .slice(0, limit)
        .map((zone) => ({ value: zone, label: zone }));
    if (declared?.kind === 'node') {
      return matching([...(declared.also ?? []).map(plain), ...nodes(await atHand())], text, limit);
    }
    return [];
  };
}

/** Those that start with the text first, then those that contain it; each in the order given. */
function matching(candidates: readonly Candidate[], text: string, limit: number): readonly Completion[] {
  const wanted = fold(text.slice(0, MAX_LENGTH));
  const starting = candidates.filter(({ names }) => names.some((name) => name.startsWith(wanted)));
  const started = new Set(starting);
  const containing = candidates.filter(
    (candidate) => !started.has(candidate) && candidate.names.some((name) => name.includes(wanted)),
  );
  return [...starting, ...containing]
    .filter(({ value }) => value.length <= MAX_LENGTH)
    .slice(0, limit)
    .map(({ value, label }) => ({ value, label }));
}

function plain(name: string): Candidate {
  return { value: name, label: name, names: [fold(name)] };
}

function openCommands(commands: readonly Command[]): readonly string[] {
  return commands.filter(({ access }) => access !== 'owner').map(({ name }) => name);
}

/** By votes when the standings are at hand, else in the order of the name list. */
function createNodes(names: readonly NodeFacts[]): (standings: Snapshot | undefined) => readonly Candidate[] {
  const facts = new Map(names.map((node) => [node.account, node]));
  const nodes = (accounts: readonly string[]) => accounts.map((account) => nodeCandidate(account, facts.get(account)));
  const unordered = nodes([...facts.keys()]);
  const byVotes = oncePer(({ candidates }: Snapshot) => nodes(candidates.map(({ account }) => account)));
  return (standings) => (standings ? byVotes(standings) : unordered);
}

function nodeCandidate(account: string, facts: NodeFacts | undefined): Candidate {
  const shown = [...new Set([facts?.name, facts?.nameZh])].filter((name) => name !== undefined && name !== account);
  const label = shown.length > 0 ? `${account} · ${shown.join(' · ')}` : account;
  return {
    value: account,
    label: plainText(label, MAX_LENGTH),
    names: [account, ...shown].map((name) => fold(name ?? '')),
  };
}
