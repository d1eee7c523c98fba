// What people should be told when a change must stand in two looks and a value must leave a band before the way back is told:
// the rules once more, as short as they can be said, on states that were built without the chain reader.

import type { ElectionState, NodeState } from '../../src/election/state.ts';
import type { RuleName } from '../../src/rules/index.ts';
import type { Watch } from '../support/watches.ts';
import { cut, digits } from './recorded-truth.ts';

type Nodes = ReadonlyMap<string, NodeState>;
type Way = 'up' | 'down';
type Words = readonly (string | number)[];

interface Happened {
  readonly rule: RuleName;
  readonly node: string;
  readonly way?: Way;
  readonly words: Words;
}

interface Line {
  isAbove: boolean;
  /** The crossing that is told at the exact line. */
  exact: Way | undefined;
}

const FACTS = ['status', 'online', 'profile', 'barredUntil', 'elected', 'listed'] as const;
const STATUS = ['registered', 'approved', 'leaving', 'left'] as const;

/** Takes one look after the other: the lines of each place. `isHeld`: the first look after a downtime. */
export function createModel(watches: readonly Watch[], bandPpm: bigint) {
  const places = [...Map.groupBy(watches, ({ place }) => place.name)];
  const lines = new Map(watches.map((watch) => [watch, new Map<string, Line>()]));
  const values = new Map<string, Map<string, bigint>>();
  let [told, last]: (Nodes | undefined)[] = [];
  return ({ nodes: now, threshold }: ElectionState, isHeld = false): ReadonlyMap<string, ReadonlySet<string>> => {
    const before = told;
    told = !before || !last ? now : isHeld ? before : settle(before, last, now);
    last = now;
    const happened = before ? eventsOf(before, told) : [];
    const changes = changesOf(values, told, threshold);
    const linesOf = (watch: Watch) => [
      ...happened.filter((event) => isAsked(watch, event)).map(({ words }) => words),
      ...crossings(watch, lines.get(watch) ?? new Map(), changes, { threshold, bandPpm }),
    ];
    return new Map(
      places.map(([place, list]) => [place, new Set(list.flatMap(linesOf).map((words) => words.join(' ')))]),
    );
  };
}

/** A fact is told when it stood in two looks, votes as far as both looks agree, credits and strikes at once. */
function settle(told: Nodes, last: Nodes, now: Nodes): Nodes {
  const accounts = [...new Set([...told.keys(), ...now.keys()])];
  const nodes = accounts.map((account): readonly [string, NodeState | undefined] => {
    const [known, one, two] = [told.get(account), last.get(account), now.get(account)];
    if (!one || !two) return [account, one || two ? known : undefined];
    // Nobody was nothing before.
    const old = known ?? { ...two, status: 0 as const, online: false, elected: false, listed: false, votes: 0n };
    const stood = FACTS.filter((fact) => one[fact] === two[fact]).map((fact) => [fact, two[fact]]);
    const [low = 0n, high = 0n] = [one.votes, two.votes].sort((a, b) => (a < b ? -1 : 1));
    const votes = old.votes < low ? low : old.votes > high ? high : old.votes;
    const { strikes, coefficient } = two;
    return [account, { ...old, ...Object.fromEntries(stood), votes, strikes, coefficient }];
  });
  return new Map(nodes.flatMap(([account, node]) => (node ? [[account, node]] : [])));
}

function eventsOf(before: Nodes, after: Nodes): readonly Happened[] {
  const left = [...before.keys()].filter((node) => !after.has(node));
  return [
    ...left.map((node): Happened => ({ rule: 'status', node, words: ['unregistered', node] })),
    ...[...after].flatMap(([node, now]) => changesOfNode(node, before.get(node), now)),
  ];
}

