// A step of a recipe that is left out is named: by the start, by the compiler, or by a test.
import { beforeAll, describe, expect, test } from 'vitest';
import { command, formula, language, migration, platform, rule } from './recipes.ts';
import { type Ended, openWorkshop, without } from './workshop.ts';

describe('the start says', () => {
  let ended: Ended;
  beforeAll(async () => {
    using workshop = openWorkshop([...without(command, 'data/locales/zh-CN.json'), ...language]);
    workshop.edit('data/locales/tr.json', (text) => text.replace('"name":"ödül",', ''));
    ended = await workshop.start();
  });

  test('which text of a command is missing in which language', () => {
    expect(ended.err).toContain('average: zh-CN has no commands.average.name\n');
    expect(ended.err).toContain('average: zh-CN has no commands.average.choices.only.all\n');
    expect(ended.code).toBe(1);
  });

  test('which text a new language lacks', () => {
    expect(ended.err).toContain('program: tr has no commands.program.name\n');
  });

  test('which variable of a platform is wrong', async () => {
    using workshop = openWorkshop(platform);
    const { err, code } = await workshop.start({ PAGER_TOKEN: 'secret', PAGER_PORT: 'no' });
    expect(err).toContain('PAGER_TOKEN needs IOST_RPC');
    expect(err).toContain('PAGER_PORT must be a port, as in 7000');
    expect(err).not.toContain('secret');
    expect(code).toBe(1);
  });
});

describe('the compiler says', () => {
  let types: string;
  beforeAll(async () => {
    using workshop = openWorkshop([...command, ...rule]);
    workshop.edit('commands/average.ts', (text) => text.replace("needs: ['chain']", 'needs: []'));
    workshop.edit('src/rules/missing.ts', (text) => text.replace('weight: 79,', ''));
    types = await workshop.typesOf('commands/average.ts', 'src/rules/index.ts');
  });

  test('what a command uses and does not declare', () => {
    expect(types).toMatch(/average\.ts\(.*'chain' does not exist/);
  });

  test('which part a rule lacks', () => {
    expect(types).toMatch(/missing\.ts\((?:.|\n)*'weight' is missing/);
  });
});

describe('the tests say', () => {
  let out: string;
  beforeAll(async () => {
    using workshop = openWorkshop([
      ...without(command, 'test/commands/average.test.ts', 'README.md'),
      ...without(rule, 'src/rules/index.ts', 'data/locales/zh-CN.json', 'docs/alerts.md'),
      ...without(formula, 'data/locales/zh-CN.json', 'docs/rewards.md'),
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
    const names = ['structure', 'locales', 'rules/index', 'store/migrations/index', 'docs/'];
    ({ out } = await workshop.tests(...names.map((name) => `test/${name}`)));
  });

  test.each([
    ['a command without a test', /^not ok .* every command has its test > average /m],
    ['a command without its row', /notOnThePage[^\]]*average/],
    ['a rule that is not in the list', /^not ok .* the rule of the file missing is in the list /m],
    ['a text of a rule that one language lacks', /"alerts\.line\.missing\.down/],
    ['a text of a formula that one language lacks', /"estimates\.formula\.chain\.perMillion/],
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
