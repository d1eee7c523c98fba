// What a node's HTTP gateway and the contracts' storage hold, as schemas: nothing of a node is used before it passed one.
// Shapes: go-iost 3.11.5, rpc/pb/rpc.proto and the election contracts.
import { z } from 'zod';
import { amountFromDecimal } from '../core/values/amount.ts';

const count = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
/** Nanoseconds since 1970 as a string → milliseconds. */
const nanoseconds = z
  .string()
  .regex(/^\d{1,19}$/)
  .transform((text) => Number(BigInt(text) / 1_000_000n));
const decimal = z.string().regex(/^-?\d{1,30}(\.\d{1,120})?$/);
const amount = decimal.transform(amountFromDecimal);
const publicKeys = z.array(z.string());

export const nodeInfo = z.object({
  code_version: z.string(),
  mode: z.string(),
  server_time: nanoseconds,
  network: z.object({ id: z.string() }),
});

export const chainInfo = z.object({
  net_name: z.string(),
  chain_id: z.number().int(),
  head_block: count,
  lib_block: count,
  lib_block_time: nanoseconds,
  witness_list: publicKeys,
});

const at = { block_number: count };
export const storage = z.object({ data: z.string(), ...at });
export const storageBatch = z.object({ datas: z.array(z.string()), ...at });
export const storageFields = z.object({ fields: z.array(z.string()), ...at });
export const storageList = z.object({ datas: z.array(z.object({ key: z.string(), value: z.string() })), ...at });

export const tokenInfo = z.object({
  current_supply: z
    .string()
    .regex(/^\d{1,30}$/)
    .transform(BigInt),
});

export const account = z.object({
  balance: z.number(),
  /** Since 3.11.5; the number beside it is a double. */
  balance_string: z.string().optional(),
  frozen_balances: z.array(z.object({ amount: z.number(), time: nanoseconds })),
});

/** A row of `producerTable`. The three free texts are whatever the candidate wrote. */
export const producerRow = z.object({
  pubkey: z.string(),
  loc: z.string().default(''),
  url: z.string().default(''),
  netId: z.string().default(''),
  isProducer: z.boolean(),
  status: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  online: z.boolean(),
});

/** A row of `v_<voteId>`. An option that was deleted while it had votes stays with `deleted` 1. */
export const optionRow = z.object({ votes: amount, deleted: z.union([z.boolean(), z.number()]).transform(Boolean) });

export const voteInfo = z.object({ minVote: amount, freezeTime: z.number().int().nonnegative() });

/** `[votes, block, cleared votes]` of a voter for a node in `u_<voteId>`. */
export const voterRow = z.tuple([amount, z.number(), amount]);

export const strike = z.object({ bn: z.number().int(), count: z.number().int() });
export const voteId = z
  .union([z.string(), z.number().int()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,15}$/));
export const integer = z.number().int();
/** An integer that may be beyond 2^53, as parseJson gives it. */
export const bigInteger = z.union([z.bigint(), z.number().int().transform(BigInt)]);
/** A coefficient of up to 50 decimals; absent before the first reward. */
export const coefficient = decimal.nullable().transform((text) => text ?? '0');
/** A row of `producerMap`, of which only the account is of use. */
export const approvedRow = z.object({});
export { amount, publicKeys };
