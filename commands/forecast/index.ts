// What comes next for a node: the list of the next vote block, its rounds, votes for more of them, and its trend.

import { defineCommand } from '../../src/core/command/command.ts';
import { standingsOf } from '../../src/election/standings.ts';
import { pickNode } from '../../src/words/node-search.ts';
import { labelOf } from '../../src/words/nodes.ts';
import { sourceLine } from '../../src/words/source-line.ts';
import { forecastData } from './data.ts';
import { outlookOf } from './outlook.ts';
import { listLines, modelText, rotationFields, trendFields, warnings } from './words.ts';

export default defineCommand({
  name: 'forecast',
  needs: ['chain', 'names', 'history', 'rotation', 'clock'],
  options: { node: { kind: 'node', required: true, maxLength: 64 } },
  examples: ['iost_kor', 'Huobi Pool', '火币矿池'],
  changes: false,
  privacy: 'chat',
  async run(context, args) {
    const { t, locale, chain, names } = context;
    const reading = await chain.standings();
    const { nodes } = standingsOf(reading.value, names);
    const node = pickNode(nodes, args.node, 'node', locale);
    const outlook = await outlookOf(context, reading, node);
    return {
      title: t('commands.forecast.text.title', { node: labelOf(node, locale) }),
      tone: outlook.silence ? 'warning' : 'neutral',
      visibility: 'chat',
      blocks: [
        ...warnings(context, outlook),
        { kind: 'fields', fields: [...rotationFields(context, outlook), ...trendFields(context, outlook)] },
        { kind: 'list', items: listLines(context, nodes, outlook) },
        { kind: 'text', text: modelText(context, nodes, outlook) },
      ],
      actions: [
        ...(outlook.pendingSeconds === undefined
          ? []
          : [
              {
                label: t('estimates.button.again'),
                command: 'forecast',
                args: { node: node.account },
                primary: true,
              } as const,
            ]),
        { label: t('commands.forecast.text.node'), command: 'node', args: { node: node.account } },
      ],
      footer: sourceLine(context, reading),
      data: forecastData(outlook, context.clock.now()),
    };
  },
});
