// The list of rules is whole, and so is what is worked out from it.
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { newsOf } from '../../src/alerts/look/election-news.ts';
import { createTranslator } from '../../src/core/answer/i18n.ts';
import type { Happening } from '../../src/election/events.ts';
import {
  happeningOf,
  METRICS,
  RULE_NAMES,
  RULES,
  ruleOf,
  ruleTable,
  ruleTextKeys,
  SILENT,
  typesOf,
} from '../../src/rules/index.ts';
import { catalogue } from '../support/host.ts';

const folder = fileURLToPath(new URL('../../src/rules', import.meta.url));
const files = globSync(`${folder}/*.ts`).filter((file) => /= defineRule\(/.test(readFileSync(file, 'utf8')));

test.each(files.map((file) => [basename(file, '.ts'), file]))(
  'the rule of the file %s is in the list',
  async (name, file) => {
    const exported: unknown[] = Object.values(await import(file));
    expect(exported).toEqual(RULES.filter((rule) => rule.name === name));
    expect(exported).toHaveLength(1);
  },
);

test('every rule of the list has its file, and no name stands for two', () => {
  expect(files.map((file) => basename(file, '.ts')).toSorted()).toEqual(RULE_NAMES.toSorted());
  expect(new Set(RULE_NAMES).size).toBe(RULES.length);
});

test('what happens is told by one rule, and no rule is called like what another one tells', () => {
  const told = RULES.flatMap((rule) => typesOf(rule).map((type) => [type, rule.name]));
  const events = RULES.flatMap((rule) =>
    Object.keys(rule.how === 'event' ? rule.events : rule.how === 'level' ? rule.logs : {}),
  );
  expect(told.map(([type]) => type)).toEqual(events);
  for (const [type = '', name] of told) expect([name, undefined]).toContain(RULE_NAMES.find((each) => each === type));
});

test.each(Object.entries(catalogue))('in %s no two rules have the same title', async (locale) => {
  const t = (await createTranslator(catalogue, locale)).for(locale);
  expect(new Set(RULE_NAMES.map((name) => t(`rules.title.${name}`).toLowerCase())).size).toBe(RULES.length);
});

test('a level of a node or account has one metric, by its name', () => {
  const named = Object.values(METRICS).flatMap((metrics) => metrics.map(({ name }: { readonly name: string }) => name));
  const levels = RULES.filter(({ how }) => how === 'level').map(({ name }) => name);
  expect(named.toSorted()).toEqual(levels.toSorted());
});

test('what is told of an account reads its own metrics, and a time is in seconds', () => {
  for (const rule of RULES) {
    if (rule.how !== 'level') continue;
    expect(rule.metric.kind === 'account').toBe(rule.subject === 'account');
    expect(rule.metric.kind === 'since').toBe(rule.unit === 'span');
  }
});

test('the store learns kinds by name, and nothing of a rule of another version', () => {
  const table = ruleTable();
  expect(RULES.map(({ name }) => table.how(name))).toEqual(RULES.map(({ how }) => how));
  expect(table.how('frozen')).toBeUndefined();
  expect(table.lineOf({ event: 'frozen', level: 1n, direction: 'both' }, 1n)).toBeUndefined();
  expect(table.votes).toBe('votes');
  expect(table.moves).toContain('move');
  expect(table.spans).toEqual(expect.arrayContaining(['unlisted', 'stuck']));
  expect(table.ofAccounts).toEqual(expect.arrayContaining(['claimable', 'released', 'orphaned']));
});

test('the store names no rule: its queries take names from the table', () => {
  const files = globSync(`${folder}/../store/**/*.ts`).filter((file) => !file.includes('/migrations/'));
  const named = files.flatMap((file) =>
    RULE_NAMES.filter((name) => {
      const code = readFileSync(file, 'utf8').replaceAll(/how(\(.*\))? === '\w+'/g, '');
      return code.includes(`'${name}'`);
    }).map((name) => [basename(file), name]),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(named).toEqual([]);
});

test('no text is asked for twice', () => {
  const keys = ruleTextKeys().filter((key) => !key.startsWith('watching.now.') && !key.startsWith('nodes.'));
  expect(new Set(keys).size).toBe(keys.length);
});

describe('what happens', () => {
  const node = 'iost_kor';
  const cases: readonly [Happening, object | undefined][] = [
    [{ type: 'producer_list_entered', node }, undefined],
    [{ type: 'producer_list_left', node }, undefined],
    [
      { type: 'elected', node, votes: 250_000_000n },
      { direction: 'up', after: '2.5', fires: [] },
    ],
    [
      { type: 'unelected', node, votes: 100_000_000n },
      { direction: 'down', after: '1', fires: [] },
    ],
    [
      { type: 'online', node },
      { direction: 'up', fires: ['online'] },
    ],
    [
      { type: 'offline', node },
      { direction: 'down', fires: ['online'] },
    ],
    [
      { type: 'strike', node, count: 1 },
      { after: '1', fires: [] },
    ],
    [
      { type: 'strike', node, count: 2 },
      { after: '2', fires: ['strikes'] },
    ],
    [
      { type: 'barred', node, untilBlock: 7 },
      { direction: 'down', after: '7', fires: ['barred'] },
    ],
    [
      { type: 'unbarred', node },
      { direction: 'up', fires: ['barred'] },
    ],
    [
      { type: 'dividend_credited', node, perVote: '0.1' },
      { after: '0.1', fires: ['dividend'] },
    ],
    [
      { type: 'overtaken', node, by: 'bob', rank: 3 },
      { after: '{"by":"bob","rank":3}', fires: ['overtaken'] },
    ],
    [{ type: 'profile_changed', node }, { fires: ['profile'] }],
    [{ type: 'left', node }, { fires: ['status'] }],
    [{ type: 'released', account: node }, { fires: ['released'] }],
  ];
  test.each(cases.map(([event, expected]) => [event.type, event, expected] as const))(
    '%s',
    (_type, event, expected) => {
      expect(newsOf(event)).toEqual(expected && { type: event.type, subject: node, ...expected });
    },
  );

  test('is told by a rule, or silent', () => {
    for (const type of Object.keys(SILENT)) expect(happeningOf(type) ?? ruleOf(type)).toBeUndefined();
  });
});
