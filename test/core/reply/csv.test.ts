import { expect, test } from 'vitest';
import { csvOf } from '../../../src/core/reply/csv.ts';

const csv = (a: string | number | null, b: string | boolean) => csvOf(['a', 'b'], [{ a, b }]);

test('a table is lines of cells, quoted where they need it', () => {
  expect(csv(1, '火币')).toBe('a,b\r\n1,火币\r\n');
  expect(csv(null, true)).toBe('a,b\r\n,true\r\n');
  expect(csv('a, b', 'say "hi"\nand bye')).toBe('a,b\r\n"a, b","say ""hi""\nand bye"\r\n');
});

test.each([
  '=1+1',
  '+cmd|calc',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
  '=HYPERLINK("http://evil.example")',
])('%j is no formula any more', (text) => {
  expect(csv('', text)).toMatch(/^a,b\r\n,"?'/);
});
