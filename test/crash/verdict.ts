// What people were shown, held against what the event log says they should have been: every alert at least once, and twice
// only when the second one says so.

import type { LoggedEvent } from '../../src/core/ports/alert.ts';
import { alertWords, type Words } from '../../src/words/alerts.ts';
import type { Delivered } from '../fakes/delivered.ts';
import { readAlerts, type ShownAlerts, type Told } from '../support/shown-alerts.ts';
import { placeOf, type Watch } from '../support/watches.ts';

export interface Verdict {
  /** What people should have been told, by place and event. */
  readonly alerts: number;
  readonly messages: number;
  /** Messages that say that they may be a second one. */
  readonly repeats: number;
  readonly lost: readonly string[];
  /** Shown again without saying so. */
  readonly doubled: readonly string[];
  /** What should not be there at all. */
  readonly strange: readonly string[];
}

type Shown = Readonly<Record<'telegram' | 'discord', readonly Delivered[]>>;

interface Message extends ShownAlerts {
  readonly place: string;
  /** The same for all that are one message: the alert behind its button. */
  readonly name: string;
}

export function judge(watches: readonly Watch[], log: readonly LoggedEvent[], shown: Shown, words: Words): Verdict {
  const messages = [...messagesOf('telegram', shown.telegram), ...messagesOf('discord', shown.discord)];
  const at = Map.groupBy(messages, ({ place }) => place);
  const lists = Map.groupBy(watches, ({ place }) => place.name);
  const places = [...new Set([...at.keys(), ...lists.keys()])];
  const judged = places.map((place) =>
    judgePlace(expectedLines(lists.get(place) ?? [], log, words), at.get(place) ?? [], place),
  );
  return {
    alerts: sum(judged.map(({ alerts }) => alerts)),
    messages: messages.length,
    repeats: messages.filter(({ isRepeat }) => isRepeat).length,
    lost: judged.flatMap(({ lost }) => lost),
    doubled: judged.flatMap(({ doubled }) => doubled),
    strange: [...judged.flatMap(({ strange }) => strange), ...messages.flatMap(oddities)],
  };
}

/** However often a message was sent, it counts once, with what it had no room for. */
function judgePlace(expected: readonly string[], messages: readonly Message[], place: string) {
  const sends = [...Map.groupBy(messages, ({ name }) => name).values()];
  const told = sends.flatMap(([first]) => (first ? linesOf(first) : []));
  const [missing, surplus] = [difference(expected, told), difference(told, expected)];
  const untold = sum(sends.map(([first]) => first?.more ?? 0));
  const unmarked = sends.filter((list) => list.filter(({ isRepeat }) => !isRepeat).length > 1);
  const uneven = sends.filter((list) => new Set(list.map((message) => linesOf(message).join())).size > 1);
  const name = (line: string) => `${place}: ${line}`;
  return {
    alerts: expected.length,
    lost: missing.length > untold ? missing.map(name) : [],
    doubled: [...unmarked.map(([first]) => (first ? linesOf(first).join('; ') : '')), ...surplus].map(name),
    strange: [
      ...uneven.map((list) => name(`differs: ${list.flatMap(linesOf).join('; ')}`)),
      ...(missing.length < untold ? [name(`${untold} not told in full, ${missing.length} missing`)] : []),
    ],
  };
}

function oddities({ place, strange, count, told, more }: Message): readonly string[] {
  const isUneven = count !== told.length + more;
  return [...strange, ...(isUneven ? [`${count} announced, ${told.length} told`] : [])].map(
    (odd) => `${place}: ${odd}`,
  );
}

/** One alert per event, whatever of the list it fires. */
function expectedLines(list: readonly Watch[], log: readonly LoggedEvent[], words: Words): readonly string[] {
  const fired = log.filter((event) => list.some((watch) => isFired(watch, event)));
  return fired.flatMap((event) => readAlerts(alertWords(words, event)).told.map(lineOf));
}

const RULE_OF: Readonly<Record<string, string>> = {
  ...{
    online: 'online',
    offline: 'online',
    profile_changed: 'profile',
    dividend_credited: 'dividend',
    strike: 'strikes',
  },
  registered: 'status',
  approved: 'status',
  leaving: 'status',
  left: 'status',
  unregistered: 'status',
  barred: 'barred',
  unbarred: 'barred',
};

/** A crossed line has a level; the plain event beside it is only logged. */
function isFired({ subject, rule }: Watch, { type, subject: node, level, direction, after }: LoggedEvent): boolean {
  if (subject.kind === 'node' && subject.node !== node) return false;
  if (direction !== undefined && rule.direction !== 'both' && rule.direction !== direction) return false;
  if (level !== undefined) return rule.event === type && (rule.level ?? level) === level;
  return RULE_OF[type] === rule.event && (type !== 'strike' || after === '2');
}

function messagesOf(platform: keyof Shown, delivered: readonly Delivered[]): readonly Message[] {
  return delivered
    .map((message): Message => {
      const why = message.buttons.flatMap((data) => /why\D+(\d+)/.exec(data)?.[1] ?? []);
      const name = why[0] ?? message.nonce ?? message.text;
      return { ...readAlerts(message.text), place: placeOf(platform, message), name };
    })
    .filter(({ count: announced, told }) => announced > 0 || told.length > 0);
}

function linesOf({ told }: Message): readonly string[] {
  return told.map(lineOf);
}

function lineOf({ type, who, values }: Told): string {
  return [type, who, ...Object.entries(values).flat()].join(' ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** What there is more of in `all` than in `some`. */
function difference(all: readonly string[], some: readonly string[]): readonly string[] {
  const left = new Map([...Map.groupBy(some, (line) => line)].map(([line, same]) => [line, same.length]));
  return all.filter((line) => {
    const times = left.get(line) ?? 0;
    left.set(line, times - 1);
    return times <= 0;
  });
}
