// Whose press a press is: one of a double press, another person's, a reader's.
import { describe, test } from 'vitest';
import { parseArgs } from '../../../../src/core/command/arguments.ts';
import { startHost } from '../../../support/host.ts';
import { createScriptedHost, say, standings } from '../../scripted-host.ts';
import { nowSeenBy, seenBy, startScene } from '../stage.ts';

const pages = () =>
  createScriptedHost(({ raw }) => {
    const page = Number(parseArgs(standings.options, raw).page ?? 1);
    return say(`page ${page}`, {
      actions: [{ label: 'Next', command: 'standings', args: { page: String(page + 1) } }],
    });
  });

// Mostly waiting, so side by side.
describe.concurrent('presses', () => {
  test('say which message they are on, and that they are presses', async ({ expect }) => {
    const host = pages();
    await using scene = await startScene(host);
    const ann = scene.fake.person({ channel: scene.fake.room });
    await ann.slash('standings', {});
    await expect.poll(() => seenBy(ann)).toContain('page 1');
    await ann.press('Next');
    await expect.poll(() => host.heard.length).toBe(2);
    expect(host.heard[0]).toMatchObject({ source: 'typed' });
    expect(host.heard[1]).toMatchObject({ source: 'pressed', pressOn: ann.messages()[0]?.id });
  });

  test('of which nothing is to be said are acknowledged in silence', async ({ expect }) => {
    const host = pages();
    await using scene = await startScene({
      ...host,
      answer: async (asked) => {
        const answer = await host.answer(asked);
        return asked.source === 'pressed' ? { ...answer, kind: 'ignored' } : answer;
      },
    });
    const ann = scene.fake.person({ channel: scene.fake.room });
    await ann.slash('standings', {});
    await expect.poll(() => seenBy(ann)).toContain('page 1');
    const press = await ann.press('Next');
    await expect.poll(() => press.answered).toBe('yes');
    expect(nowSeenBy(ann)).toEqual([expect.stringContaining('page 1')]);
  });

  test('made twice are one', async ({ expect }) => {
    await using bot = await startHost();
    await using scene = await startScene(bot.host);
    const ann = scene.fake.person();
    await ann.slash('node', { node: 'huobipool' });
    await expect.poll(() => ann.messages().length).toBe(2);
    const label = bot.host.texts('en')('commands.node.text.watch');
    const presses = await Promise.all([ann.press(label), ann.press(label)]);
    await expect.poll(() => presses.map(({ answered }) => answered)).toEqual(['yes', 'yes']);
    await expect.poll(() => ann.messages().length).toBe(3);
  });

  test('of somebody who only reads there are answered to them alone, and so is what they type', async ({ expect }) => {
    await using scene = await startScene(pages());
    const news = scene.fake.world.addChannel({ type: 5, guildId: scene.fake.guildId });
    const [writer, reader, other] = [false, true, true].map((isReader) =>
      scene.fake.person({ channel: news, isReader }),
    );
    await scene.adapter.send(
      { kind: 'chat', chatId: news.id },
      say('an alert', { actions: [{ label: 'Why?', command: 'standings', args: {} }] }),
      'k',
    );
    await reader?.press('Why?');
    await reader?.slash('standings', { page: '7' });
    await expect.poll(() => reader && nowSeenBy(reader).length).toBe(3);
    expect(other && nowSeenBy(other)).toEqual([expect.stringContaining('an alert')]);
    await writer?.press('Why?');
    await writer?.slash('standings', { page: '8' });
    await expect.poll(() => other && nowSeenBy(other).join()).toContain('page 8');
    expect(other && nowSeenBy(other)).toHaveLength(2);
  });
});
