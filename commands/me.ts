// The person's own accounts: save, name, list and forget them. Only the asker sees it.

import { UserError } from '../src/core/answer/errors.ts';
import { defineCommand, type Given } from '../src/core/command/command.ts';
import { ifAvailable } from '../src/core/ports/outage.ts';
import type { SavedAccount } from '../src/core/ports/people.ts';
import type { Action, Reply, RichText } from '../src/core/reply/reply.ts';
import { plainText } from '../src/core/reply/text.ts';

const MAX_ACCOUNTS = 10;
const MAX_LABEL_LENGTH = 32;

const needs = ['chain', 'people'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'me',
  needs,
  options: {
    action: { kind: 'choice', choices: ['list', 'add', 'label', 'remove'] },
    account: { kind: 'account' },
    label: { kind: 'text', maxLength: MAX_LABEL_LENGTH },
  },
  examples: ['', 'add iost_kor savings', 'label iost_kor cold wallet', 'remove iost_kor'],
  changes: ({ action }) => action !== undefined && action !== 'list',
  privacy: 'private',
  async run(context, { action = 'list', account, label }) {
    if (action === 'list') return answer(context, 'neutral', []);
    if (account === undefined) throw noAccount(label);
    const name = plainText(label ?? '', MAX_LABEL_LENGTH);
    const saved: SavedAccount = name ? { account, label: name } : { account };
    if (action === 'remove') return remove(context, account);
    return action === 'add' ? add(context, saved) : relabel(context, saved);
  },
});

/** On a line, a word that is no account goes to the label. */
function noAccount(label: string | undefined): UserError {
  if (label === undefined) return new UserError('errors.missing-argument', { option: 'account' });
  return new UserError('errors.not-an-account', { text: plainText(label, 40) });
}

async function add(context: Context, saved: SavedAccount): Promise<Reply> {
  const { t, chain } = context;
  const { account } = saved;
  const reading = await ifAvailable(chain.voter(account));
  if (reading && !reading.value) throw new UserError('commands.me.text.unknown', { account });
  await save(context, saved);
  const unchecked = reading && !reading.trouble ? [] : [t('commands.me.text.unchecked')];
  return answer(context, 'good', [t('commands.me.text.added', { account }), ...unchecked]);
}

async function relabel(context: Context, saved: SavedAccount): Promise<Reply> {
  const { t, people, actor } = context;
  const { account, label } = saved;
  const own = await people.accounts(actor);
  if (!own.some((known) => known.account === account)) throw new UserError('commands.me.text.notSaved', { account });
  await save(context, saved);
  const said = label === undefined ? 'commands.me.text.unlabelled' : 'commands.me.text.labelled';
  return answer(context, 'good', [t(said, { account, label: label ?? '' })]);
}

async function remove(context: Context, account: string): Promise<Reply> {
  const removed = await context.people.removeAccount(context.actor, account);
  if (!removed) throw new UserError('commands.me.text.notSaved', { account });
  return answer(context, 'good', [context.t('commands.me.text.removed', { account })]);
}

async function save({ people, actor }: Context, saved: SavedAccount): Promise<void> {
  const outcome = await people.saveAccount(actor, saved, MAX_ACCOUNTS);
  if (outcome === 'full') throw new UserError('commands.me.text.full', { count: MAX_ACCOUNTS });
}

/** What was done, and the accounts as they are now. */
async function answer({ t, people, actor }: Context, tone: Reply['tone'], said: readonly string[]): Promise<Reply> {
  const own = await people.accounts(actor);
  const balances: Action = { label: t('commands.me.text.show'), command: 'account', args: {} };
  const rest = own.length > 0 ? { kind: 'list' as const, items: own.map(line) } : undefined;
  return {
    title: t('commands.me.text.title'),
    tone,
    visibility: 'private',
    blocks: [
      ...said.map((text) => ({ kind: 'text' as const, text })),
      rest ?? { kind: 'text', text: t('commands.me.text.empty') },
    ],
    ...(rest && { actions: [balances] }),
    data: { accounts: own.map(({ account, label = null }) => ({ account, label })) },
  };
}

function line({ account, label }: SavedAccount): RichText {
  return [{ kind: 'code', text: account }, ...(label === undefined ? [] : [` ${label}`])];
}
