// Reads the fact files of `data/`. An operator may replace them, so they are checked here, once, at the start.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { NodeFacts } from '../core/ports/node-facts.ts';
import {
  type LinkFacts,
  NAMERS,
  OTHERS,
  type ProjectFacts,
  type RewardRules,
  type RuleSet,
  type TodayFacts,
} from '../core/ports/project-facts.ts';
import { isHttpUrl, plainText } from '../core/reply/text.ts';
import { amountFromDecimal } from '../core/values/amount.ts';
import { errorMessage } from '../core/values/error-message.ts';

export interface Facts {
  readonly names: readonly NodeFacts[];
  readonly facts: ProjectFacts;
}

/** A fact file cannot be used; the message is for the operator and names the file, the place in it and the fault. */
export class FactsUnusable extends Error {
  override readonly name = 'FactsUnusable';
}

/** Reads `nodes.json`, `links.json`, `reward-rules.json` and `today.json` of `folder`. Throws FactsUnusable. */
export async function loadFacts(folder: string): Promise<Facts> {
  const [names, links, rules, today] = await Promise.all([
    load(join(folder, 'nodes.json'), nodes),
    load(join(folder, 'links.json'), linkFacts),
    load(join(folder, 'reward-rules.json'), ruleSets),
    load(join(folder, 'today.json'), todayFacts),
  ]);
  return { names, facts: { links, rewardRules: rules, today } };
}

const PROBLEMS_SHOWN = 5;

async function load<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(await parseFile(file));
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `at ${z.core.toDotPath(path) || 'the top'}: ${message}`,
  );
  const more = problems.length - PROBLEMS_SHOWN;
  const shown = problems.slice(0, PROBLEMS_SHOWN).join('; ');
  throw new FactsUnusable(`${file} ${shown}${more > 0 ? `; and ${more} more` : ''}`);
}

async function parseFile(file: string): Promise<unknown> {
  try {
    const content = await readFile(file, 'utf8');
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    const fault = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new FactsUnusable(`${file} ${fault}: ${errorMessage(error)}`, { cause: error });
  }
}

const line = z
  .string()
  .min(1)
  .max(100)
  .refine((text) => plainText(text) === text, 'must be one line without invisible characters');
const link = z.string().max(500).refine(isHttpUrl, 'must be an http or https link');
const id = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be lower-case letters, digits and hyphens');
const date = z.string().regex(/^\d{4}(-\d\d(-\d\d)?)?$/, 'must be a date such as 2021 or 2021-03-25');
const decimal = z.string().regex(/^\d{1,20}(\.\d{1,8})?$/, 'must be a decimal number in quotes');
const fraction = z.string().regex(/^(0(\.\d{1,12})?|1(\.0{1,12})?)$/, 'must be a fraction of 1 in quotes');
const account = z.string().regex(/^([a-z0-9_]{5,11}|0x[0-9a-f]{40})$/i, 'must be the name of an account');

const nodes: z.ZodType<readonly NodeFacts[]> = z
  .array(
    z
      .object({ account, name: line, place: line.exactOptional(), website: link.exactOptional() })
      .catchall(line)
      .superRefine(onlyNames),
  )
  .superRefine(unique('account'));

