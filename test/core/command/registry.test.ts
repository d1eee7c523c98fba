import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadCommands } from '../../../src/core/command/registry.ts';

const source = (name: string, options = '{}') =>
  `export default { name: '${name}', needs: [], options: ${options}, examples: [], run: async (): Promise<void> => {} };`;

const languages = { choices: ['en'], labels: { en: 'English' } };

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'herald-commands-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

test('every TypeScript file is a command, in the order of their names', async () => {
  const folder = await folderOf({ 'vote.ts': source('vote'), 'help.ts': source('help'), 'notes.md': '# no command' });
  expect((await loadCommands(folder, languages)).map(({ name }) => name)).toEqual(['help', 'vote']);
});

test('one error names every file with a problem, and says which', async () => {
  const folder = await folderOf({
    'good.ts': source('good'),
    'none.ts': 'export const x = 1;',
    'half.ts': "export default { name: 'half' };",
    'null.ts': 'export default null;',
    'other.ts': source('another'),
    'many.ts': source('many', "{ 'bad-name': { kind: 'text' } }"),
    'throws.ts': "throw new Error('at import');",
  });
  const error: Error = await loadCommands(folder, languages).then(
    () => new Error('loaded'),
    (reason) => reason,
  );
  expect(error.message.split('\n').slice(1)).toEqual([
    'half.ts: its default export is not a command (use defineCommand)',
    'many.ts: option names must be 1 to 32 letters a-z',
    'none.ts: its default export is not a command (use defineCommand)',
    'null.ts: its default export is not a command (use defineCommand)',
    'other.ts: it is named "another", and its file says "other"',
    'throws.ts: at import',
  ]);
});

test('a folder that is not there is an error', async () => {
  await expect(loadCommands(join(tmpdir(), 'herald-no-such-folder'), languages)).rejects.toThrow(/ENOENT/);
});
