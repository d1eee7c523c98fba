// The design's rules, held by the machine: who may import whom, one owner per package, small files, a test per command.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { circles, codeOf, exportsOf, filesBelow, importsOf, ROOT, read, wordsOf } from './support/sources.ts';

const MAX_LINES = 250;

const files = ['src', 'commands', 'test'].flatMap(filesBelow);
const product = files.filter((file) => !file.startsWith('test/'));
const imports = product.flatMap(importsOf);

/** The part of the program that a file belongs to, and what that part may import beside itself. */
const PARTS: readonly (readonly [part: RegExp, may: readonly RegExp[]])[] = [
  [/^commands\/[a-z]+/, [/^src\/(core|election|rules|words)\//]],
  [/^src\/core\//, []],
  [/^src\/election\//, [/^src\/core\/values\//]],
  [/^src\/rules\//, [/^src\/(core|election)\//]],
  [/^src\/words\//, [/^src\/(core|election|rules)\//]],
  [/^src\/alerts\//, [/^src\/(core|election|rules|words)\//]],
  [/^src\/chain\//, [/^src\/(core|election)\//]],
  [/^src\/store\//, [/^src\/(core|election)\//]],
  [/^src\/threads\//, [/^src\/core\//]],
  [/^src\/simulation\//, [/^src\/(core|election|threads)\//]],
  [/^src\/platforms\/[a-z]+\//, [/^src\/(core|election)\//, /^src\/platforms\/[a-z-]+\.ts$/]],
  [/^src\/platforms\/[a-z-]+\.ts$/, [/^src\/core\//, /^src\/platforms\/([a-z-]+|[a-z]+\/(index|settings))\.ts$/]],
  [/^src\/pictures\//, [/^src\/(core|election|threads)\//]],
  [/^src\/http\//, [/^src\/(core|election)\//]],
  [/^src\/devnet\//, []],
];

/** Packages that have one owner; any other package is free to use. */
const OWNERS: readonly (readonly [packages: RegExp, owner: RegExp])[] = [
  [/^discord\.js$/, /^src\/platforms\/discord\//],
  [/^telegraf$/, /^src\/platforms\/telegram\//],
  [/^(better-sqlite3|kysely)(\/|$)/, /^src\/store\//],
  [/^node-cron$/, /^src\/alerts\/schedule\/index\.ts$/],
  [/^iost(\/|$)/, /^src\/chain\//],
  [/^i18next$/, /^src\/core\/answer\/i18n\.ts$/],
  [/^pino$/, /^src\/log\.ts$/],
  [/^string-width$/, /^src\/core\/reply\/text\.ts$/],
  [/^zod$/, /^src\/(start\/facts\.ts|chain\/|platforms\/)/],
  [/^prom-client$/, /^src\/http\//],
  [/^@napi-rs\/canvas$/, /^src\/pictures\//],
];

/** What a platform is made of, each with what it makes. A role knows those before it, and types of any. */
const ROLES: readonly (readonly [role: string, makes: RegExp])[] = [
  ['render', /\bexport (function|const) renderReply\b/],
  ['deliver', /\bexport function createDeliver\b/],
  ['menu', /\bexport function createMenu\b/],
  ['inbound', /\bexport function createInbound\b/],
  ['lifecycle', /\bexport function createLifecycle\b/],
  ['index', /\bexport function create[A-Z][a-z]+Adapter\b/],
];

/** Words of the election, in the singular. `node` and `account` are kinds of options. */
const ELECTION_WORDS: ReadonlySet<string> = new Set(
  (
    'ballot barred bonus candidate coefficient contribution dividend elect elected election partner producer rank ranking ' +
    'reward servi snapshot standing strike threshold unvote vote voted voter voting witness'
  ).split(' '),
);

/** Sections of a language file that the core speaks. */
const CORE_TEXTS = ['places', 'errors', 'asking', 'language', 'zones'];

/** What these export is seen by nobody outside: a platform has the roles of every platform, and the devnet is a program of
 *  its own. */
const HOUSE = /^src\/(?:platforms\/[a-z]+|devnet)\//;

test.each(PARTS)('%s imports only what it may', (part, may) => {
  const strangers = imports
    .filter(({ from, target }) => part.test(from) && isProject(target) && !samePart(part, from, target))
    .filter(
      ({ from, target, typeOnly }) =>
        !may.some((allowed) => allowed.test(target)) && !isDomainType(from, target, typeOnly),
    );
  expect(strangers).toEqual([]);
});

test.each(OWNERS)('%s has one owner', (packages, owner) => {
  expect(imports.filter(({ from, target }) => packages.test(target) && !owner.test(from))).toEqual([]);
});

test('no part of the program but its folder and one line knows a platform by its name', () => {
  const naming = product.filter((file) => !/^src\/platforms\/(index\.ts$|[a-z]+\/)/.test(file));
  expect(naming.filter((file) => /discord|telegra/i.test(codeOf(file)))).toEqual([]);
});

describe.each(foldersOf('src/platforms'))('the platform %s', (platform) => {
  const folder = `src/platforms/${platform}`;
  const fileOf = (role: string) =>
    files.find((file) => file === `${folder}/${role}.ts`) ?? `${folder}/${role}/index.ts`;
  const roleOf = (file: string) => file.startsWith(folder) && /^[a-z]+/.exec(file.slice(folder.length + 1))?.[0];

  test('has the roles that every platform has, and settings where it is configured', () => {
    const parts = readdirSync(join(ROOT, folder)).map((name) => name.replace(/\.ts$/, ''));
    expect(parts.filter((part) => part !== 'settings').sort()).toEqual(ROLES.map(([role]) => role).sort());
    expect(ROLES.filter(([role, makes]) => !makes.test(read(fileOf(role))))).toEqual([]);
    expect(read('src/platforms/index.ts')).toContain(`./${platform}/index.ts`);
  });

  test.each(ROLES.map(([role], index) => [role, ROLES.slice(index + 1).map(([later]) => later)]))(
    'its %s knows nothing of %j',
    (role, later) => {
      const values = imports.filter(({ from, typeOnly }) => roleOf(from) === role && !typeOnly);
      expect(values.filter(({ target }) => later.includes(roleOf(target) || ''))).toEqual([]);
    },
  );

  test('holds the contracts of adapters', () => {
    const test = read(`test/platforms/${platform}/contract.test.ts`);
    expect(test).toMatch(/^chatAdapterContract\(/m);
    if (files.includes(`${folder}/settings.ts`)) expect(test).toMatch(/^networkedAdapterContract\(/m);
  });
});

test('only start/main.ts reads the environment and ends the process', () => {
  const others = product.filter((file) => file !== 'src/start/main.ts');
  expect(others.filter((file) => /process\.(env\b|exit\()/.test(codeOf(file)))).toEqual([]);
});

test('the core knows no command and nothing of the election; only its ports speak of it', () => {
  const core = product.filter((file) => /^src\/core\/(?!ports\/)/.test(file));
  const known = core.flatMap((file) => wordsOf(read(file)).filter((word) => ELECTION_WORDS.has(word)));
  expect(core.length).toBeGreaterThan(20);
  expect(known).toEqual([]);
  const sections = Object.keys(JSON.parse(read('data/locales/en.json'))).filter((name) => !CORE_TEXTS.includes(name));
  const key = new RegExp(`['"\`](?:${sections.join('|')})\\.[a-z]`);
  expect(core.filter((file) => key.test(codeOf(file)))).toEqual([]);
});

test('a command whose answer can be for one alone says so before there is one', () => {
  const sources = Map.groupBy(
    product.filter((file) => file.startsWith('commands/')),
    (file) => /^commands\/([^/.]+)/.exec(file)?.[1],
  );
  const mute = [...sources].filter(([, files]) => {
    const source = files.map(codeOf).join('\n');
    return /visibility: 'private'|visibilityOf\(/.test(source) && /privacy: 'chat'/.test(source);
  });
  expect(sources.size).toBeGreaterThan(30);
  expect(mute.map(([name]) => name)).toEqual([]);
});

test('no two exports have the same name', () => {
  const exported = product.flatMap((file) =>
    [...new Set(exportsOf(file))].map((name) => ({ file, name, house: HOUSE.exec(file)?.[0] ?? '' })),
  );
  const same = Map.groupBy(exported, ({ house, name }) => `${house} ${name}`);
  const doubles = [...same]
    .filter(([, all]) => all.length > 1)
    .map(([name, all]) => [name, all.map(({ file }) => file)]);
  expect(exported.length).toBeGreaterThan(500);
  expect(doubles).toEqual([]);
});

test('no file imports itself, however far around', () => {
  expect(circles(imports)).toEqual([]);
});

test(`no file is longer than ${MAX_LINES} lines`, () => {
  const long = files
    .map((file) => [file, read(file).split('\n').length - 1] as const)
    .filter(([, lines]) => lines > MAX_LINES);
  expect(long).toEqual([]);
});

test('no any and no silenced checks', () => {
  const loose = /(:|\bas|<|\|)\s*any\b|@ts-(ignore|expect-error|nocheck)|biome-ignore/;
  expect(files.filter((file) => file !== 'test/structure.test.ts' && loose.test(codeOf(file)))).toEqual([]);
});

test('every source file begins with why it exists', () => {
  expect(product.filter((file) => !/^(\/\/ \S|\/\*\* \S)/.test(read(file)))).toEqual([]);
});

describe('every command has its test', () => {
  const names = readdirSync(join(ROOT, 'commands')).map((file) => file.replace(/\.ts$/, ''));
  test.each(names)('%s', (name) => {
    expect(files).toContain(`test/commands/${name}.test.ts`);
  });
});

function foldersOf(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function isProject(target: string): boolean {
  return /^(src|commands|test)\//.test(target);
}

/** Two files are of one part when the same stretch of their path makes the part match: a platform is its own folder. */
function samePart(part: RegExp, from: string, target: string): boolean {
  return part.exec(from)?.[0] === part.exec(target)?.[0];
}

/** The core's ports speak of the domain's types, and of nothing else of it. */
function isDomainType(from: string, target: string, typeOnly: boolean): boolean {
  return from.startsWith('src/core/ports/') && target.startsWith('src/election/') && typeOnly;
}
