// Inline mode: cards of nodes while a person types in some other chat.
import { expect, test } from 'vitest';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { converse } from '../stage.ts';

async function open() {
  const host = createScriptedHost(({ raw }) =>
    say('', {
      title: `card of ${raw.kind === 'named' ? raw.values.node : ''} <b>`,
      blocks: [{ kind: 'fields', fields: [{ label: 'Rank', value: '1 of 454' }] }],
      actions: [{ label: 'a button', command: 'standings', args: {} }],
    }),
  );
  host.complete = async (command, option, text, limit) =>
    command === 'node' && option === 'node'
      ? ['huobi', 'huobi_pool', 'metanyx']
          .filter((account) => account.includes(text))
          .slice(0, limit)
          .map((account) => ({ value: account, label: `${account} · Name` }))
      : [];
  return { host, ...(await converse(host)) };
}

test('offers cards of the nodes that fit, in the person’s language, without counting as commands', async () => {
  const { host, fake } = await open();
  const id = fake.queryInline(fake.person(1, 'zh-hans'), 'huobi');
  await expect
    .poll(() => fake.inline.get(id))
    .toEqual([
      { id: 'huobi', title: 'huobi · Name', message: 'card of huobi <b>\n\nRank: 1 of 454' },
      { id: 'huobi_pool', title: 'huobi_pool · Name', message: 'card of huobi_pool <b>\n\nRank: 1 of 454' },
    ]);
  expect(host.heard[0]).toMatchObject({ command: 'node', locale: 'zh-hans', isPreview: true, isChatAdmin: false });
  const [answer] = fake.callsOf('answerInlineQuery');
  expect(answer?.payload).toMatchObject({ is_personal: true });
  expect(JSON.stringify(answer?.payload.results)).toContain('"description":"Rank: 1 of 454"');
  expect(JSON.stringify(answer?.payload.results)).not.toContain('a button');
});

test('nothing that fits is no trouble, nor is a card that cannot be made', async () => {
  const { host, fake } = await open();
  const anna = fake.person(1);
  const none = fake.queryInline(anna, 'nobody');
  await expect.poll(() => fake.inline.get(none)).toEqual([]);
  const { answer } = host;
  host.answer = async (invocation) => ({ ...(await answer(invocation)), kind: 'unavailable' });
  const failing = fake.queryInline(anna, 'huobi');
  await expect.poll(() => fake.inline.get(failing)).toEqual([]);
});

test('of several queries of one person only the newest is answered, and others are not held up', async () => {
  const { host, fake } = await open();
  const gate = Promise.withResolvers<void>();
  const { complete } = host;
  let asked = 0;
  host.complete = async (...args) => {
    asked++;
    if (args[2] === 'h') await gate.promise;
    return complete(...args);
  };
  const [anna, ben] = [fake.person(1), fake.person(2)];
  const first = fake.queryInline(anna, 'h');
  await expect.poll(() => asked).toBe(1);
  const [second, third] = ['hu', 'huobi_p'].map((text) => fake.queryInline(anna, text));
  const other = fake.queryInline(ben, 'meta');
  await expect.poll(() => fake.inline.get(other)).toHaveLength(1);
  gate.resolve();
  await expect.poll(() => fake.inline.get(third ?? '')).toHaveLength(1);
  expect(fake.inline.has(first)).toBe(true);
  expect(fake.inline.has(second ?? '')).toBe(false);
});
