// What a node's HTTP gateway and the contracts' storage hold, as schemas: nothing of a node is used before it passed one.
// Each name and each number has one grammar here, and its range. A node that leaves it is not believed in anything.
// Shapes: go-iost 3.11.5, rpc/pb/rpc.proto and the election contracts.
import { z } from 'zod';
import { type Amount, amountFromDecimal } from '../core/values/amount.ts';

/** IOST that there will not be in a lifetime: 21 billion are there, and 3 % a year are issued. In 1e-8 it fits 64 bits. */
const MOST_IOST = 90_000_000_000;
/** A score gains all votes of a node in every round in which it is not listed. */
const MOST_SCORE = 1_000_000_000_000_000;
const MOST_BLOCK = 999_999_999_999_999;
/** Of text that names something: versions, networks. */
const MAX_NAME = 100;
/** What is kept of the free text of a candidate, which may be as long as its author pays for. */
const MAX_FREE_TEXT = 4_000;
const TEN_YEARS_S = 315_360_000;

/** Accounts are 5 to 11 characters, or an address. */
export const accountName = z.string().regex(/^(?:[a-z0-9_]{5,11}|0x[0-9a-f]{40})$/);
/** Base58 of 32 or 33 bytes. */
const KEY = /^[1-9A-HJ-NP-Za-km-z]{32,50}$/;
export const publicKey = z.string().regex(KEY);
export const publicKeys = z.array(publicKey).max(10_000);
const name = z.string().max(MAX_NAME);

export const blockNumber = z.int().min(0).max(MOST_BLOCK);
const count = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
/** Nanoseconds since 1970, between 2001 and 2286 → milliseconds. */
export const nanoseconds = z
  .string()
  .regex(/^[1-9]\d{18}$/)
  .transform((text) => Number(BigInt(text) / 1_000_000n));

const amountUpTo = (most: number) =>
  z
    .string()
    .regex(/^\d{1,16}(\.\d{1,60})?$/)
    .transform(amountFromDecimal)
    .refine((amount) => amount <= amountFromDecimal(String(most)));
export const iostAmount = amountUpTo(MOST_IOST);
export const score = amountUpTo(MOST_SCORE);
/** A double of a node, in IOST; it holds all eight decimals up to 90 million. */
const double = z.number().min(0).max(MOST_IOST);

export const nodeInfo = z.object({
  code_version: name,
  mode: name,
  server_time: nanoseconds,
  network: z.object({ id: z.string() }),
});

export const chainInfo = z
  .object({
    net_name: name,
    chain_id: z.int().min(0).max(0xffff_ffff),
    head_block: count,
    lib_block: count,
    lib_block_time: nanoseconds,
    witness_list: publicKeys,
  })
  .refine(({ head_block, lib_block }) => lib_block <= head_block);

/** A block by its number. */
export const block = z.object({ block: z.object({ hash: z.string().regex(/^[0-9A-Za-z]{8,100}$/) }) });

const at = { block_number: count };
export const storage = z.object({ data: z.string(), ...at });
export const storageBatch = z.object({ datas: z.array(z.string()), ...at });
export const storageFields = z.object({ fields: z.array(z.string()), ...at });
export const storageList = z.object({ datas: z.array(z.object({ key: z.string(), value: z.string() })), ...at });

/** In 1e-8 IOST. */
export const tokenInfo = z.object({
  current_supply: z
    .string()
    .regex(/^\d{1,19}$/)
    .transform(BigInt)
    .refine((supply) => supply > 0n && supply <= amountFromDecimal(String(MOST_IOST))),
});

export const account = z.object({
  balance: double,
  /** Since 3.11.5; the number beside it is a double. */
  balance_string: iostAmount.optional(),
  frozen_balances: z.array(z.object({ amount: double, time: nanoseconds })),
});

const freeText = z
  .string()
  .default('')
  .transform((text) => text.slice(0, MAX_FREE_TEXT));

/** A row of `producerTable`. The contract takes whatever the candidate wrote as its key and its three free texts: what is no
 *  key is none, so that a candidate cannot make the node that tells of it look wrong. */
export const producerRow = z.object({
  pubkey: z.string().transform((text) => (KEY.test(text) ? text : '')),
  loc: freeText,
  url: freeText,
  netId: freeText,
  isProducer: z.boolean(),
  status: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  online: z.boolean(),
});

/** A row of `v_<voteId>`. An option that was deleted while it had votes stays with `deleted` 1. */
export const optionRow = z.object({
  votes: iostAmount,
  deleted: z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean),
});

export const voteInfo = z.object({
  minVote: iostAmount.refine((votes) => votes > 0n),
  freezeTime: z.int().min(0).max(TEN_YEARS_S),
});

/** `[votes, block, cleared votes]` of a voter for a node in `u_<voteId>`. */
export const voterRow = z.tuple([iostAmount, blockNumber, iostAmount]).refine(([votes, , cleared]) => cleared <= votes);

/** Producers of a round; they are 17. */
export const producerNumber = z.int().min(1).max(1_000);
/** The third strike bars. */
export const strike = z.object({ bn: blockNumber, count: z.int().min(0).max(100) });
/** Since the last vote block, which is 1,200 blocks ago at most. */
export const blocksMade = z.int().min(0).max(10_000);
/** As it is stored: the contracts of today write it with quotes, older ones without. */
export const voteId = z
  .string()
  .regex(/^(?:\d{1,15}|"\d{1,15}")$/)
  .transform((text) => text.replaceAll('"', ''));
const decimal = (sign: '' | '-?', whole: number) =>
  z.string().regex(new RegExp(`^${sign}\\d{1,${whole}}(\\.\\d{1,120})?$`));
/** IOST for a vote, of up to 50 decimals, or all votes. Little is left of a huge one after a top-up for a node that has next to
 *  no votes. */
export const coefficient = decimal('', 18);
/** Of the one pool of all elected nodes, who have 2,100,000 votes or more each: a top-up does not make it huge. */
export const poolCoefficient = decimal('', 6);
/** IOST for a block. */
export const contribution = decimal('', 6);
/** What of a coefficient is settled already: below nothing for who has left while something was owed. */
export const mask = decimal('-?', 30);
/** What is not there before the first reward. */
export const orNone = (text: z.ZodType<string>) => text.nullable().transform((given) => given ?? '0');
/** A row of `producerMap`, of which only the account is of use. */
export const approvedRow = z.object({});

/** As much as anybody can be owed. */
export function isPayable(owed: Amount): boolean {
  return owed <= amountFromDecimal(String(MOST_IOST));
}
