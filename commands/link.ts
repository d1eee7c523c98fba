// Joins one person's accounts on several platforms: one list, one silence, and alerts on the platform that comes first.

import { UserError } from '../src/core/answer/errors.ts';
import { type Asked, defineCommand, type Given } from '../src/core/command/command.ts';
import type { PersonKey } from '../src/core/ports/ids.ts';
import type { Action, Block, Reply } from '../src/core/reply/reply.ts';
import { platformTitle } from '../src/words/reach.ts';

const CODE_MINUTES = 10;

const needs = ['identities', 'clock', 'subscriptionLimit'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'link',
  needs,
  options: {
    set: { kind: 'choice', choices: ['first'] },
    code: { kind: 'text', maxLength: 32 },
  },
  examples: ['', 'first'],
  changes: true,
  privacy: 'private',
  async run(context, { set, code }) {
    const { t, chat } = context;
    if (chat.kind !== 'private') throw new UserError('commands.link.text.in-group');
    if (code !== undefined) return redeem(context, code);
    if (set === 'first') return makeFirst(context);
    return show(context, 'neutral', [await newCode(context)], t('commands.link.text.title'));
  },
});

async function newCode({ t, identities, actor, clock }: Context): Promise<Block> {
  const now = clock.now();
  const code = await identities.createCode(actor, now + CODE_MINUTES * 60_000, now);
  const line = { kind: 'code', text: `link ${code}` } as const;
  const after = t('commands.link.text.after-code', { count: CODE_MINUTES });
  return { kind: 'text', text: [`${t('commands.link.text.before-code')} `, line, `${after}`] };
}

/** What is typed on the platform that was not asked for a code. */
async function redeem(context: Context, code: string): Promise<Reply> {
  const { t, identities, actor, clock, subscriptionLimit } = context;
  const outcome = await identities.redeem(actor, code, subscriptionLimit, clock.now());
  if (outcome === 'unknown') throw new UserError('commands.link.text.unknown');
  if (outcome === 'own') throw new UserError('commands.link.text.own');
  const said = t(outcome === 'linked' ? 'commands.link.text.linked' : 'commands.link.text.already');
  return show(context, 'good', [{ kind: 'text', text: said }]);
}

async function makeFirst(context: Context): Promise<Reply> {
  const { t, identities, actor } = context;
  await identities.setFirst(actor);
  const text = t('commands.link.text.first', { platform: platformTitle(context, actor.platform) });
  return show(context, 'good', [{ kind: 'text', text }]);
}

async function show(context: Context, tone: Reply['tone'], said: readonly Block[], title?: string): Promise<Reply> {
  const { t, identities, actor } = context;
  const linked = await identities.linked(actor);
  const isLinked = linked.length > 1;
  const items = linked.map((known, index) => platformLine(context, known, index === 0));
  return {
    ...(title !== undefined && { title }),
    tone,
    visibility: 'private',
    blocks: [
      ...said,
      ...(isLinked
        ? [{ kind: 'text', text: t('commands.link.text.list') } as const, { kind: 'list', items } as const]
        : []),
    ],
    actions: isLinked ? actionsFor(context, linked) : [],
    data: { platforms: linked.map(({ platform }) => platform) },
  };
}

function platformLine(context: Asked, { platform, userId }: PersonKey, isFirst: boolean): string {
  const { t, actor } = context;
  const title = platformTitle(context, platform);
  const isHere = platform === actor.platform && userId === actor.userId;
  const marks = [
    ...(isFirst ? [t('commands.link.text.is-first')] : []),
    ...(isHere ? [t('commands.link.text.is-here')] : []),
  ];
  return marks.length > 0
    ? t('commands.link.text.marked', { platform: title, marks: marks.join(t('watching.comma')) })
    : title;
}

function actionsFor(context: Asked, [first]: readonly PersonKey[]): readonly Action[] {
  const { t, actor } = context;
  const isFirst = first?.platform === actor.platform && first.userId === actor.userId;
  const here = platformTitle(context, actor.platform);
  return [
    ...(isFirst
      ? []
      : [{ label: t('commands.link.text.button.first', { platform: here }), command: 'link', args: { set: 'first' } }]),
    { label: t('commands.link.text.button.unlink'), command: 'unlink', args: {} },
  ];
}
