import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseJson, parseMap } from '../../src/chain/exact-json.ts';
import * as wire from '../../src/chain/wire.ts';

test('integers of any size survive, also inside objects and lists', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n })), (numbers) => {
      const parsed = parseJson(`{"n":[${numbers.join(',')}]}`) as { n: (number | bigint)[] };
      expect(parsed.n.map((value) => BigInt(value))).toEqual(numbers);
    }),
  );
});

test('other JSON is as JSON.parse has it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      const hasBigInteger = /\d{16}/.test(text);
      if (!hasBigInteger) expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('a map keeps keys that JavaScript objects would swallow', () => {
  expect(parseMap(z.string(), z.number(), '{"__proto__":1,"constructor":2}')).toEqual(
    new Map([
      ['__proto__', 1],
      ['constructor', 2],
    ]),
  );
  expect(parseMap(z.string(), z.number(), 'null')).toEqual(new Map());
  expect(() => parseMap(z.string(), z.number(), '[1]')).toThrow(SyntaxError);
});

test('votes come exact through the schema of an option', () => {
  const decimals = fc.tuple(fc.bigInt({ min: 0n, max: 89_999_999_999n }), fc.integer({ min: 0, max: 99_999_999 }));
  fc.assert(
    fc.property(decimals, fc.boolean(), ([whole, fraction], deleted) => {
      const votes = `${whole}.${String(fraction).padStart(8, '0')}`;
      const row = wire.optionRow.parse({ votes, deleted: deleted ? 1 : 0, clearTime: -1 });
      expect(row).toEqual({ votes: whole * 100_000_000n + BigInt(fraction), deleted });
    }),
  );
});

test('no value makes a schema throw anything but its own error', () => {
  const schemas = [
    wire.nodeInfo,
    wire.chainInfo,
    wire.storage,
    wire.storageBatch,
    wire.storageList,
    wire.storageFields,
  ];
  const stored = [
    wire.producerRow,
    wire.optionRow,
    wire.voteInfo,
    wire.voterRow,
    wire.strike,
    wire.voteId,
    wire.coefficient,
    wire.mask,
    wire.iostAmount,
    wire.score,
    wire.producerNumber,
    wire.accountName,
  ];
  fc.assert(
    fc.property(fc.anything(), (value) => {
      for (const schema of [...schemas, ...stored, wire.account, wire.tokenInfo, wire.nanoseconds])
        schema.safeParse(value);
    }),
  );
});
