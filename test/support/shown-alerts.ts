// The sentences of alerts read back out of messages as people see them, by the English texts themselves.
import texts from '../../data/locales/en.json' with { type: 'json' };

const { alerts, source } = texts;

const SENTENCES: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['elected', patternOf(alerts.line.elected.up)],
  ['unelected', patternOf(alerts.line.elected.down)],
  ['gone', patternOf(alerts.line.elected.left)],
  ['votes up', patternOf(alerts.line.votes.up)],
  ['votes down', patternOf(alerts.line.votes.down)],
  ...Object.entries(alerts.event).map(([type, text]) => [type, patternOf(text)] as const),
];

/** Behind a mark of their tone. */
const TITLES = [alerts.title_one, alerts.title_other].map((text) => patternOf(text, '(?:\\S+ )?'));
const FOOTER = new RegExp(`(^| · )${source.block.replace('{{block}}', '(?<block>\\d+)')} · `);
const BUTTONS = Object.values(alerts.button).map((text) => patternOf(text));
const REPEAT = patternOf(alerts.repeat);
const OFFLINE = patternOf(alerts.offline);
const MORE = [alerts.more_one, alerts.more_other].map((text) => patternOf(text));
const KNOWN = [...TITLES, FOOTER, ...BUTTONS, REPEAT, OFFLINE, ...MORE];

export interface Told {
  readonly type: string;
  readonly who: string;
  /** As they stand in the sentence, without separators of thousands. */
  readonly values: Readonly<Record<string, string>>;
}

export interface ShownAlerts {
  readonly told: readonly Told[];
  /** As the title says. */
  readonly count: number;
  /** Left out because there are too many. */
  readonly more: number;
  readonly isRepeat: boolean;
  readonly isOffline: boolean;
  /** The newest block that it speaks of. */
  readonly block: number;
  /** Lines that no alert has. */
  readonly strange: readonly string[];
}

export function readAlerts(text: string): ShownAlerts {
  const lines = text.replaceAll('\u2060', '').split('\n').filter(Boolean);
  const has = (pattern: RegExp) => lines.some((line) => pattern.test(line));
  const title = valuesOf(lines, TITLES);
  return {
    told: lines.flatMap((line) => tellingOf(line) ?? []),
    count: title ? Number(title.count ?? 1) : 0,
    more: Number(valuesOf(lines, MORE)?.count ?? 0),
    isRepeat: has(REPEAT),
    isOffline: has(OFFLINE),
    block: Number(valuesOf(lines, [FOOTER])?.block),
    strange: lines.filter((line) => !tellingOf(line) && !KNOWN.some((pattern) => pattern.test(line))),
  };
}

function tellingOf(line: string): Told | undefined {
  const sentence = line.replace(/^[•-] /, '');
  for (const [type, pattern] of SENTENCES) {
    const found = pattern.exec(sentence);
    if (!found) continue;
    const { who = '', ...values } = found.groups ?? {};
    return { type, who, values: Object.fromEntries(Object.entries(values).map(([key, text]) => [key, plain(text)])) };
  }
  return undefined;
}

function plain(value: string): string {
  return value.replaceAll(',', '');
}

/** Of the first line that is like one of these. */
function valuesOf(lines: readonly string[], patterns: readonly RegExp[]): Readonly<Record<string, string>> | undefined {
  const found = lines.flatMap((line) => patterns.map((pattern) => pattern.exec(line))).find((match) => match !== null);
  return found && { ...found.groups };
}

/** Of a text with its values left open. */
function patternOf(text: string, before = ''): RegExp {
  const parts = text.split(/\{\{(\w+)\}\}/);
  const source = parts.map((part, index) => (index % 2 === 0 ? RegExp.escape(part) : `(?<${part}>.+?)`));
  return new RegExp(`^${before}${source.join('')}$`, 'u');
}
