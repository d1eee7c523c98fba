// One kind of message refused is not a chat gone: picture, then document, then words, remembered for a day.
import { describe, expect, test } from 'vitest';
import { createRefusedKinds } from '../../../../src/platforms/telegram/deliver/refused-kinds.ts';
import type { SentKind } from '../../../fakes/telegram/rights.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { converse } from '../stage.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const chart = { kind: 'image', name: 'chart.png', data: png, alt: 'votes of the top ten' } as const;
const table = { kind: 'file', name: 'votes.csv', data: Buffer.from('a,b'), alt: 'votes as a table' } as const;
const text = { kind: 'text', text: 'The standings.' } as const;

async function openGroup(
  forbidden: readonly SentKind[],
  how?: { readonly code: 400 | 403; readonly by: 'words' | 'name' },
) {
  const actions = [{ label: 'Next', command: 'standings', args: {} }];
  const host = createScriptedHost(() => say('', { blocks: [chart, text], actions }));
  const { fake, adapter, logged } = await converse(host, { timeScale: 20 });
  const [anna, group] = [fake.person(1), fake.group(-1_001)];
  fake.forbid(group, forbidden, how);
  const ask = async () => {
    const before = fake.messages(group).length;
    fake.say(anna, group, '/standings');
    await expect.poll(() => fake.messages(group).length).toBeGreaterThan(before);
    await expect.poll(() => fake.shown(group)).toMatch(/\[Next\]$/);
    return fake.messages(group).slice(before);
  };
  const send = (blocks: readonly (typeof chart | typeof table)[]) =>
    adapter.send({ kind: 'chat', chatId: '-1001' }, say('', { blocks }), `key ${Math.random()}`);
  return { host, fake, group, ask, send, logged };
}

const WAYS = ([400, 403] as const).flatMap((code) => (['words', 'name'] as const).map((by) => ({ code, by })));

describe.each(WAYS)('refused with $code by $by', (how) => {
  test.each<[string, readonly SentKind[], object]>([
    ['pictures', ['photos'], { document: { file_name: 'chart.png' }, caption: /The standings/ }],
    ['pictures and files', ['photos', 'documents'], { text: /votes of the top ten.*The standings/s }],
  ])('%s: the answer comes all the same', async (_, kinds, expected) => {
    const { ask, host } = await openGroup(kinds, how);
    for (let time = 0; time < 2; time += 1) {
      const [message] = await ask();
      for (const [field, value] of Object.entries(expected)) {
        const shown = message?.[field as keyof typeof message];
        if (value instanceof RegExp) expect(shown).toMatch(value);
        else expect(shown).toMatchObject(value);
      }
    }
    expect(host.events.filter((event) => event.kind === 'sent' && event.delivery === 'gone')).toEqual([]);
  });

  test('text: the chat is gone, and its picture with it', async () => {
    const { send } = await openGroup(['photos', 'documents', 'text'], how);
    expect(await send([chart])).toEqual({ kind: 'gone' });
  });
});

test('what was refused is not tried again, in this chat alone', async () => {
  const { fake, ask } = await openGroup(['photos', 'documents']);
  await ask();
  await ask();
  expect([fake.callsOf('sendPhoto').length, fake.callsOf('sendDocument').length]).toEqual([1, 1]);
  const other = fake.group(-1_002);
  fake.say(fake.person(2), other, '/standings');
  await expect.poll(() => fake.messages(other)).toMatchObject([{ photo: [{ file_name: 'chart.png' }] }]);
});

test('a file becomes words, and news with pictures are delivered', async () => {
  const { fake, group, send } = await openGroup(['photos', 'documents']);
  expect(await send([table])).toEqual({ kind: 'ok' });
  expect(await send([chart, table])).toEqual({ kind: 'ok' });
  expect(fake.messages(group).map((message) => message.text)).toEqual([
    'votes as a table',
    'votes of the top ten',
    'votes as a table',
  ]);
});

test('after a day it is tried again', () => {
  let now = 0;
  const kinds = createRefusedKinds(() => now);
  const photo = { kind: 'photo', name: 'x', data: png, html: 'alt' } as const;
  const taken = () => kinds.asTaken('-1', photo);
  kinds.note('-1', 'photo');
  expect(taken()).toMatchObject({ kind: 'document' });
  kinds.note('-1', 'document');
  expect(taken()).toEqual({ kind: 'text', html: 'alt' });
  expect(kinds.asTaken('-1', { ...photo, html: ' ' })).toBeUndefined();
  expect(kinds.asTaken('-2', photo)).toBe(photo);
  now = 24 * 3_600_000;
  expect(taken()).toBe(photo);
});
