// The map is of the house as it stands, its words are those that are used, and no decision is left out.
import { globSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeIn, PAGES, prose, ROOT, read, section, tableRows } from './pages.ts';

const PAGE = 'docs/architecture.md';

test('every folder is on the map, and no other', () => {
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const named = tableRows(section(PAGE, 'Where things are')).map(([folder = '']) => codeIn(folder)[0]);
  expect(named.toSorted()).toEqual(['commands', 'data', 'test', ...folders.map(({ name }) => `src/${name}`)].sort());
});

test('what parts import is what they may', () => {
  for (const [part = '', may = ''] of tableRows(section(PAGE, 'Who may import whom'))) {
    const [folder = ''] = codeIn(part);
    if (may === 'everything') continue;
    const allowed = codeIn(may);
    const files = globSync(`${folder}/**/*.ts`, { cwd: ROOT });
    const targets = files.flatMap((file) =>
      [...read(file).matchAll(/^(?:import|export) (type )?[^'"]*?from '(\.[^']+)'/gms)]
        .map(([, type, target = '']) => ({ type, target: join(file, '..', target) }))
        .filter(({ target }) => !target.startsWith(`${folder}/`) && /^(src|commands)\//.test(target))
        .filter(({ type, target }) => !(folder === 'src/core' && type && target.startsWith('src/election/')))
        .map(({ target }) => `${file} imports ${target}`),
    );
    const isAllowed = (line: string) => allowed.some((name) => line.includes(` imports src/${name}/`));
    expect(
      targets.filter((line) => !isAllowed(line)),
      folder,
    ).toEqual([]);
  }
});

test('words that are never said are not said', () => {
  const never = tableRows(section(PAGE, 'Words'))
    .flatMap(([, , cell = '']) => cell.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');
  expect(never.length).toBeGreaterThan(20);
  const said = new RegExp(`\\b(${never.join('|')})s?\\b`, 'gi');
  const texts = [
    ...PAGES.map((page) => [page, prose(page).replace(section(PAGE, 'Words'), '')] as const),
    ...['en'].map((locale) => [locale, read(`data/locales/${locale}.json`)] as const),
  ];
  expect(texts.flatMap(([name, text]) => (text.match(said) ?? []).map((word) => `${name}: ${word}`))).toEqual([]);
});

test('every decision is listed, and dated as its file', () => {
  const files = readdirSync(join(ROOT, 'docs/decisions')).filter((file) => file !== 'README.md');
  const listed = tableRows(read('docs/decisions/README.md')).map(([date = '', link = '']) => {
    const [, title = '', file = ''] = /^\[(.+)\]\((.+)\)$/.exec(link) ?? [];
    return { date, title, file };
  });
  expect(listed.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
  for (const { date, title, file } of listed) {
    expect(file).toContain(date);
    const page = read(`docs/decisions/${file}`);
    expect(page).toMatch(new RegExp(`^# ${title}\\n\\n${date} · `));
    for (const heading of ['The question', 'Decision', 'Alternatives', 'What follows']) {
      expect(page).toContain(`\n## ${heading}\n`);
    }
  }
});
