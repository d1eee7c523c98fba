// What becomes of a message: refusals, waiting, a group that moved, and what is never sent twice.
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../../src/core/reply/reply.ts';
import type { Fault } from '../../../fakes/telegram/faults.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { converse } from '../stage.ts';

/** Several news to one chat would take seconds at Telegram's own pace. */
async function open(timeScale = 10) {
  const host = createScriptedHost(() => say('an answer'));
  const meeting = await converse(host, { timeScale });
  const anna = meeting.fake.person(1);
  const send = (reply: Reply = say('news'), key = 'key', chatId = '1') =>
    meeting.adapter.send({ kind: 'chat', chatId }, reply, key);
  return { ...meeting, host, anna, send };
}

const refusal = (code: number, description: string, parameters?: object): Fault => ({
  method: 'sendMessage',
  kind: 'refuse',
  code,
  description,
  ...(parameters && { parameters }),
});

describe('news', () => {
  test.each([
    [403, 'Forbidden: bot was blocked by the user'],
    [403, 'Forbidden: bot was kicked from the supergroup chat'],
    [403, 'Forbidden: user is deactivated'],
    [400, 'Bad Request: chat not found'],
    [400, 'Bad Request: not enough rights to send text messages to the chat'],
    [400, 'Bad Request: have no rights to send a message'],
    [400, 'Bad Request: need administrator rights in the channel chat'],
    [403, 'Forbidden: not enough rights to send text messages to the chat'],
    [400, 'Bad Request: CHAT_SEND_PLAIN_FORBIDDEN'],
    [403, 'Forbidden: chat_send_plain_forbidden'],
    [400, 'Bad Request: CHAT_WRITE_FORBIDDEN'],
  ])('%i %s: the chat is gone', async (code, description) => {
    const { fake, send, host } = await open();
    fake.faults.add(refusal(code, description));
    expect(await send()).toEqual({ kind: 'gone' });
    expect(host.events).toContainEqual({ kind: 'sent', delivery: 'gone' });
  });

  test.each(['message thread not found', 'TOPIC_CLOSED', 'TOPIC_DELETED', 'topic_id_invalid'])(
    '%s: the topic is closed, and its chat is not gone',
    async (description) => {
      const { fake, send, host } = await open();
      fake.faults.add(refusal(400, `Bad Request: ${description}`));
      expect(await send()).toEqual({ kind: 'closed' });
      expect(host.events).toContainEqual({ kind: 'sent', delivery: 'closed' });
    },
  );

  test('blocked, unknown and kicked are gone on the fake as on Telegram', async () => {
    const { fake, anna, send } = await open();
    const group = fake.group(-1_001);
    fake.block(anna);
    fake.kickBot(group);
    for (const chatId of ['1', '404', '-1001'])
      expect(await send(say('news'), 'key', chatId)).toEqual({ kind: 'gone' });
  });

  test.each<[string, Fault, string]>([
    ['a 5xx', { method: 'sendMessage', kind: 'html', status: 502 }, 'unknown'],
    ['a reset', { method: 'sendMessage', kind: 'reset' }, 'unknown'],
    ['a refused token', refusal(401, 'Unauthorized'), 'unavailable'],
  ])('%s: for whoever sends to try again, who is told whether it may have arrived', async (_, fault, kind) => {
    const { fake, anna, send } = await open();
    fake.faults.add({ ...fault, times: 1 });
    expect(await send()).toEqual({ kind });
    expect(await send()).toEqual({ kind: 'ok' });
    expect(fake.shown(anna)).toBe('news');
  });

  test('429: what was asked to wait is handed on, other chats are served', async () => {
    const { fake, send, host } = await open();
    fake.person(2);
    fake.faults.add({ ...refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 }), chatId: '1' });
    expect(await send()).toEqual({ kind: 'rate-limited', retryAfterMs: 7_000 });
    expect(await send(say('news'), 'other', '2')).toEqual({ kind: 'ok' });
    expect(host.events).toContainEqual({ kind: 'told-to-wait', retryAfterMs: 7_000 });
  });

  test('429: until it may be tried again the chat is not even asked', async () => {
    const { fake, send } = await open();
    fake.faults.add({ ...refusal(429, 'Too Many Requests', { retry_after: 7 }), times: 1 });
    await send();
    expect(await send()).toMatchObject({ kind: 'rate-limited', retryAfterMs: expect.any(Number) });
    expect(fake.callsOf('sendMessage')).toEqual([]);
  });

  test('429 for three chats at one time is about all: news come back, a command is answered when it may be', async () => {
    const { fake, anna, send } = await open();
    for (const id of [2, 3, 4, 5]) fake.person(id);
    for (const chatId of ['2', '3', '4']) {
      fake.faults.add({ ...refusal(429, 'Too Many Requests', { retry_after: 3 }), chatId, times: 1 });
    }
    const held = await Promise.all(['2', '3', '4'].map((id) => send(say('news'), id, id)));
    expect(held.map(({ kind }) => kind)).toEqual(['rate-limited', 'rate-limited', 'rate-limited']);
    const start = performance.now();
    expect(await send(say('news'), '5', '5')).toMatchObject({ kind: 'rate-limited' });
    fake.say(anna, 'private', '/standings');
    await expect.poll(() => fake.messages(anna)).toHaveLength(1);
    expect((fake.callsOf('sendMessage')[0]?.at ?? 0) - start).toBeGreaterThan(2_500);
  });

  test.each<[string, Fault]>([
    ['a 5xx', { method: 'sendMessage', kind: 'html', status: 502, times: 1 }],
    ['no answer', { method: 'sendMessage', kind: 'silent', times: 1 }],
  ])('%s in the middle of a message: not sent again by ourselves', async (_, fault) => {
    const { fake, anna, send } = await open();
    fake.onMessage = () => {
      fake.faults.add(fault);
      fake.onMessage = undefined;
    };
    const parts = Array.from({ length: 2_000 }, (_, word) => `word${word}`).join(' ');
    expect(await send(say(parts))).toEqual({ kind: 'unknown' });
    expect(fake.messages(anna)).toHaveLength(fault.kind === 'silent' ? 2 : 1);
  });

  test('to a person go to the private chat, which has the id of the person', async () => {
    const { adapter, fake, anna } = await open();
    expect(await adapter.send({ kind: 'person', userId: '1' }, say('news'), 'key')).toEqual({ kind: 'ok' });
    expect(fake.shown(anna)).toBe('news');
  });

  test('that are on their way at the end arrive, those that wait for their turn come back', async () => {
    const { adapter, fake, anna, send } = await open(1);
    const ben = fake.person(2);
    const [one, two] = [send(say('one'), '1'), send(say('two'), '2')];
    const other = send(say('three'), '3', '2');
    await expect.poll(() => fake.messages(ben)).toHaveLength(1);
    await adapter.stop();
    expect(await Promise.all([one, two, other])).toEqual([{ kind: 'ok' }, { kind: 'unavailable' }, { kind: 'ok' }]);
    expect(await send(say('four'), '4', '2')).toEqual({ kind: 'unavailable' });
    expect(fake.shown(anna)).toBe('one');
  });

  test('any other refusal is final, and says why', async () => {
    const { fake, send } = await open();
    fake.faults.add(refusal(400, 'Bad Request: WHATEVER'));
    expect(await send()).toEqual({ kind: 'rejected', why: '400: Bad Request: WHATEVER' });
  });

  test('a message sent again goes on where it stopped', async () => {
    const { fake, anna, send } = await open();
    const long = say(Array.from({ length: 900 }, (_, word) => `word${word}`).join(' '));
    const [one, two] = [/word0 /, /word899$/];
    fake.faults.add({ ...refusal(401, 'Unauthorized'), times: 1 });
    expect(await send(long)).toEqual({ kind: 'unavailable' });
    expect(await send(long)).toEqual({ kind: 'ok' });
    expect(await send(long)).toEqual({ kind: 'ok' });
    expect(fake.messages(anna)).toHaveLength(2);
    fake.onMessage = () => {
      fake.faults.add({ ...refusal(401, 'Unauthorized'), times: 1 });
      fake.onMessage = undefined;
    };
    expect(await send(long, 'another')).toEqual({ kind: 'unavailable' });
    expect(await send(long, 'another')).toEqual({ kind: 'ok' });
    for (const part of [one, two]) {
      expect(fake.messages(anna).filter(({ text }) => part.test(text ?? ''))).toHaveLength(2);
    }
  });

  test('a message that may have arrived in part is sent again as a whole, for its repeat says so', async () => {
    const { fake, anna, send } = await open();
    const words = Array.from({ length: 900 }, (_, word) => `word${word}`).join(' ');
    fake.onMessage = () => {
      fake.faults.add({ method: 'sendMessage', kind: 'silent', times: 1 });
      fake.onMessage = undefined;
    };
    expect(await send(say(words))).toEqual({ kind: 'unknown' });
    expect(await send(say(words, { title: 'a repeat' }))).toEqual({ kind: 'ok' });
    const texts = fake.messages(anna).map(({ text = '' }) => text.slice(0, 8));
    expect(texts.slice(0, 1)).toEqual(['word0 wo']);
    expect(texts.slice(2, 3)).toEqual(['a repeat']);
  });

  test('of a group that moved reach it under its new id, which the core hears', async () => {
    const { fake, send, host } = await open();
    const group = fake.group(-50, { type: 'group' });
    const moved = fake.migrate(group, -1_050, 'quietly');
    expect(await send(say('news'), 'key', '-50')).toEqual({ kind: 'ok' });
    expect(await send(say('more'), 'key 2', '-50')).toEqual({ kind: 'ok' });
    expect(fake.shown(moved)).toBe('news\nmore');
    expect(host.moved).toEqual([['-50', '-1050']]);
    expect(fake.callsOf('sendMessage').map(({ payload }) => payload.chat_id)).toEqual(['-50', '-1050', '-1050']);
  });
});

