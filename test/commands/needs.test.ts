// A command declares the services that it uses: the compiler refuses one that uses another, and here every declared one is
// taken away in turn, which the compiler must refuse too.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { commands } from '../support/host.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NEEDS = /(needs(?::| =) \[)([^\]]*)\]/;

test('every need of a command is used', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'needs-'));
  try {
    for (const name of ['src', 'node_modules', 'package.json']) symlinkSync(join(ROOT, name), join(folder, name));
    cpSync(join(ROOT, 'commands'), join(folder, 'commands'), { recursive: true });
    const without = commands.flatMap(({ name, needs }) => needs.map((need) => writeWithout(folder, name, need)));
    expect(without.length).toBeGreaterThan(50);
    const config = { extends: join(ROOT, 'tsconfig.json'), include: ['commands/**/*.without-*.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const refused = await compile(folder);
    expect(without.filter((file) => !refused.has(file))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** A copy of the command, beside it, that does not declare the need. */
function writeWithout(folder: string, name: string, need: string): string {
  const isFolder = readdirSync(join(folder, 'commands')).includes(name);
  const at = join('commands', isFolder ? `${name}/index` : name);
  const source = readFileSync(join(folder, `${at}.ts`), 'utf8');
  const file = `${at}.without-${need}.ts`;
  writeFileSync(
    join(folder, file),
    source.replace(NEEDS, (_, start: string, needs: string) => {
      return `${start}${needs.split(',').filter((each) => each.trim() !== `'${need}'`)}]`;
    }),
  );
  return file;
}

/** The files with an error. */
async function compile(folder: string): Promise<ReadonlySet<string>> {
  const tsc = join(ROOT, 'node_modules/.bin/tsc');
  const run = promisify(execFile)(tsc, ['--noEmit', '--pretty', 'false', '-p', folder], { cwd: folder });
  const printed = await run.then(
    () => '',
    ({ stdout }: { readonly stdout: string }) => stdout,
  );
  return new Set([...printed.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(([, file = '']) => file));
}
