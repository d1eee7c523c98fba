// The public places of IOST, from a dated file that an operator may replace.
import { defineCommand, type Language } from '../src/core/command/command.ts';
import type { LinkFacts } from '../src/core/ports/project-facts.ts';
import type { RichText } from '../src/core/reply/reply.ts';

export default defineCommand({
  name: 'links',
  needs: ['facts'],
  options: {},
  examples: [''],
  changes: false,
  privacy: 'chat',
  async run(context) {
    const { t, facts } = context;
    const { asOf, links } = facts.links;
    return {
      title: t('commands.links.text.title'),
      tone: 'neutral',
      visibility: 'chat',
      blocks: [
        { kind: 'list', items: links.map((link) => line(context, link)) },
        { kind: 'text', text: t('commands.links.text.asOf', { asOf }) },
      ],
      data: { asOf, links },
    };
  },
});

/** An operator's own link, for which the texts have no name, goes by its id. */
function line({ t }: Language, { id, url, seen }: LinkFacts['links'][number]): RichText {
  const name = t('commands.links.text.name', { context: id, id });
  const link = [t('commands.links.text.line', { name }), { kind: 'link', text: url, url }] as const;
  return seen === undefined ? link : [...link, ` (${seen})`];
}
