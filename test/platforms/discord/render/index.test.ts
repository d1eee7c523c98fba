// Every reply becomes messages that Discord takes.
import { expect, test } from 'vitest';
import type { Block, Reply } from '../../../../src/core/reply/reply.ts';
import { bodyOf } from '../../../../src/platforms/discord/render/body.ts';
import { renderReply } from '../../../../src/platforms/discord/render/index.ts';
import type { Message } from '../../../../src/platforms/discord/render/message.ts';
import { checkMessage, flatten } from '../../../fakes/discord/limits.ts';
import type { FakeBody } from '../../../fakes/discord/types.ts';
import { startHost } from '../../../support/host.ts';
import { say, standings } from '../../scripted-host.ts';

const context = { commands: [standings], command: 'standings' };

/** As it goes over the wire, checked against the limits. */
function wire(message: Message): FakeBody {
  const body: FakeBody = JSON.parse(JSON.stringify(bodyOf(message).data));
  checkMessage(body, new Map(message.files.map(({ name }) => [name, new Uint8Array()])));
  return body;
}

const render = (reply: Reply) => renderReply(reply, context).map(wire);
const textsOf = (bodies: readonly FakeBody[]) =>
  bodies.flatMap(({ components = [] }) => flatten(components).flatMap(({ content }) => content ?? []));

test('nobody is pinged, and links show no previews', () => {
  const [body] = render(say('@everyone'));
  expect(body).toMatchObject({ allowed_mentions: { parse: [] }, flags: 1 << 15 });
});

test('each tone has its colour', () => {
  const colours = (['neutral', 'good', 'bad', 'warning'] as const).map(
    (tone) => render(say('x', { tone }))[0]?.components?.[0]?.accent_color,
  );
  expect(new Set(colours).size).toBe(4);
  expect(colours).not.toContain(undefined);
});

test('an empty reply is a dash', () => {
  expect(textsOf(render({ tone: 'neutral', visibility: 'chat', blocks: [] }))).toEqual(['—']);
});

test('a long table is cut between rows, and each part has the header', () => {
  const rows = Array.from({ length: 600 }, (_, row) => [`node_${row}`, `name ${row}`.repeat(5), `${row},000`]);
  const columns = ['Account', 'Name', 'Votes'].map((label) => ({ label, align: 'left' as const }));
  const bodies = render({ ...say(''), blocks: [{ kind: 'table', columns, rows }] });
  expect(bodies.length).toBeGreaterThan(3);
  for (const text of textsOf(bodies)) {
    const lines = text.split('\n');
    expect([lines[0], lines.at(-1)]).toEqual(['```', '```']);
    expect(lines[1]).toMatch(/^Account/);
    expect(lines.filter((line) => line.startsWith('node_'))).toHaveLength(
      lines.filter((line) => line.startsWith('  name')).length,
    );
  }
});

test('many blocks, many files and many buttons stay within the limits of a message', () => {
  const blocks: readonly Block[] = [
    ...Array.from({ length: 120 }, (_, index): Block => ({ kind: 'text', text: `text ${index}` })),
    ...Array.from(
      { length: 25 },
      (): Block => ({ kind: 'image', name: 'a chart.png', data: new Uint8Array(3), alt: 'a'.repeat(2_000) }),
    ),
  ];
  const actions = Array.from({ length: 40 }, (_, page) => ({
    label: 'l'.repeat(200),
    command: 'standings',
    args: { page: `${page + 1}` },
  }));
  const bodies = render({ ...say(''), blocks, actions });
  const all = bodies.flatMap(({ components = [] }) => flatten(components));
  expect(textsOf(bodies)).toHaveLength(120);
  expect(all.filter(({ items }) => items)).toHaveLength(25);
  expect(all.filter(({ custom_id }) => custom_id)).toHaveLength(25);
});

test('the same button twice is one button, and one that fits nowhere is left out', () => {
  const twice = { label: 'again', command: 'standings', args: { page: '2' } };
  const tooLong = { label: 'long', command: 'standings', args: { search: 'x'.repeat(99) } };
  const [body] = render(say('x', { actions: [twice, twice, tooLong] }));
  expect(flatten(body?.components ?? []).flatMap(({ label }) => label ?? [])).toEqual(['again']);
});

test('files keep their names where Discord can, and never share one', () => {
  const file = (name: string): Block => ({ kind: 'file', name, data: new Uint8Array([1]), alt: 'x' });
  const [message] = renderReply(
    { ...say(''), blocks: [file('votes.csv'), file('votes.csv'), file('../票 数.csv'), file('')] },
    context,
  );
  expect(message?.files.map(({ name }) => name)).toEqual(['votes.csv', '1-votes.csv', '.._.csv', '3-']);
  expect(message && wire(message).attachments).toMatchObject([{ description: 'x' }, {}, {}, {}]);
});

test('what the real commands answer is taken, in both languages', async () => {
  await using bot = await startHost();
  const lines = bot.host.commands.flatMap(({ name, examples }) => examples.map((example) => `${name} ${example}`));
  for (const locale of bot.host.locales) {
    for (const line of [...lines, 'nonsense', 'standings nothing=1']) {
      const { reply } = await bot.ask(line, { locale });
      expect(() => renderReply(reply, { commands: bot.host.commands }).map(wire), line).not.toThrow();
    }
  }
});