/** Whatever else stands there is a name in a language, such as `nameZh`. */
function onlyNames(node: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void {
  const known = ['account', 'name', 'place', 'website'];
  for (const key of Object.keys(node)) {
    if (known.includes(key) || /^name[A-Z][a-z]{1,2}$/.test(key)) continue;
    context.addIssue({
      code: 'custom',
      path: [key],
      message: `"${key}" is none of ${known.join(', ')}, nor a name in a language`,
    });
  }
}

const linkFacts: z.ZodType<LinkFacts> = z.strictObject({
  asOf: date,
  links: z.array(z.strictObject({ id, url: link, seen: date.exactOptional() })).superRefine(unique('id')),
  votingChannels: z.array(z.strictObject({ name: line, namedBy: z.enum(NAMERS) })),
});

const todayFacts: z.ZodType<TodayFacts> = z.strictObject({
  asOf: date,
  chain: z.strictObject({ chainId: z.int().positive(), block: z.int().positive(), seen: date, source: line }),
  others: z.array(z.strictObject({ id: z.enum(OTHERS), since: date })).superRefine(unique('id')),
  programPaid: z.strictObject({ lastSign: date }),
});

const votersPart = z.strictObject({ pool: decimal, share: fraction, voters: fraction });

const ratingResult = z
  .strictObject({
    quarter: z.string().regex(/^\d{4}-Q[1-4]$/, 'must be a quarter such as 2020-Q2'),
    days: z.int().min(1).max(366),
    pool: decimal,
    source: link,
    date,
    topTier: z.strictObject({ nodes: z.int().min(1).max(1_000), each: decimal }).exactOptional(),
  })
  .refine(({ pool, topTier }) => {
    const paid = topTier && amountFromDecimal(topTier.each) * BigInt(topTier.nodes);
    return paid === undefined || (paid > 0n && paid <= amountFromDecimal(pool));
  }, 'the nodes must get more than nothing and at most the pool');

const ruleSet = z
  .strictObject({
    id: z.string().regex(/^(?!history$)[a-z0-9][a-z0-9.-]{0,15}$/, 'must be a short name such as v4, and not history'),
    published: date.exactOptional(),
    from: date,
    until: date.exactOptional(),
    knownUntil: date.exactOptional(),
    lastConfirmed: date,
    total: decimal,
    parts: z.strictObject({
      blocks: votersPart.exactOptional(),
      votes: votersPart.exactOptional(),
      quarterlyVotes: votersPart.exactOptional(),
      rating: votersPart.exactOptional(),
    }),
    threshold: decimal,
    blockProducers: z.strictObject({ votes: decimal, source: link, date }).exactOptional(),
    sources: z.array(z.strictObject({ url: link, date })).min(1),
    results: z.array(ratingResult).superRefine(unique('quarter')),
  })
  .superRefine(checkRuleSet);

function checkRuleSet({ from, until = from, total, parts, ...rules }: RuleSet, context: z.RefinementCtx): void {
  const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: path.split('.'), message });
  const pools = Object.entries(parts).map(([part, { pool, share }]) => ({
    part,
    pool: amountFromDecimal(pool),
    share,
  }));
  const all = amountFromDecimal(total);
  if (until < from) fault('until', 'must not be before the first day');
  if (pools.reduce((sum, { pool }) => sum + pool, 0n) !== all) fault('total', 'must be the sum of the pools');
  for (const { part, pool, share } of pools) {
    const apart = amountFromDecimal(share) * all - pool * ONE;
    if (apart < -all || apart > all) fault(`parts.${part}.share`, 'must be the pool as a fraction of the total');
  }
  if (pools.length > 0 && (rules.published === undefined || rules.knownUntil === undefined))
    fault('parts', 'must have "published" and "knownUntil" beside them');
  if (!parts.rating && rules.results.length > 0) fault('results', 'must be of a set that has a rating');
}

const ONE = amountFromDecimal('1');

/** The person chooses one; what the bot tells without being asked is the newest that shares out anything. */
const ruleSets: z.ZodType<RewardRules> = z
  .array(ruleSet)
  .superRefine(unique('id'))
  .transform((sets, context) => {
    for (const [index, { from }] of sets.entries()) {
      const before = sets[index - 1];
      if (!before || (before.until ?? before.from) < from) continue;
      context.addIssue({ code: 'custom', path: [index, 'from'], message: 'must be after the set before it' });
    }
    const newest = sets.findLast(({ parts }) => Object.keys(parts).length > 0);
    if (newest) return { sets, newest };
    context.addIssue('at least one rule set must have parts');
    return z.NEVER;
  });

function unique<K extends string>(key: K) {
  return (rows: readonly Readonly<Record<K, string>>[], context: z.RefinementCtx) => {
    const seen = new Set<string>();
    for (const [index, { [key]: value }] of rows.entries()) {
      if (seen.has(value)) context.addIssue({ code: 'custom', path: [index, key], message: `${value} is there twice` });
      seen.add(value);
    }
  };
}
