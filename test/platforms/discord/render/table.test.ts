// Tables keep their columns, whatever the script, and fit a phone.
import { expect, test } from 'vitest';
import { displayWidth } from '../../../../src/core/reply/text.ts';
import { layOutTable } from '../../../../src/platforms/discord/render/table.ts';

const COLUMNS = [
  { label: '#', align: 'right' },
  { label: 'Node', align: 'left' },
  { label: 'Votes', align: 'right' },
  { label: 'Share', align: 'right' },
] as const;

test('columns line up by width, Chinese names count double', () => {
  const { header, rows } = layOutTable({
    columns: COLUMNS.slice(0, 3),
    rows: [
      ['1', '麦子钱包', '21,000'],
      ['10', 'metanyx', '900'],
    ],
  });
  expect(header).toEqual([' #  Node       Votes']);
  expect(rows).toEqual([[' 1  麦子钱包  21,000'], ['10  metanyx      900']]);
});

test('a row that is too wide for a phone takes several lines, and loses nothing', () => {
  const name = 'Hospitality IT Community (hic2019)';
  const { header, rows } = layOutTable({
    columns: COLUMNS,
    rows: [
      ['5', name, '80,851,225', '3.06 %'],
      ['', '— elected from here up —', '2,100,000', ''],
    ],
  });
  expect(header).toEqual(['#  Node', '       Votes   Share']);
  expect(rows).toEqual([
    [`5  ${name}`, '  80,851,225  3.06 %'],
    ['   — elected from here up —', '   2,100,000'],
  ]);
  expect(Math.max(...rows.flat().map(displayWidth))).toBeLessThanOrEqual(40);
});

test('missing cells and empty tables stop nothing, and no cell ends the block', () => {
  expect(layOutTable({ columns: [], rows: [['x']] })).toEqual({ header: [], rows: [[]] });
  expect(layOutTable({ columns: COLUMNS, rows: [[]] }).rows).toEqual([[]]);
  const { rows } = layOutTable({ columns: COLUMNS, rows: [['1', '``` @everyone', '', '']] });
  expect(rows.flat().join('')).not.toContain('```');
});
