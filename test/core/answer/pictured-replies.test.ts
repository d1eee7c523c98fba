// Pictures in the replies of commands that everybody asks: where they stand, who gets none, and what happens without them.
import { describe, expect, test } from 'vitest';
import type { Chart } from '../../../src/core/ports/pictures.ts';
import { startHost } from '../../support/host.ts';
import { recordedHistory } from '../../support/recorded-history.ts';

function drawing(picture: () => Uint8Array | undefined = () => Uint8Array.of(1)) {
  const charts: Chart[] = [];
  const draw = async (chart: Chart) => {
    charts.push(chart);
    return picture();
  };
  return { charts, draw };
}

describe('the ranking', () => {
  test('comes with the first twenty against the threshold, and pages turn without it', async () => {
    const pictures = drawing();
    await using bot = await startHost({ pictures, ttlMs: 15_000 });
    const { reply } = await bot.ask('standings');
    expect(reply.blocks.map(({ kind }) => kind)).toEqual(['text', 'image', 'table', 'text']);
    expect(pictures.charts).toMatchObject([
      {
        kind: 'ranking',
        locale: 'en',
        warning: 'recorded demo, synthetic votes',
        level: { value: 2_100_000, label: 'elected from 2,100,000 votes: 205 of 454 candidates' },
      },
    ]);
    const rows = pictures.charts[0]?.kind === 'ranking' ? pictures.charts[0].rows : [];
    expect(rows.map(({ rank }) => rank)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(rows[0]).toEqual({
      rank: 1,
      label: 'IOSTer Korea',
      shown: '158,385,990',
      isBelow: false,
      value: 158_385_990.24645245,
    });
    for (const other of [
      'standings 1',
      'standings 2',
      'standings score',
      'standings servi',
      'standings search=huobi',
    ]) {
      expect((await bot.ask(other)).reply.blocks.some(({ kind }) => kind === 'image')).toBe(false);
    }
  });

  test('is the same reply with nothing in the place of a picture that there is not', async () => {
    await using bot = await startHost({ pictures: drawing(() => undefined) });
    const { kind, reply } = await bot.ask('standings');
    expect(kind).toBe('answered');
    expect(reply.blocks.map((block) => block.kind)).toEqual(['text', 'table', 'text']);
  });

  test('is worked out once for all who ask at the same time, and by itself for those who see only text', async () => {
    const pictures = drawing();
    await using bot = await startHost({ pictures, ttlMs: 15_000 });
    await bot.ask('status');
    const asked = await Promise.all(['a', 'b', 'c'].map((userId) => bot.ask('standings', { userId })));
    expect(new Set(asked.map(({ reply }) => reply)).size).toBe(1);
    expect(pictures.charts).toHaveLength(1);
    const text = await bot.ask('standings', { userId: 'd', isTextOnly: true });
    expect(text.reply.blocks.map(({ kind }) => kind)).toEqual(['text', 'table', 'text']);
    expect(pictures.charts).toHaveLength(1);
  });
});

describe('the card of a node', () => {
  test('draws the votes of thirty days against the threshold, the history read once for a snapshot', async () => {
    const pictures = drawing();
    await using recorded = await recordedHistory(425);
    let read = 0;
    const points: typeof recorded.history.points = (...asked) => {
      read += 1;
      return recorded.history.points(...asked);
    };
    const history = { ...recorded.history, points };
    await using bot = await startHost({ pictures, history, startStep: 425, ttlMs: 15_000 });
    const { reply } = await bot.ask('node thrive');
    expect(reply.blocks.map(({ kind }) => kind)).toEqual(['fields', 'image']);
    expect(reply.blocks[1]).toMatchObject({
      name: 'votes.png',
      alt: 'Votes of thrive: 78,939,946 at 2019-11-23 00:00:00 UTC, 40,329,581 now. It takes 2,100,000 to be elected.',
    });
    await bot.ask('node thrive');
    expect(read).toBe(1);
    const [first, second] = pictures.charts;
    expect(second).toBe(first);
    expect(first).toMatchObject({ kind: 'lines', unit: 'amount', series: [{ shown: '40,329,581' }] });
    const shown = first?.kind === 'lines' ? (first.series[0]?.points ?? []) : [];
    expect(shown).toHaveLength(37);
    expect(shown.at(-1)).toEqual([Date.UTC(2019, 10, 24, 11, 40), 40_329_581.1359264]);
  });

  test('says in a line of signs what cannot be drawn, and nothing while there is only the present', async () => {
    await using recorded = await recordedHistory(425);
    await using bot = await startHost({
      pictures: drawing(() => undefined),
      history: recorded.history,
      startStep: 425,
    });
    const { reply } = await bot.ask('node thrive');
    expect(reply.blocks[1]).toMatchObject({ kind: 'text', text: expect.stringMatching(/^Votes over 35 hours: █+▂/) });
    await using fresh = await startHost();
    expect((await fresh.ask('node thrive')).reply.blocks.map(({ kind }) => kind)).toEqual(['fields']);
  });

  test('is not shown when only the present is known as if it were a history', async () => {
    const pictures = drawing();
    await using bot = await startHost({ pictures });
    const { reply } = await bot.ask('node iostabc');
    expect(pictures.charts).toMatchObject([{ subtitle: 'IOSTABC (iostabc): the recording begins now' }]);
    expect(reply.blocks[1]).toMatchObject({
      alt: 'Votes of IOSTABC (iostabc): 1,651,397 now. It takes 2,100,000 to be elected.',
    });
  });
});
