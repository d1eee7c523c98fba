// How to become a Servi or Partner Node, and how far an amount of votes is from it.

import { defineCommand, type Given, type Language } from '../src/core/command/command.ts';
import { ifAvailable } from '../src/core/ports/outage.ts';
import type { Block } from '../src/core/reply/reply.ts';
import {
  type Amount,
  amountFromDecimal,
  amountToDecimal,
  formatAmount,
  formatWhole,
} from '../src/core/values/amount.ts';
import { rankOfVotes, standingsOf } from '../src/election/standings.ts';
import { sourceLine } from '../src/words/source-line.ts';
import { programNote } from '../src/words/today.ts';

interface Prospect {
  readonly votes: Amount;
  readonly toThreshold: Amount;
  /** undefined while the chain is away. */
  readonly rank: number | undefined;
}

const needs = ['chain', 'names', 'facts'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'become',
  needs,
  options: { votes: { kind: 'amount' } },
  examples: ['', '1.5m', '2,100,000'],
  changes: false,
  privacy: 'chat',
  async run(context, { votes }) {
    const { t, chain, names, facts } = context;
    const reading = await ifAvailable(chain.standings());
    const threshold = reading?.value.threshold ?? amountFromDecimal(facts.rewardRules.newest.threshold);
    const nodes = reading && standingsOf(reading.value, names).nodes;
    const prospect = votes === undefined ? undefined : prospectOf(votes, threshold, nodes && rankOfVotes(nodes, votes));
    return {
      title: t('commands.become.text.title'),
      tone: prospect?.toThreshold === 0n ? 'good' : 'neutral',
      visibility: 'chat',
      blocks: [...(prospect ? [distance(context, prospect, threshold)] : []), ...steps(context, threshold)],
      ...(reading && { footer: sourceLine(context, reading) }),
      data: {
        threshold: amountToDecimal(threshold),
        prospect: prospect
          ? {
              votes: amountToDecimal(prospect.votes),
              toThreshold: amountToDecimal(prospect.toThreshold),
              rank: prospect.rank ?? null,
            }
          : null,
      },
    };
  },
});

function prospectOf(votes: Amount, threshold: Amount, rank: number | undefined): Prospect {
  return { votes, toThreshold: votes < threshold ? threshold - votes : 0n, rank };
}

function distance({ t }: Language, { votes, toThreshold, rank }: Prospect, threshold: Amount): Block {
  const values = { votes: formatAmount(votes), missing: formatAmount(toThreshold), threshold: formatWhole(threshold) };
  const sentence = t(toThreshold > 0n ? 'commands.become.text.short' : 'commands.become.text.enough', values);
  const place = rank === undefined ? '' : ` ${t('commands.become.text.rank', { rank })}`;
  return { kind: 'text', text: sentence + place };
}

function steps({ t, facts }: Context, threshold: Amount): readonly Block[] {
  const page = facts.links.links.find(({ id }) => id === 'nodes-page');
  const apply = t('commands.become.text.apply');
  const { blockProducers: producers } = facts.rewardRules.newest;
  const admission =
    producers &&
    t('commands.become.text.producers', {
      votes: formatWhole(amountFromDecimal(producers.votes)),
      date: producers.date,
    });
  return [
    {
      kind: 'list',
      items: [
        page ? [`${apply} `, { kind: 'link', text: page.url, url: page.url }] : apply,
        t('commands.become.text.collect', { threshold: formatWhole(threshold) }),
        t('commands.become.text.approval'),
      ],
    },
    ...(admission ? [{ kind: 'text', text: admission } as const] : []),
    { kind: 'text', text: programNote(t, facts.today) },
  ];
}
