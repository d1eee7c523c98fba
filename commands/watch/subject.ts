// Whom a subscription is about: a node by any of its names, all of them, those that one votes for, or an account.

import { UserError } from '../../src/core/answer/errors.ts';
import { accepts } from '../../src/core/command/argument-value.ts';
import type { CommandContext } from '../../src/core/command/command.ts';
import type { Owner } from '../../src/core/ports/ids.ts';
import { ifAvailable } from '../../src/core/ports/outage.ts';
import { fold, plainText } from '../../src/core/reply/text.ts';
import type { Subject } from '../../src/election/rule.ts';
import type { Voter } from '../../src/election/snapshot.ts';
import type { Standing } from '../../src/election/standings.ts';
import { ACCOUNT_RULES, type RuleName, ruleKind } from '../../src/rules/index.ts';
import { isValueWord, ruleNamed } from '../../src/rules/text.ts';
import { pickNode } from '../../src/words/node-search.ts';

export interface Found {
  readonly subject: Subject;
  /** The nodes that it stands for now: one, those of `mine`, or undefined for all and for an account. */
  readonly nodes?: readonly string[];
  /** Of an account, as far as the chain tells. */
  readonly voter?: Voter;
}

type Named = { readonly kind: 'all' | 'mine' } | { readonly kind: 'node' | 'account'; readonly text: string };

interface Asker extends Pick<CommandContext, 'chain' | 'people' | 'actor' | 'chat' | 'locale' | 't'> {
  /** Whose list it is for. */
  readonly owner: Owner;
}

const WORDS: Readonly<Record<string, 'all' | 'mine'>> = {
  all: 'all',
  全部: 'all',
  所有: 'all',
  mine: 'mine',
  我的: 'mine',
};
const PREFIX = /^(account|账户|node|节点)\s?:\s?(.*)$/s;

/** A node may be called as it likes: without `node:` before them, `all` and `mine` are never names. */
function readSubject(text: string, event: RuleName | undefined): Named {
  const wanted = fold(text);
  const word = Object.hasOwn(WORDS, wanted) ? WORDS[wanted] : undefined;
  if (word) return { kind: word };
  const [, prefix, rest = ''] = PREFIX.exec(wanted) ?? [];
  if (prefix === 'node' || prefix === '节点') return { kind: 'node', text: rest };
  const isAccount = prefix !== undefined || (event && ruleKind(event).subject === 'account');
  return { kind: isAccount ? 'account' : 'node', text: prefix === undefined ? wanted : rest };
}

/** Throws UserError when there is no such one, or when the rule is none of it. */
export async function findSubject(
  context: Asker,
  text: string,
  event: RuleName | undefined,
  nodes: readonly Standing[],
): Promise<Found> {
  const named = readSubject(text, event);
  if (event) await checkFit(context, named, event);
  switch (named.kind) {
    case 'all':
      return { subject: { kind: 'all' } };
    case 'mine':
      return { subject: { kind: 'mine' }, nodes: await ownNodes(context) };
    case 'account':
      return findAccount(context, named.text);
    case 'node': {
      const isNode = nodes.some(({ account }) => account === named.text);
      const rule = ruleNamed(named.text) ?? (isValueWord(named.text) ? event : undefined);
      if (rule && !isNode) throw new UserError('rules.bad.subject-first', { event: rule });
      const { account } = pickNode(nodes, named.text, 'subject', context.locale);
      return { subject: { kind: 'node', node: account }, nodes: [account] };
    }
  }
}

/** What is told of accounts is told of one account; everything else is told of nodes. */
async function checkFit({ people, actor, chat }: Asker, named: Named, event: RuleName): Promise<void> {
  const { subject } = ruleKind(event);
  if (subject === 'node' && named.kind === 'account') {
    throw new UserError('watching.not-of-accounts', { event, events: ACCOUNT_RULES.join(', ') });
  }
  if (subject === 'node' || named.kind === 'account' || named.kind === 'node') return;
  // Others may see what is offered.
  const own = chat.kind === 'private' ? await people.accounts(actor) : [];
  const choices = own.map(({ account, label = account }) => ({ value: `account:${account}`, label }));
  throw new UserError('watching.one-account', { event }, { option: 'subject', choices });
}

/** A label of one's own stands for its account. */
async function findAccount({ chain, people, actor }: Asker, text: string): Promise<Found> {
  const own = await people.accounts(actor);
  const labelled = own.find(({ label }) => label !== undefined && fold(label) === text)?.account;
  const account = labelled ?? text;
  if (!accepts({ kind: 'account' }, account))
    throw new UserError('errors.not-an-account', { text: plainText(text, 40) });
  const reading = await ifAvailable(chain.voter(account));
  if (reading && !reading.value) throw new UserError('commands.account.text.unknown', { account });
  return { subject: { kind: 'account', account }, ...(reading?.value && { voter: reading.value }) };
}

/** Throws ChainUnavailable when nobody can tell. */
async function ownNodes({ chain, people, actor, owner, t }: Asker): Promise<readonly string[]> {
  if (owner.kind === 'chat') {
    const choices = [{ value: 'me', label: t('watching.button.privately') }];
    throw new UserError('watching.mine-in-group', {}, { option: 'for', choices });
  }
  const own = await people.accounts(actor);
  if (own.length === 0) throw new UserError('watching.no-accounts');
  const voters = await Promise.all(own.map(({ account }) => chain.voter(account)));
  return [...new Set(voters.flatMap(({ value }) => (value?.votes ?? []).map(({ node }) => node)))];
}
