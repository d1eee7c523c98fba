// Whoever follows a link of the documentation arrives, and finds every page.
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { anchors, codeBlocks, codeIn, PAGES, prose, ROOT, read } from './pages.ts';

interface Link {
  readonly page: string;
  readonly target: string;
  readonly anchor: string | undefined;
}

function linksOf(page: string): readonly Link[] {
  const text = prose(page).replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, url = '']) => url)
    .filter((url) => !/^\w+:/.test(url))
    .map((url) => {
      const [path = '', anchor] = url.split('#');
      return { page, target: path === '' ? page : normalize(join(dirname(page), path)), anchor };
    });
}

const links = PAGES.flatMap(linksOf);

test('every link between pages leads to a file and a heading of it', () => {
  expect(links.length).toBeGreaterThan(40);
  const lost = links.filter(
    ({ target, anchor }) =>
      !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchors(target).includes(anchor)),
  );
  expect(lost).toEqual([]);
});

test('every page can be reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    for (const { target } of links.filter((link) => link.page === page)) {
      if (PAGES.includes(target)) reached.add(target);
    }
  }
  expect(PAGES.filter((page) => !reached.has(page) && page !== 'data/demo/README.md')).toEqual([]);
});

test('every npm script that is named exists, and every file', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  const isScript = (name: string) => Object.hasOwn(scripts, name);
  for (const page of PAGES.filter((name) => name !== 'CHANGELOG.md')) {
    const code = [...codeBlocks(page), ...codeIn(prose(page))];
    const named = code.flatMap((text) => [...text.matchAll(/\bnpm (?:run (?:--silent )?)?([\w:]+)/g)]);
    const unknown = named.map(([, name = '']) => name).filter((name) => !['ci', 'exec'].includes(name));
    expect(
      unknown.filter((name) => !isScript(name)),
      page,
    ).toEqual([]);
    const files = code.filter((text) => /^(src|commands|test|data|docs|deploy)\/[\w./-]+$/.test(text));
    const made = [...read(page).matchAll(/\bIn `([^`]+)`:$/gm)].map(([, file]) => file);
    const isMade = (file: string) => /^data\/\w+\.db$/.test(file) || made.includes(file);
    expect(
      files.filter((file) => !isMade(file) && !existsSync(join(ROOT, file))),
      page,
    ).toEqual([]);
  }
});
