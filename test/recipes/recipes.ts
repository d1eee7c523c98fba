// The recipes of CONTRIBUTING.md as steps; what a page cannot hold in full, such as a platform, comes from this folder.
import { readdirSync, readFileSync } from 'node:fs';
import { migrationNames } from '../../src/store/migrations/index.ts';
import { recipe, type Step } from './workshop.ts';

const PAGER = new URL('pager/', import.meta.url);

export const command = recipe('A command');
export const rule = recipe('Something to watch');
export const language = recipe('A language');
export const formula = recipe('A formula');

/** `number`: by default the next one. */
export function migration(number = String(migrationNames.length + 1).padStart(4, '0')): readonly Step[] {
  const named = (text: string) => text.replaceAll('NNNN', number).replaceAll('LAST', migrationNames.at(-1) ?? '');
  return recipe('A migration').map(({ where, file, place, code }) => {
    return { where, file: named(file), place: named(place), code: named(code) };
  });
}

/** The pager, where each of its files stands in the program. */
export const platform: readonly Step[] = [...readdirSync(PAGER).map(pagerFile), ...recipe('A platform')];

function pagerFile(name: string): Step {
  const code = readFileSync(new URL(name, PAGER), 'utf8');
  const step = { where: undefined, place: '' };
  if (name === 'fake-pager.ts') return { ...step, file: 'test/fakes/pager.ts', code };
  if (name === 'contract.test.ts') {
    const moved = code.replace("'./fake-pager.ts'", "'../../fakes/pager.ts'");
    return {
      ...step,
      file: 'test/platforms/pager/contract.test.ts',
      code: moved.replaceAll(/'\.\/(index|settings)\.ts'/g, "'../../../src/platforms/pager/$1.ts'"),
    };
  }
  const inside = code.replaceAll("'../../../src/platforms/", "'../").replaceAll("'../../../src/", "'../../");
  return { ...step, file: `src/platforms/pager/${name}`, code: inside };
}

/** A language is a copy of another one, so it comes after whatever adds texts. */
export const all: readonly Step[] = [...command, ...rule, ...formula, ...migration(), ...platform, ...language];
