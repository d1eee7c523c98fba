// The blocks of a reply → lines of a terminal. Text from outside becomes output here, so it is made harmless here.
import type { styleText } from 'node:util';
import type { Block, RichText, Span } from '../../../core/reply/reply.ts';
import { displayWidth, padToWidth, plainSpan } from '../../../core/reply/text.ts';
import { type BlockOf, plainLines, spansOf, utcText } from '../../blocks.ts';
import { mapCells } from '../../cells.ts';
import { layOutTable } from './table.ts';
import { visibleWidth, wrap } from './wrap.ts';

type Style = Parameters<typeof styleText>[0];
export type Paint = (text: string, ...styles: readonly Style[]) => string;

export interface Canvas {
  readonly columns: number;
  readonly textColumns: number;
  readonly paint: Paint;
}

const NARROWEST_VALUE = 24;

export function blockLines(block: Block, canvas: Canvas): readonly string[] {
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
  const [header = '', ...rows] = layOutTable(mapCells(table, plainSpan), columns);
  return [paint(header, 'dim'), ...rows];
}

/** The first line after `label`, the others below it. */
function hang(label: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? label : ' '.repeat(visibleWidth(label))) + line);
}

function textLines(text: RichText, columns: number, paint: Paint): readonly string[] {
  const styled = spansOf(text).map((span) => spanText(span, paint));
  return styled
    .join('')
    .split('\n')
    .flatMap((line) => wrap(line, columns));
}

function spanText(span: Span, paint: Paint): string {
  if (typeof span === 'string') return plainLines(span);
  switch (span.kind) {
    case 'bold':
      return paint(plainLines(span.text), 'bold');
    case 'code':
      return plainLines(span.text);
    case 'link':
      return span.text === span.url ? plainSpan(span.url) : `${plainSpan(span.text)} (${plainSpan(span.url)})`;
    case 'time':
      return utcText(span.at);
  }
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
