// The font of pictures: Noto Sans SC in many small files, of which only those are loaded whose characters are drawn.
// A machine without any font draws the same pictures as every other.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

interface Subset {
  readonly file: string;
  /** Code points, first and last. */
  readonly ranges: readonly (readonly [number, number])[];
}

export interface Fonts {
  /** The text without characters that no font has. */
  drawable(text: string): string;
  /** Families for a CSS font list, loaded. */
  familiesFor(text: string): string;
}

/** Throws when the font's package is not there. */
export function loadFonts(): Fonts {
  const require = createRequire(import.meta.url);
  const index = require.resolve('@fontsource-variable/noto-sans-sc/unicode.json');
  const subsets = readSubsets(readFileSync(index, 'utf8'));
  const subsetOf = remember((character: string) => {
    const code = character.codePointAt(0) ?? 0;
    return subsets.find(({ ranges }) => ranges.some(([first, last]) => code >= first && code <= last));
  });
  const familyOf = remember((subset: Subset) => {
    const family = `picture-${subset.file}`;
    GlobalFonts.registerFromPath(join(dirname(index), 'files', subset.file), family);
    return family;
  });
  return {
    drawable: (text) => [...text].filter((character) => subsetOf(character)).join(''),
    familiesFor: (text) => {
      const needed = new Set([...text].map(subsetOf).filter((subset) => subset !== undefined));
      return [...needed].map((subset) => `"${familyOf(subset)}"`).join(', ') || 'sans-serif';
    },
  };
}

/** `{"[4]": "U+1f1e9-1f1f5,U+ff03", "latin": "…"}`, as the package has it. */
function readSubsets(json: string): readonly Subset[] {
  const ranges = JSON.parse(json) as Readonly<Record<string, string>>; // the package's own file
  return Object.entries(ranges)
    .sort(latinFirst)
    .map(([name, text]) => ({
      file: `noto-sans-sc-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`,
      ranges: text.split(',').map((range) => {
        const [first = '', last = first] = range.replace('U+', '').split('-');
        return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
      }),
    }));
}

/** Signs that several files have look as in Latin text. */
function latinFirst([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return Number(b === 'latin') - Number(a === 'latin');
}

function remember<K, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: work(key) };
    known.set(key, found);
    return found.value;
  };
}
