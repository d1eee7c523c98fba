// The changelog speaks of this version, to everybody whom it concerns, and leaves nobody without a way back.
import { expect, test } from 'vitest';
import pkg from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };
import { codeBlocks, codeIn, prose, read, section } from './pages.ts';

const versions = [...read('CHANGELOG.md').matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);

test('the newest version is this one', () => {
  expect(versions[0]?.split(' ')[0]).toBe(pkg.version);
  expect([lock.version, lock.packages[''].version]).toEqual([pkg.version, pkg.version]);
});

test.each(versions)('%s speaks to everybody', (version) => {
  const headings = [...section('CHANGELOG.md', version).matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(['People', 'Administrators of chats', 'Operators', 'Developers']);
});

test('whatever breaks has a way back', () => {
  const entries = read('CHANGELOG.md').split(/\n(?=- |\n)/);
  expect(entries.filter((entry) => entry.includes('- **Breaking**') && !/way back/i.test(entry))).toEqual([]);
});

test('it has no figures that nothing holds', () => {
  expect(codeBlocks('CHANGELOG.md')).toEqual([]);
  expect(codeIn(prose('CHANGELOG.md')).filter((code) => /\d+ ?(ms|MB|%)/.test(code))).toEqual([]);
});
