import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/answer/errors.ts';
import { parseArgs } from '../../../src/core/command/arguments.ts';
import type { Options } from '../../../src/core/command/command.ts';

/** Without the options that have no value. */
function line(options: Options, text: string): object {
  const args = parseArgs(options, { kind: 'line', text });
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

function mistake(call: () => unknown): UserError {
  try {
    call();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('there was no mistake');
}

describe('spans, times of day and zones', () => {
  const mute = { set: { kind: 'choice', choices: ['off'] }, span: { kind: 'span', min: 60, max: 31_536_000 } } as const;
  const quiet = { set: mute.set, from: { kind: 'time' }, to: { kind: 'time' }, zone: { kind: 'zone' } } as const;

  test.each([
    ['90m', { span: 5_400 }],
    ['off', { set: 'off' }],
    ['span 2w', { span: 1_209_600 }],
    ['30', 'errors.not-a-choice'],
    ['span=30', 'errors.not-a-span'],
    ['0m', 'errors.out-of-range'],
    ['99w', 'errors.out-of-range'],
  ])('mute %s', (text, expected) => check(() => line(mute, text), expected));

  test.each([
    ['23:00 7am +8', { from: 1_380, to: 420, zone: '+08:00' }],
    ['23 7 New York', { from: 1_380, to: 420, zone: 'America/New_York' }],
    ['to 7 from 23:30', { from: 1_410, to: 420 }],
    ['Berlin', { zone: 'Europe/Berlin' }],
    ['off', { set: 'off' }],
    ['from=noon', 'errors.not-a-time'],
    ['23 7 Belrin', 'errors.not-a-zone-near'],
    ['zone=xyzzyxyzzy', 'errors.not-a-zone'],
  ])('quiet %s', (text, expected) => check(() => line(quiet, text), expected));

  test('a zone that was meant is offered', () => {
    const { offer } = mistake(() => line(quiet, 'zone=shangai'));
    expect(offer?.option).toBe('zone');
    expect(offer?.choices[0]).toEqual({ value: 'Asia/Shanghai', label: 'Asia/Shanghai' });
  });

  function check(parse: () => object, expected: object | string): void {
    if (typeof expected === 'string') expect(mistake(parse).key).toBe(expected);
    else expect(parse()).toEqual(expected);
  }
});
