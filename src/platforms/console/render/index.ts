// Reply → lines of a terminal. The only place where text from outside becomes output, so it is made harmless here.
import { styleText } from 'node:util';
import type { Action, Block, Reply, RichText, Span } from '../../../core/reply/reply.ts';
import { displayWidth, padToWidth, plainSpan, plainText } from '../../../core/reply/text.ts';
import { layOutTable } from './table.ts';
import { visibleWidth, wrap } from './wrap.ts';

export interface Screen {
  readonly columns: number;
  /** False where colours are unwanted or not understood. */
  readonly colours: boolean;
}

type Style = Parameters<typeof styleText>[0];
type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;
type Paint = (text: string, ...styles: readonly Style[]) => string;

interface Canvas {
  readonly columns: number;
  readonly textColumns: number;
  readonly paint: Paint;
}

const READABLE_COLUMNS = 96;
const NARROWEST_VALUE = 24;
const QUOTES = ['""', "''", '“”', '「」'];
const TONES = { neutral: [], good: ['green'], bad: ['red'], warning: ['yellow'] } as const;

/** Blocks are parted by an empty line. The tone colours the title, or the text of a reply that has none. */
export function renderReply(reply: Reply, screen: Screen): readonly string[] {
  const paint: Paint = (text, ...styles) =>
    screen.colours && text !== '' ? styleText(styles.flat(), text, { validateStream: false }) : text;
  const canvas = { columns: screen.columns, textColumns: Math.min(screen.columns, READABLE_COLUMNS), paint };
  const tone = TONES[reply.tone];
  const parts = [
    reply.title === undefined ? [] : titleLines(plainSpan(reply.title), screen, (text) => paint(text, 'bold', ...tone)),
    ...reply.blocks.map((block) =>
      block.kind === 'text' && reply.title === undefined
        ? blockLines(block, canvas).map((line) => paint(line, ...tone))
        : blockLines(block, canvas),
    ),
    (reply.actions ?? []).map((action) => offerLine(action, paint)),
    wrap(plainSpan(reply.footer ?? ''), canvas.textColumns).map((line) => paint(line, 'dim')),
  ];
  return parts
    .filter((lines) => lines.some((line) => line !== ''))
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** "Next page: standings page=2": what it does and what to type for it. */
function offerLine(action: Action, paint: Paint): string {
  const [label, line] = [plainSpan(action.label), actionLine(action)];
  return label === line ? line : `${paint(`${label}:`, 'dim')} ${line}`;
}

/** An action as the line that a person can type. */
export function actionLine({ command, args }: Action): string {
  return [command, ...Object.entries(args).map(([name, value]) => `${name}=${quote(plainText(value))}`)].join(' ');
}

/** One word of a command line: in quotes where it needs them, of a kind that it does not contain. */
export function quote(value: string): string {
  if (/^[^\s"'“‘「]\S*$/.test(value)) return value;
  const [open = '"', close = '"'] = QUOTES.find(([, end = '']) => !value.includes(end)) ?? [];
  return open + value.replaceAll(close, '') + close;
}

function titleLines(title: string, screen: Screen, paint: (text: string) => string): readonly string[] {
  return screen.colours ? [paint(title)] : [title, '='.repeat(Math.min(visibleWidth(title), screen.columns))];
}

function blockLines(block: Block, canvas: Canvas): readonly string[] {
  const { paint, textColumns } = canvas;
  switch (block.kind) {
    case 'text':
      return textLines(block.text, textColumns, paint);
    case 'fields':
      return fieldLines(block.fields, canvas);
    case 'table':
      return tableLines(block, canvas);
    case 'list':
      return block.items.flatMap((item) => hang('• ', textLines(item, textColumns - 2, paint)));
    case 'image':
      return wrap(fileLine(block), textColumns);
    case 'file':
      return [...wrap(fileLine(block), textColumns), ...contentLines(block.data)];
  }
}

function fieldLines(fields: BlockOf<'fields'>['fields'], { textColumns, paint }: Canvas): readonly string[] {
  const labels = fields.map(({ label }) => plainSpan(label));
  const labelColumns = Math.max(0, ...labels.map(displayWidth)) + 2;
  const valueColumns = Math.max(NARROWEST_VALUE, textColumns - labelColumns);
  return fields.flatMap(({ value }, index) => {
    const label = padToWidth(labels[index] ?? '', labelColumns, 'left');
    return hang(paint(label, 'dim'), textLines(value, valueColumns, paint));
  });
}

function tableLines(table: BlockOf<'table'>, { columns, paint }: Canvas): readonly string[] {
  const [header = '', ...rows] = layOutTable(
    {
      columns: table.columns.map(({ label, align }) => ({ label: plainSpan(label), align })),
      rows: table.rows.map((row) => row.map(plainSpan)),
    },
    columns,
  );
  return [paint(header, 'dim'), ...rows];
}

/** The first line after `label`, the others below it. */
function hang(label: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? label : ' '.repeat(visibleWidth(label))) + line);
}

function textLines(text: RichText, columns: number, paint: Paint): readonly string[] {
  const spans = typeof text === 'string' ? [text] : text;
  const styled = spans.map((span) => spanText(span, paint)).join('');
  return styled.split('\n').flatMap((line) => wrap(line, columns));
}

function spanText(span: Span, paint: Paint): string {
  if (typeof span === 'string') return cleanLines(span);
  switch (span.kind) {
    case 'bold':
      return paint(cleanLines(span.text), 'bold');
    case 'code':
      return cleanLines(span.text);
    case 'link':
      return span.text === span.url ? plainSpan(span.url) : `${plainSpan(span.text)} (${plainSpan(span.url)})`;
    case 'time':
      return timeText(span.at);
  }
}

/** A command's own text may have several lines. */
function cleanLines(text: string): string {
  return text.split('\n').map(plainSpan).join('\n');
}

function timeText(at: number): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? '—' : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function fileLine({ alt, name, data }: BlockOf<'image' | 'file'>): string {
  return `[${plainSpan(alt)}: ${plainSpan(name)}, ${sizeText(data.length)}]`;
}

/** A terminal takes no files, so one of text is shown line by line, to be copied from there; any other is only named. */
function contentLines(data: Uint8Array): readonly string[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(data);
    return text.includes('\0') ? [] : text.trimEnd().split(/\r?\n/).map(plainSpan);
  } catch {
    return [];
  }
}

function sizeText(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KB`;
}
