// A table as lines of fixed width for a code block that a phone shows without breaking them. What is too wide gets several
// lines a row: the name above, its numbers below. Nothing is cut.

import type { Block } from '../../../core/reply/reply.ts';
import { displayWidth, padToWidth } from '../../../core/reply/text.ts';
import { packLines } from '../../split.ts';
import { escapeCodeBlock } from './markdown.ts';

type Table = Extract<Block, { kind: 'table' }>;

/** Columns that fit a phone held upright, within a message's frame. */
const PHONE_COLUMNS = 40;
const GAP = '  ';

export interface LaidOutTable {
  readonly header: readonly string[];
  /** The lines of each row. */
  readonly rows: readonly (readonly string[])[];
}

export function layOutTable({ columns, rows }: Table): LaidOutTable {
  const labels = columns.map(({ label }) => escapeCodeBlock(label).trim());
  const cells = rows.map((row) => columns.map((_, index) => escapeCodeBlock(row[index] ?? '').trim()));
  const widths = columns.map((_, index) =>
    Math.max(...[labels, ...cells].map((row) => displayWidth(row[index] ?? ''))),
  );
  const groups = groupColumns(widths);
  const linesOf = (row: readonly string[]) =>
    groups
      .map((group, line) => {
        const padded = group.map((index) => padToWidth(row[index] ?? '', widths[index] ?? 0, columns[index]?.align));
        return (line > 0 ? GAP : '') + padded.join(GAP).trimEnd();
      })
      .filter((line) => line.trim() !== '');
  return { header: linesOf(labels), rows: cells.map(linesOf) };
}

/** Indices of neighbouring columns that share a line. */
function groupColumns(widths: readonly number[]): readonly (readonly number[])[] {
  const indices = [...widths.keys()];
  return packLines(indices, PHONE_COLUMNS + GAP.length, (index) => (widths[index] ?? 0) + GAP.length);
}
