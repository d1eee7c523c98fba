// The README's table has every command as it is typed and as Discord shows it.
import { expect, test } from 'vitest';
import { nameArgs, readArgs, splitCommand } from '../../src/core/command/arguments.ts';
import { listed } from '../../src/core/command/lookup.ts';
import { loadCatalogue, loadVocabulary } from '../../src/start/vocabulary.ts';
import { codeIn, differences, NONE, section, tableRows } from './pages.ts';

const { commands: all, zones } = await loadVocabulary(await loadCatalogue(), 'en');
const commands = listed(all);
/** As the table writes it. */
const known = { roles: new Map([['ROLE', { id: 'ROLE', name: 'Team', isEveryone: false, rings: true }]]) };
const rows = tableRows(section('README.md', 'Commands'));
const commandOf = (line: string) => {
  const { command, rest } = splitCommand(line.replace(/^\//, ''));
  return { command: commands.find(({ name }) => name === command), rest };
};

test('the table has every command, and no other', () => {
  const named = rows.flatMap(([line = '']) => codeIn(line).map((text) => commandOf(text).command?.name ?? text));
  const names = commands.map(({ name }) => name);
  expect(differences(named, names)).toEqual(NONE);
});

test('every line of the table is one that its command takes', () => {
  for (const line of rows.flatMap(([cell = '']) => codeIn(cell))) {
    const { command: { options } = { options: {} }, rest } = commandOf(line);
    const read = () => readArgs(options, nameArgs(options, { kind: 'line', text: rest }), { zones, known });
    expect(read, line).not.toThrow();
  }
});

test('the options on Discord are those of the command', () => {
  const named = rows.flatMap(([, cell = '']) => codeIn(cell));
  for (const { name, options } of commands) {
    const mine = named.filter((text) => splitCommand(text.slice(1)).command === name);
    const shown = mine.flatMap((text) => [...text.matchAll(/(\w+):/g)].map(([, option = '']) => option));
    expect([...new Set(shown)].sort(), name).toEqual(Object.keys(options).sort());
  }
});
