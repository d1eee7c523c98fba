import { describe, expect, test } from 'vitest';
import { standingsOf } from '../../src/election/standings.ts';
import { type Page, pageOf, pageWith, selectNodes, type View } from '../../src/election/standings-pages.ts';
import { firstSnapshot } from '../support/recorded-snapshot.ts';

const first = firstSnapshot();

describe('views', () => {
  const { nodes } = standingsOf(first, [{ account: 'iost_kor', name: 'Alpha Korea' }]);
  const view = (change: Partial<View>) =>
    selectNodes(nodes, { sort: 'votes', only: undefined, nameOf: ({ name }) => name, locale: 'en', ...change });

  test('filters split all nodes by kind', () => {
    const sizes = (['servi', 'partner', 'candidates'] as const).map((only) => view({ only }).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(454);
    expect(sizes.every((size) => size > 0)).toBe(true);
    expect(view({ only: 'elected' }).every(({ candidate }) => candidate.elected)).toBe(true);
    expect(view({ only: 'elected' }).length).toBe(first.candidates.filter(({ elected }) => elected).length);
  });

  test('sorts by score and by name', () => {
    const scores = view({ sort: 'score' }).map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => (a > b ? -1 : a < b ? 1 : 0)));
    expect(scores[0]).toBeGreaterThan(0n);
    const names = view({ sort: 'name' }).map(({ name }) => name);
    expect(names).toEqual(names.toSorted(new Intl.Collator('en').compare));
  });
});

describe('pages', () => {
  const rows = Array.from({ length: 31 }, (_, index) => index);

  test('cover every row once', () => {
    const pages: readonly Page<number>[] = [1, 2, 3].map((page) => pageOf(rows, page));
    expect(pages.flatMap((page) => page.rows)).toEqual(rows);
    expect(pages[2]).toMatchObject({ page: 3, pages: 3, rows: [30] });
  });

  test('a row is on the page that it is said to be on', () => {
    for (const row of [1, 15, 16, 30, 31]) expect(pageOf(rows, pageWith(row)).rows).toContain(row - 1);
  });

  test('past the last page comes the last, and of nothing there is one', () => {
    expect(pageOf(rows, 99).page).toBe(3);
    expect(pageOf([], 1)).toEqual({ rows: [], page: 1, pages: 1 });
  });
});
