import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import watch from '../../../commands/watch/index.ts';
import { readWatch } from '../../../commands/watch/read-words.ts';
import { UserError } from '../../../src/core/answer/errors.ts';
import { createTranslator } from '../../../src/core/answer/i18n.ts';
import { nameArgs } from '../../../src/core/command/arguments.ts';
import { RULE_NAMES } from '../../../src/rules/index.ts';
import { DIRECTIONS, ruleText } from '../../../src/rules/text.ts';
import { catalogue } from '../../support/host.ts';

const t = (await createTranslator(catalogue, 'en')).for('zh-CN');

/** As a person types it: the line goes through the command's own options. */
function request(text: string) {
  const named = nameArgs(watch.options, { kind: 'line', text });
  const { subject = '', value } = named;
  const event = RULE_NAMES.find((name) => name === named.event?.toLowerCase());
  const dir = DIRECTIONS.find((way) => way === named.dir?.toLowerCase());
  return readWatch({ t, locale: 'zh-CN' }, { subject, event, value, dir });
}

function read(text: string): string {
  try {
    const { subject, event = '', rule } = request(text);
    return `${subject} | ${rule ? ruleText(rule) : `${event}?`}`;
  } catch (error) {
    if (error instanceof UserError) return error.key.replace('rules.bad.', '');
    throw error;
  }
}

describe('a line says whom and what', () => {
  test.each([
    ['iost_kor elected', 'iost_kor | elected'],
    ['iost_kor votes 3m', 'iost_kor | votes 3m'],
    ['iost_kor votes 3m up', 'iost_kor | votes 3m up'],
    ['iost_kor votes up 3m', 'iost_kor | votes 3m up'],
    ['iost_kor VOTES 3M Down', 'iost_kor | votes 3m down'],
    ['iost_kor 3m votes', 'iost_kor | votes 3m'],
    ['iost_kor 3m', 'iost_kor | votes 3m'],
    ['iost_kor 3m down', 'iost_kor | votes 3m down'],
    ['iost_kor 5%', 'iost_kor | move 5% 1d'],
    ['iost_kor 500k 6h', 'iost_kor | move 500k 6h'],
    ['iost_kor move 5% 24h up', 'iost_kor | move 5% 1d up'],
    ['iost_kor event=votes value=3m dir=up', 'iost_kor | votes 3m up'],
    ['Huobi Pool votes 3m', 'Huobi Pool | votes 3m'],
    ['"Huobi Pool" votes 3m', 'Huobi Pool | votes 3m'],
    ['Huobi Pool 3m up', 'Huobi Pool | votes 3m up'],
    ['Huobi Pool elected', 'Huobi Pool | elected'],
    ['0.618 TECH rank 20', '0.618 TECH | rank 20'],
    ['pool 101 votes 3m', 'pool 101 | votes 3m'],
    ['火币矿池 票', '火币矿池 票 | ?'],
    ['火币矿池 票数 300万', '火币矿池 | votes 3m'],
    ['火币矿池 300万 票数 down', '火币矿池 | votes 3m down'],
    ['火币矿池 当选', '火币矿池 | elected'],
    ['all status', 'all | status'],
    ['account:abc_d claimable 100', 'account:abc_d | claimable 100'],
    ['account: abc_d claimable 100', 'account: abc_d | claimable 100'],
    ['account：abc_d released', 'account:abc_d | released'],
    ['iost_kor', 'iost_kor | ?'],
    ['iost_kor votes', 'iost_kor | votes?'],
    ['iost_kor votes up', 'iost_kor | votes?'],
    ['iost_kor 20', 'which'],
    ['iost_kor 6h', 'which'],
    ['iost_kor up', 'which'],
    ['iost_kor votes rank 20', 'not-a-number'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected));
});

test('what a value alone may mean is offered', () => {
  const offered = (value: string) => {
    try {
      readWatch({ t, locale: 'zh-CN' }, { subject: 'iost_kor', value });
    } catch (error) {
      return error instanceof UserError ? error.offer?.choices.map((choice) => choice.value) : undefined;
    }
    return undefined;
  };
  expect(offered('20')).toEqual(['rank', 'votes', 'blocks']);
  expect(offered('6h')).toEqual(['unlisted', 'stuck']);
  expect(offered('up')).toEqual(['elected', 'online', 'barred']);
});

test('whatever is typed, it is a request or a mistake', () => {
  const word = fc.oneof(
    fc.constantFrom(...RULE_NAMES, 'up', 'down', 'all', 'mine', 'account:x', 'top', '24h', '5%', '3m', '-1', '0'),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
      try {
        request(words.join(' '));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 1_000 },
  );
});