function changesOfNode(node: string, known: NodeState | undefined, now: NodeState): readonly Happened[] {
  const old = known ?? { ...now, status: 0, online: false };
  const is = (isSo: boolean, rule: RuleName, type: string, way?: Way, value?: string | number): readonly Happened[] =>
    isSo ? [{ rule, node, ...(way && { way }), words: [type, node, ...(value === undefined ? [] : [value])] }] : [];
  const hasGrown = now.coefficient !== old.coefficient;
  const credited = hasGrown ? digits(now.coefficient) - digits(old.coefficient) : 0n;
  return [
    ...is(!known, 'status', 'registered'),
    ...is(old.status !== now.status, 'status', STATUS[now.status]),
    ...is(old.online !== now.online, 'online', now.online ? 'online' : 'offline', now.online ? 'up' : 'down'),
    ...is(old.profile !== now.profile, 'profile', 'profile_changed'),
    ...is(now.strikes === 2 && old.strikes < 2, 'strikes', 'strike'),
    ...is(old.barredUntil !== now.barredUntil && now.barredUntil > 0, 'barred', 'barred', 'down', now.barredUntil),
    ...is(old.barredUntil !== now.barredUntil && now.barredUntil === 0, 'barred', 'unbarred', 'up'),
    ...is(credited > 0n, 'dividend', 'dividend_credited', undefined, cut(`${credited}e-44`, 8)),
  ];
}

function isAsked(
  { subject, rule }: Watch,
  { rule: event, node, way }: Pick<Happened, 'rule' | 'node' | 'way'>,
): boolean {
  const isSubject = subject.kind === 'all' || (subject.kind === 'node' && subject.node === node);
  return (
    isSubject && rule.event === event && (way === undefined || rule.direction === 'both' || rule.direction === way)
  );
}

interface Change {
  readonly before: bigint;
  readonly after: bigint;
}

/** By metric and node, for the numbers that lines are drawn through; `known` keeps them. */
type Changes = ReadonlyMap<string, ReadonlyMap<string, Change>>;

function changesOf(known: Map<string, Map<string, bigint>>, nodes: Nodes, threshold: bigint): Changes {
  const votes = new Map([...nodes].map(([node, state]) => [node, state.votes]));
  const gone = [...(known.get('elected')?.keys() ?? [])].filter((node) => !nodes.has(node));
  const elected = new Map([
    ...gone.map((node) => [node, 0n] as const),
    ...[...nodes].map(([node, state]) => [node, electedAt(state, threshold)] as const),
  ]);
  const changed = [...Object.entries({ votes, elected })].map(([metric, now]) => {
    const before = known.get(metric);
    known.set(metric, new Map([...(before ?? []), ...now]));
    const other = [...now].filter(([node, value]) => before?.get(node) !== value);
    return [metric, new Map(other.map(([node, after]) => [node, { before: before?.get(node) ?? 0n, after }]))] as const;
  });
  return new Map(changed);
}

/** On the right side of the threshold, whatever the votes say. */
function electedAt({ elected, votes }: NodeState, threshold: bigint): bigint {
  if (elected) return votes > threshold ? votes : threshold;
  return votes < threshold ? votes : 0n;
}

function crossings(
  { subject, rule }: Watch,
  lines: Map<string, Line>,
  changes: Changes,
  { threshold, bandPpm }: { readonly threshold: bigint; readonly bandPpm: bigint },
): readonly Words[] {
  const level = rule.level ?? threshold;
  const band = (level * bandPpm) / 1_000_000n;
  const found = changes.get(rule.event) ?? new Map<string, Change>();
  const nodes = subject.kind === 'node' ? [subject.node] : found.keys();
  return [...nodes].flatMap((node) => {
    const change = found.get(node);
    if (!change) return [];
    const line = lines.get(node);
    const exact = rule.direction === 'both' ? undefined : rule.direction;
    if (!line) lines.set(node, { isAbove: change.after >= level, exact });
    const way = line && cross(line, level, band, change.after);
    return way && (exact === undefined || exact === way) ? [wordsOf(rule.event, node, way, level, change)] : [];
  });
}

/** The first crossing is told at the exact line, the one back beyond the band. */
function cross(line: Line, level: bigint, band: bigint, value: bigint): Way | undefined {
  const way = line.isAbove ? 'down' : 'up';
  const isBack = line.exact !== undefined && line.exact !== way;
  const held = isBack ? (way === 'down' ? -band : band) : 0n;
  if (value >= level + held === line.isAbove) return undefined;
  line.isAbove = !line.isAbove;
  line.exact ??= way;
  return way;
}

function wordsOf(event: string, node: string, way: Way, level: bigint, { before, after }: Change): Words {
  const [at, now, old] = [level, after, before].map((amount) => `${amount / 100_000_000n}`);
  if (event === 'votes') return [`votes ${way}`, node, `${at}`, `${now}`, `${old}`];
  return after === 0n ? ['gone', node] : [way === 'up' ? 'elected' : 'unelected', node, `${now}`, `${old}`];
}
