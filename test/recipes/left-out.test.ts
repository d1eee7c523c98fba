// A step of a recipe that is left out is named: by the start, by the compiler, or by a test.
import { beforeAll, describe, expect, test } from 'vitest';
import { command, formula, language, migration, platform, rule } from './recipes.ts';
import { type Ended, openWorkshop, without } from './workshop.ts';

const CHINESE = 'data/locales/zh-CN.json';

let withoutTexts: Ended;
let withWrongVariables: Ended;
let types: string;

beforeAll(async () => {
  const steps = [command, rule, formula, platform].flatMap((recipe) => without(recipe, CHINESE));
  using workshop = openWorkshop([...steps, ...language]);
  workshop.edit('data/locales/tr.json', (text) => text.replace('"name":"ödül",', ''));
  withoutTexts = await workshop.start();
  withWrongVariables = await workshop.start({ PAGER_TOKEN: 'secret', PAGER_PORT: 'no' });
  workshop.edit('commands/average.ts', (text) => text.replace("needs: ['chain']", 'needs: []'));
  workshop.edit('src/rules/missing.ts', (text) => text.replace('weight: 79,', ''));
  types = await workshop.typesOf('commands/average.ts', 'src/rules/index.ts');
});

test.each([
  ['of a command', 'zh-CN: has no commands.average.choices.only.all (commands)'],
  ['of a rule', 'zh-CN: has no alerts.line.missing.down (rules)'],
  ['of a formula', 'zh-CN: has no estimates.formula.chain.perMillion'],
  ['of a platform', 'zh-CN: has no watching.platform_pager (platforms)'],
  ['of a new language', 'tr: has no commands.program.name (commands)'],
])('the start says which text %s is missing in which language', (_, named) => {
  expect(withoutTexts.err).toContain(named);
  expect(withoutTexts.code).toBe(1);
});

test('the start says which variable of a platform is wrong', () => {
  const { err, code } = withWrongVariables;
  expect(err).toContain('PAGER_TOKEN needs IOST_RPC');
  expect(err).toContain('PAGER_PORT must be a port, as in 7000');
  expect(err).not.toContain('secret');
  expect(code).toBe(78);
});

test('the compiler says what a command uses and does not declare', () => {
  expect(types).toMatch(/average\.ts\(.*'chain' does not exist/);
});

test('the compiler says which part a rule lacks', () => {
  expect(types).toMatch(/missing\.ts\((?:.|\n)*'weight' is missing/);
});

describe('the tests name', () => {
  let out: string;
  beforeAll(async () => {
    using workshop = openWorkshop([
      ...without(command, 'test/commands/average.test.ts', 'README.md'),
      ...without(rule, 'src/rules/index.ts', 'docs/alerts.md'),
      ...without(formula, 'docs/rewards.md'),
      ...migration('0001'),
      ...without(migration(), 'src/store/migrations/index.ts'),
      ...without(
        platform,
        'src/platforms/index.ts',
        'src/platforms/pager/menu.ts',
        'test/platforms/pager/contract.test.ts',
        'docs/operators.md',
      ),
    ]);
    const docs = ['docs/commands', 'docs/operators', 'docs/rewards'];
    const names = ['structure', 'rules/index', 'store/migrations/index', ...docs];
    ({ out } = await workshop.tests(...names.map((name) => `test/${name}`)));
  });

  test.each([
    ['a command without a test', /^not ok .* every command has its test > average /m],
    ['a command without its row', /notOnThePage[^\]]*average/],
    ['a rule that is not in the list', /^not ok .* the rule of the file missing is in the list /m],
    ['a formula without its row', /^not ok .* the formulas as they are shown /m],
    ['a step that is not in the list', /^not ok .* the list is the folder (?:.|\n)*?node-notes/m],
    ['a number that is taken', /^not ok .* the numbers of the steps rise by one/m],
    ['a role that a platform lacks', /^not ok .* the platform pager > has the roles that every platform has/m],
    ['contracts that are not called', /^not ok .* the platform pager > holds the contracts of adapters/m],
    ['a variable that is not documented', /notOnThePage[^\]]*PAGER_PORT/],
  ])('%s', (_, named) => {
    expect(out).toMatch(named);
  });
});
