// What alerts a watched chain should make, told the plain way: every subscription on its own, one after the other.
import type { Tick } from '../../src/core/ports/ticks.ts';
import { cross, type Line, type LineState, lineStart } from '../../src/election/line.ts';
import type { Direction, Rule, Subject } from '../../src/election/rule.ts';
import { lineOf, ruleKind } from '../../src/rules/index.ts';

const HOUR_MS = 3_600_000;

export interface ModelWatch {
  readonly owner: string;
  readonly subject: Subject;
  readonly rule: Rule;
  /** Of `mine`. */
  readonly nodes: readonly string[];
  mutedUntil: number;
}

interface Drawn {
  readonly watch: ModelWatch;
  readonly subject: string;
  readonly line?: Line;
  state: LineState;
  base: bigint | undefined;
  basedAt: number;
  renewAt: number;
}

export function createAlertModel(threshold: bigint, bandPpm: number) {
  const values = new Map<string, bigint>();
  const since = new Map<string, number>();
  const hours = new Map<number, ReadonlyMap<string, bigint>>();
  const owners = new Map<string, number>();
  let watches: ModelWatch[] = [];
  let drawn: Drawn[] = [];

  const spanAt = (name: string, time: number) => {
    const at = since.get(name);
    return at === undefined ? 0n : BigInt(Math.max(0, Math.floor((time - at) / 1_000)));
  };
  const candidates = () => [...values.keys()].flatMap((name) => (name.startsWith('votes ') ? [name.slice(6)] : []));

  const draw = (watch: ModelWatch, subject: string, time: number): Drawn => {
    const { rule } = watch;
    const line = lineOf(rule, threshold, BigInt(bandPpm));
    const name = `${rule.event} ${subject}`;
    const value = isSpan(rule) ? spanAt(name, time) : values.get(name);
    const start = lineStart(rule.direction);
    const state = line && value !== undefined ? cross(line, start, value).state : start;
    const base = values.get(`votes ${subject}`);
    return {
      watch,
      subject,
      ...(line && { line }),
      state,
      base,
      basedAt: time,
      renewAt: base === undefined ? time : time + quarter(rule),
    };
  };

  const add = (watch: ModelWatch, time: number): void => {
    watches.push(watch);
    if (ruleKind(watch.rule.event).how === 'event') return;
    for (const subject of subjectsOf(watch, candidates())) drawn.push(draw(watch, subject, time));
  };

  const lookAgain = (one: Drawn, time: number, isNew: boolean): boolean => {
    const votes = values.get(`votes ${one.subject}`);
    if (one.renewAt > time && !(isNew && one.base === undefined)) return false;
    if (one.base === undefined && votes !== undefined) [one.base, one.basedAt] = [votes, time];
    const oldest = Math.min(
      ...[...hours.keys()].filter((hour) => hour >= time - quarter(one.watch.rule) * 3 && hour <= time),
    );
    const then = hours.get(oldest)?.get(one.subject);
    if (then !== undefined && one.base !== undefined && one.basedAt < oldest) [one.base, one.basedAt] = [then, oldest];
    one.renewAt = (Math.floor(time / quarter(one.watch.rule)) + 1) * quarter(one.watch.rule);
    return true;
  };

  /** Each alert as a line of text. */
  const tick = ({ metrics, since: moments, events, times, observed, now, isFirst }: Tick): readonly string[] => {
    const before = new Map(values);
    const spansBefore = new Map(since);
    const time = times.to;
    for (const { metric, subject, value } of metrics) values.set(`${metric} ${subject}`, value);
    for (const { metric, subject, at } of moments) {
      if (at === undefined) since.delete(`${metric} ${subject}`);
      else since.set(`${metric} ${subject}`, at);
    }
    const changed = new Set(metrics.map(({ metric, subject }) => `${metric} ${subject}`));
    const told = new Set<string>();
    const tell = (watch: ModelWatch, direction: Direction | undefined, text: string) => {
      const fits = direction === undefined || ['both', direction].includes(watch.rule.direction);
      const isMuted = watch.mutedUntil > now || (owners.get(watch.owner) ?? 0) > now;
      if (!isFirst && fits && !isMuted) told.add(`${watch.owner}: ${text}`);
    };
    for (const one of drawn) {
      const { watch, subject, line } = one;
      const name = `${line ? watch.rule.event : 'votes'} ${subject}`;
      if (isFirst) Object.assign(one, { state: lineStart(watch.rule.direction), base: undefined, renewAt: 0 });
      if (line && isSpan(watch.rule)) {
        const value = spanAt(name, time);
        const old = BigInt(
          Math.max(0, Math.floor((times.from - (spansBefore.get(name) ?? since.get(name) ?? times.from)) / 1_000)),
        );
        const { state, fires } = cross(line, one.state, value);
        one.state = state;
        if (fires) tell(watch, fires, `${watch.rule.event} ${subject} ${line.level} ${fires} ${old} → ${value}`);
      } else if (line && changed.has(name)) {
        const value = values.get(name) ?? 0n;
        const old = before.get(name);
        if (one.state.side === undefined) one.state = cross(line, one.state, old ?? value).state;
        const { state, fires } = cross(line, one.state, value);
        one.state = state;
        if (fires) tell(watch, fires, `${watch.rule.event} ${subject} ${line.level} ${fires} ${old} → ${value}`);
      } else if (!line) {
        const isRenewed = lookAgain(one, time, !before.has(name) && changed.has(name));
        const value = values.get(name);
        if (value === undefined || one.base === undefined || !(isRenewed || changed.has(name))) continue;
        const { level = 1n, isPercent, direction } = watch.rule;
        const share = isPercent ? (one.base * level) / 10_000n : level;
        const by = share > 0n ? share : 1n;
        const fires = value >= one.base + by ? 'up' : value <= one.base - by ? 'down' : undefined;
        if (!fires || !['both', fires].includes(direction)) continue;
        tell(watch, fires, `move ${subject} ${level} ${fires} ${one.base} → ${value}`);
        Object.assign(one, { base: value, basedAt: time, renewAt: time + quarter(watch.rule) });
      }
    }
    const hour = Math.floor(time / HOUR_MS) * HOUR_MS;
    if (observed && hour > Math.max(Number.NEGATIVE_INFINITY, ...hours.keys())) {
      hours.set(hour, new Map(observed.snapshot.candidates.map(({ account, votes }) => [account, votes])));
    }
    const fresh = candidates().filter((subject) => !before.has(`votes ${subject}`));
    for (const watch of watches) {
      if (watch.subject.kind !== 'all' || ruleKind(watch.rule.event).how === 'event') continue;
      for (const subject of fresh) drawn.push(draw(watch, subject, time));
    }
    for (const event of events) {
      for (const watch of watches) {
        const listens = watch.subject.kind === 'all' || subjectsOf(watch, []).includes(event.subject);
        if (!listens || !event.fires.includes(watch.rule.event)) continue;
        tell(watch, event.direction, `${event.type} ${event.subject} ${event.direction} ${event.after}`);
      }
    }
    return [...told].toSorted();
  };

  return {
    add,
    tick,
    remove: (watch: ModelWatch): void => {
      watches = watches.filter((one) => one !== watch);
      drawn = drawn.filter((one) => one.watch !== watch);
    },
    muteOwner: (owner: string, until: number): void => void owners.set(owner, until),
  };
}

function isSpan({ event }: Rule): boolean {
  return ruleKind(event).unit === 'span';
}

function quarter({ periodSeconds = 86_400 }: Rule): number {
  return periodSeconds * 250;
}

function subjectsOf({ subject, nodes }: ModelWatch, candidates: readonly string[]): readonly string[] {
  if (subject.kind === 'node') return [subject.node];
  if (subject.kind === 'account') return [subject.account];
  return subject.kind === 'mine' ? nodes : candidates;
}
