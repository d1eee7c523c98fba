// Joins accounts on several platforms: one list, one silence, and alerts on the platform that comes first. Nothing is joined
// or moved before every side that it concerns has said yes.

import { UserError } from '../../src/core/answer/errors.ts';
import { defineCommand, type Given } from '../../src/core/command/command.ts';
import type { LinkQuestion, LinkSide, NoQuestion } from '../../src/core/ports/identities.ts';
import type { Block, Reply } from '../../src/core/reply/reply.ts';
import { LINK_TEXTS, linkQuestionReply } from '../../src/words/links.ts';
import { platformTitle } from '../../src/words/reach.ts';
import { standing } from './standing.ts';

const CODE_MINUTES = 10;

const needs = ['identities', 'clock'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'link',
  needs,
  options: {
    set: { kind: 'choice', choices: ['yes', 'no', 'first', 'share', 'private'] },
    code: { kind: 'text', maxLength: 32 },
  },
  examples: ['', 'first', 'share'],
  texts: [...LINK_TEXTS, ...['unknown', 'own', 'already', 'waiting'].map((found) => `commands.link.text.${found}`)],
  // A code alone only shows what is asked.
  changes: ({ set, code }) => set !== undefined || code === undefined,
  privacy: 'private',
  async run(context, { set, code }) {
    if (context.chat.kind !== 'private') throw new UserError('commands.link.text.in-group');
    switch (set) {
      case 'yes':
        return sayYes(context, needCode(code));
      case 'no':
        return sayNo(context, needCode(code));
      case 'first':
        return askFirst(context);
      case 'share':
      case 'private':
        return share(context, set === 'share');
      case undefined:
        return code === undefined ? begin(context) : ask(context, code);
    }
  },
});

function needCode(code: string | undefined): string {
  if (code === undefined) throw new UserError('errors.missing-argument', { option: 'code' });
  return code;
}

function sideOf({ actor, actorName }: Context): LinkSide {
  return { ...actor, ...(actorName !== undefined && { name: actorName }) };
}

function timesOf({ clock }: Context): readonly [until: number, now: number] {
  const now = clock.now();
  return [now + CODE_MINUTES * 60_000, now];
}

/** What waits for this person's yes, before a new code that would end it. */
async function begin(context: Context): Promise<Reply> {
  const { t, identities, actor, clock } = context;
  const waiting = await identities.waiting(actor, clock.now());
  if (waiting) return linkQuestionReply(context, waiting);
  const code = await identities.createCode(sideOf(context), ...timesOf(context));
  const line = { kind: 'code', text: `link ${code}` } as const;
  const after = t('commands.link.text.after-code', { count: CODE_MINUTES });
  const shown = { kind: 'text', text: [`${t('commands.link.text.before-code')} `, line, `${after}`] } as const;
  return standing(context, 'neutral', [shown], t('commands.link.text.title'));
}

async function ask(context: Context, code: string): Promise<Reply> {
  const { identities, actor, clock } = context;
  return linkQuestionReply(context, questionIn(await identities.lookUp(actor, code, clock.now())));
}

function questionIn(found: LinkQuestion | NoQuestion): LinkQuestion {
  if (typeof found === 'string') throw new UserError(`commands.link.text.${found}`);
  return found;
}

async function sayYes(context: Context, code: string): Promise<Reply> {
  const { t, identities } = context;
  const answer = await identities.agree(sideOf(context), code, ...timesOf(context));
  switch (answer) {
    case 'asked':
      return standing(context, 'neutral', [said(t('commands.link.text.waiting'))]);
    case 'linked':
      return standing(context, 'good', [said(t('commands.link.text.linked'))]);
    case 'first':
      return standing(context, 'good', [said(t('commands.link.text.given'))]);
    default:
      return linkQuestionReply(context, questionIn(answer));
  }
}

async function sayNo(context: Context, code: string): Promise<Reply> {
  const { t, identities, actor, clock } = context;
  await identities.refuse(actor, code, clock.now());
  return standing(context, 'neutral', [said(t('commands.link.text.refused'))]);
}

async function askFirst(context: Context): Promise<Reply> {
  const { t, identities, actor } = context;
  const asked = await identities.askFirst(sideOf(context), ...timesOf(context));
  const platform = platformTitle(context, (asked ?? actor).platform);
  const text = t(asked ? 'commands.link.text.first-asked' : 'commands.link.text.first', { platform });
  return standing(context, asked ? 'neutral' : 'good', [said(text)]);
}

async function share(context: Context, isShared: boolean): Promise<Reply> {
  const { t, identities, actor, clock } = context;
  await identities.share(actor, isShared, clock.now());
  return standing(context, 'good', [said(t(`commands.link.text.${isShared ? 'shared' : 'private'}`))]);
}

function said(text: string): Block {
  return { kind: 'text', text };
}
