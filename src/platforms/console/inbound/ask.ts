// One question from the command line, one answer, and an exit code for scripts.
import { parseArgs } from 'node:util';
import { notice } from '../../../core/answer/error-reply.ts';
import { splitCommand } from '../../../core/command/arguments.ts';
import type { AdapterHost, Outcome } from '../../../core/ports/platform.ts';
import type { Block, Reply } from '../../../core/reply/reply.ts';
import { plainText } from '../../../core/reply/text.ts';
import { renderReply, type Screen } from '../render/index.ts';
import { LOCAL } from './index.ts';

export interface Question {
  readonly line: string;
  readonly json: boolean;
  /** Wins over the language that the person saved. */
  readonly locale?: string;
}

export type AskArgs = ({ readonly kind: 'question' } & Question) | { readonly kind: 'usage'; readonly usage: string };

const USAGE = 'Usage: npm run --silent ask -- [--json] [--locale LOCALE] QUESTION (for example: "standings 1")';
const EXIT_CODES = {
  answered: 0,
  failed: 1,
  mistake: 2,
  unavailable: 3,
  'too-fast': 1,
  ignored: 1,
  asked: 2,
  elsewhere: 2,
} as const satisfies Record<Outcome['kind'], number>;

/** Reads the words after `ask`; words that the shell has parted are joined again. */
export function parseAskArgs(args: readonly string[]): AskArgs {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, locale: { type: 'string' } },
    });
    const line = positionals.join(' ').trim();
    if (line === '') return { kind: 'usage', usage: USAGE };
    return { kind: 'question', line, json: values.json, ...(values.locale && { locale: values.locale }) };
  } catch {
    return { kind: 'usage', usage: USAGE };
  }
}

/** Writes the answer. 0 answered, 1 failed, 2 the person's mistake, 3 chain unavailable. */
export async function askOnce(
  ports: { readonly host: AdapterHost; readonly write: (text: string) => void; readonly screen: Screen },
  question: Question,
): Promise<0 | 1 | 2 | 3> {
  const { kind, reply } = unknownLocale(ports.host, question) ?? (await answer(ports.host, question));
  ports.write(`${question.json ? jsonLine(reply) : renderReply(reply, ports.screen).join('\n')}\n`);
  return EXIT_CODES[kind];
}

type Answer = Pick<Outcome, 'kind' | 'reply'>;

function answer(host: AdapterHost, { line, locale }: Question): Promise<Answer> {
  const { command, rest } = splitCommand(line);
  return host.answer({
    ...LOCAL,
    command,
    source: 'typed',
    raw: { kind: 'line', text: rest },
    ...(locale !== undefined && { forcedLocale: locale }),
  });
}

/** A person is given the nearest language; a program is told that there is none near. */
function unknownLocale({ locales, texts }: AdapterHost, { locale }: Question): Answer | undefined {
  const languageOf = (text: string) => text.toLowerCase().split(/[-_]/)[0];
  if (locale === undefined || locales.some((known) => languageOf(known) === languageOf(locale))) return undefined;
  const t = texts(locale);
  const values = { locale: plainText(locale, 40), locales: locales.join(', ') };
  return { kind: 'mistake', reply: notice('warning', [t('console.unknown-locale', values)]) };
}

/** `{"reply", "data"}` with binary data as base64. Characters that could steer a terminal are escaped as JSON allows. */
function jsonLine({ data = null, ...reply }: Reply): string {
  const text = JSON.stringify({ reply: { ...reply, blocks: reply.blocks.map(plainBlock) }, data });
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

function plainBlock(block: Block): object {
  return 'data' in block ? { ...block, data: Buffer.from(block.data).toString('base64') } : block;
}
