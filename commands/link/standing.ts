// How a person's platforms stand after what was just done: which there are, which comes first, and what can be done next.
import type { Given } from '../../src/core/command/command.ts';
import type { PersonKey } from '../../src/core/ports/ids.ts';
import type { Action, Block, Reply } from '../../src/core/reply/reply.ts';
import { platformTitle } from '../../src/words/reach.ts';

type Context = Given<readonly ['identities']>;

/** Of the others their platform alone. */
export async function standing(
  context: Context,
  tone: Reply['tone'],
  said: readonly Block[],
  title?: string,
): Promise<Reply> {
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

function platformLine(context: Context, known: PersonKey, isFirst: boolean): string {
  const { t } = context;
  const title = platformTitle(context, known.platform);
  const marks = [
    ...(isFirst ? [t('commands.link.text.is-first')] : []),
    ...(isHere(context, known) ? [t('commands.link.text.is-here')] : []),
  ];
  return marks.length > 0
    ? t('commands.link.text.marked', { platform: title, marks: marks.join(t('watching.comma')) })
    : title;
}

function isHere({ actor }: Context, { platform, userId }: PersonKey): boolean {
  return platform === actor.platform && userId === actor.userId;
}

function actionsFor(context: Context, [first]: readonly PersonKey[]): readonly Action[] {
  const { t, actor } = context;
  const here = platformTitle(context, actor.platform);
  return [
    ...(first && isHere(context, first)
      ? []
      : [{ label: t('commands.link.text.button.first', { platform: here }), command: 'link', args: { set: 'first' } }]),
    { label: t('commands.link.text.button.unlink'), command: 'unlink', args: {} },
  ];
}
