import { expect, test } from 'vitest';
import { splitPicture } from '../../../commands/rewards/picture.ts';
import { createTranslator } from '../../../src/core/answer/i18n.ts';
import type { Chart } from '../../../src/core/ports/pictures.ts';
import { amountFromDecimal } from '../../../src/core/values/amount.ts';
import { MAINNET, snapshotAt } from '../../store/samples.ts';
import { catalogue } from '../../support/host.ts';

const iost = amountFromDecimal;
const half = (amount: string) => ({ node: iost(amount), voters: iost(amount) });
const chain = {
  blocks: { node: iost('7000000.5'), voters: 0n },
  votes: half('1500000'),
  quarterlyVotes: undefined,
  rating: undefined,
  total: { node: iost('8500000.5'), voters: iost('1500000') },
};
const published = { ...chain, total: undefined, blocks: undefined };
const part = { pool: '1', voters: '0.5' };
const premises = {
  program: { parts: { blocks: part, votes: part, quarterlyVotes: part, rating: part }, threshold: '2100000' },
  rating: undefined,
  rounds: { kind: 'later' },
} as const;
const translator = await createTranslator(catalogue, 'en');

async function drawn(models: Parameters<typeof splitPicture>[3]['models'], locale = 'en') {
  const charts: Chart[] = [];
  const pictures = {
    draw: async (chart: Chart) => {
      charts.push(chart);
      return Uint8Array.of(1);
    },
  };
  const snapshot = snapshotAt(7, { chain: { ...MAINNET, synthetic: true } });
  const blocks = await splitPicture(
    { t: translator.for(locale), locale, pictures, isTextOnly: false },
    snapshot,
    'Node (node)',
    { models, premises, set: { id: 'v4', published: '2020-12' } },
  );
  return { blocks, chart: charts[0] };
}

test('each part is split between node and voters, and what is missing says why', async () => {
  const { blocks, chart } = await drawn({ published, chain });
  expect(chart).toMatchObject({
    kind: 'split',
    subtitle: 'Node (node)',
    warning: 'recorded demo, synthetic votes',
    sides: ['for the node', 'for its voters'],
    panels: [
      {
        label: 'As published in 2020 (rule set v4)',
        shown: 'not yet',
        parts: [{ shown: 'not yet' }, {}, { shown: 'not rated' }, { shown: 'not rated' }],
      },
      {
        shown: '10,000,000 IOST a year',
        parts: [
          { values: [7_000_000.5, 0], shown: '7M' },
          { values: [1_500_000, 1_500_000], shown: '3M' },
          { shown: 'off chain' },
          { shown: 'off chain' },
        ],
      },
    ],
  });
  expect(blocks).toMatchObject([{ kind: 'image', name: 'rewards.png' }]);
  expect(JSON.stringify(blocks)).toContain('The chain as it runs: 10,000,000 IOST a year.');
});

test('a model that cannot be read says so, and without any there is no picture', async () => {
  const { chart } = await drawn({ published, chain: undefined }, 'zh-CN');
  expect(chart).toMatchObject({
    panels: [{}, { label: '链上规则', shown: '–', parts: [{ shown: '–' }, {}, {}, {}] }],
  });
  expect((await drawn({ published: undefined, chain: undefined })).blocks).toEqual([]);
});
