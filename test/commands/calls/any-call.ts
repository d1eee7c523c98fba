// Any call of any command, as a menu, a button or a link could make it: values that its options take, and some that they do
// not.
import fc from 'fast-check';
import type { Command, Option } from '../../../src/core/command/command.ts';
import type { NamedArgs } from '../../../src/core/command/named-args.ts';

export interface AnyCall {
  readonly command: string;
  readonly values: NamedArgs;
}

/** What there is to be named; both grow while calls are made. */
export interface Named {
  /** Of rows of lists. */
  readonly ids: readonly string[];
  /** Of questions that wait. */
  readonly questions: readonly string[];
}

export function anyCall(commands: readonly Command[], named: Named): fc.Arbitrary<AnyCall> {
  return fc.constantFrom(...commands).chain(({ name, options, confirms }) => {
    const values = Object.entries(options).map(([option, declared]) => {
      const known = () => (confirms ? named.questions : valuesOf(option, declared, named));
      return [option, anyValue(known)] as const;
    });
    const requiredKeys = Object.keys(options).filter((option) => options[option]?.required);
    return fc.record(Object.fromEntries(values), { requiredKeys }).map((given) => ({ command: name, values: given }));
  });
}

function anyValue(known: () => readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.nat().map((index) => known()[index % known().length] ?? '') },
    { weight: 1, arbitrary: fc.constantFrom('', 'OFF', 'HERE', 'xyz', '0', '-1', '全部', '@everyone') },
  );
}

function valuesOf(name: string, option: Option, { ids }: Named): readonly string[] {
  switch (option.kind) {
    case 'integer':
      return ids;
    case 'choice':
      return option.choices;
    case 'role':
      return ['ROLE', 'off'];
    case 'node':
      return ['iost_kor', 'huobipool', 'account:v00000_x', ...(option.also ?? [])];
    case 'text':
      return name === 'value' ? ['3m', '5% 24h', 'votes 3m'] : ['1', 'off'];
    default:
      return BY_KIND[option.kind];
  }
}

const BY_KIND = {
  amount: ['3m', '10k'],
  account: ['v00000_x'],
  span: ['2h', '7d'],
  time: ['23:00', '7:00'],
  zone: ['Asia/Tokyo'],
  command: ['help', 'watch'],
  channel: ['1'],
} as const satisfies Partial<Record<Option['kind'], readonly string[]>>;