describe('pictures and files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const chart = { kind: 'image', name: 'chart.png', data: png, alt: 'votes <b> of @everyone' } as const;

  test('a picture alone carries the text as its caption, with its alternative text and the buttons', async () => {
    const { fake, anna, send } = await open();
    const actions = [{ label: 'Again', command: 'standings', args: {} }];
    expect(await send(say('above', { blocks: [chart], title: 'Votes', footer: 'block 7', actions }))).toEqual({
      kind: 'ok',
    });
    expect(fake.messages(anna)).toMatchObject([
      { photo: [{ file_name: 'chart.png' }], reply_markup: { inline_keyboard: [[{ text: 'Again' }]] } },
    ]);
    expect(fake.shown(anna)).toBe('chart.png\nVotes\n\nvotes <b> of @everyone\n\nblock 7\n[Again]');
    expect(fake.messages(anna)[0]?.caption_entities?.map(({ type }) => type)).toEqual(['bold', 'italic']);
  });

  test('the library drops objects of a form that it does not know: the reply still names its question', async () => {
    const host = createScriptedHost(() => say('', { blocks: [chart] }));
    const { fake } = await converse(host);
    const [anna, group] = [fake.person(1), fake.group(-1_001)];
    fake.say(anna, group, '/standings');
    await expect.poll(() => fake.messages(group)).toHaveLength(1);
    expect(fake.messages(group)[0]?.reply_to_message).toMatchObject({ message_id: 1 });
  });

  test('with more text than a caption holds a picture stands above it, and one that is none is a file', async () => {
    const { fake, anna, send } = await open();
    const broken = { ...chart, data: new Uint8Array([1, 2, 3]) };
    const text = { kind: 'text', text: 'word '.repeat(300) } as const;
    expect(await send(say('', { blocks: [text, broken], footer: 'the end' }))).toEqual({ kind: 'ok' });
    expect(fake.messages(anna)).toMatchObject([
      { caption: expect.stringContaining('votes'), document: { file_name: 'chart.png', file_size: 3 } },
      { text: expect.stringMatching(/word.*the end/s) },
    ]);
  });
});
