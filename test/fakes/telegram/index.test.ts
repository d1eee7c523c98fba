// The fake is worth as much as it is like Telegram: its refusals, its entities, its polling.
import { describe, expect, test } from 'vitest';
import { openFake } from '../../platforms/telegram/stage.ts';
import { format } from './messages.ts';

describe('HTML', () => {
  test.each([
    ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['é<foo>x</foo>', 'Unsupported start tag "foo" at byte offset 2'],
    ['a < b', 'Unclosed start tag at byte offset 2'],
    ['<script>x</script>', 'Unsupported start tag "script" at byte offset 0'],
  ])('%s is refused', (html, why) => {
    expect(() => format(html, 'HTML')).toThrow(`Bad Request: can't parse entities: ${why}`);
  });

  test('is read to text and entities, in UTF-16 units', () => {
    expect(
      format('  😀<b>bold <i>both</i></b> &amp;&lt;&unknown; <a href="https://iost.io/?a&amp;b">x</a> \n', 'HTML'),
    ).toEqual({
      text: '😀bold both &<&unknown; x',
      entities: [
        { type: 'bold', offset: 2, length: 9 },
        { type: 'italic', offset: 7, length: 4 },
        { type: 'text_link', offset: 24, length: 1, url: 'https://iost.io/?a&b' },
      ],
    });
  });

  test('keeps the blanks with which a fixed-width block begins', () => {
    expect(format('\n <pre>  1\n 10</pre>', 'HTML')).toEqual({
      text: '  1\n 10',
      entities: [{ type: 'pre', offset: 0, length: 7 }],
    });
  });

  test('is not looked into for mentions where it is code or a link', () => {
    expect(format('<code>@everyone</code> <a href="https://a.example">evil.com</a>', 'HTML').entities).toHaveLength(2);
  });
});

test('a second poller throws the first one out', async () => {
  const fake = await openFake();
  const first = fake.updates.poll(0, 100, 5_000);
  void fake.updates.poll(0, 100, 50);
  await expect(first).rejects.toThrow('terminated by other getUpdates request');
});

test('what was not acknowledged comes again', async () => {
  const fake = await openFake();
  const id = fake.say(fake.person(1), 'private', 'hello') ?? 0;
  expect(await fake.updates.poll(0, 100, 0)).toHaveLength(1);
  expect(await fake.updates.poll(id, 100, 0)).toHaveLength(1);
  expect(await fake.updates.poll(id + 1, 100, 0)).toHaveLength(0);
});

test('the limits are Telegram’s', async () => {
  const fake = await openFake();
  fake.person(1);
  const call = async (method: string, payload: object) => {
    const body = JSON.stringify({ chat_id: 1, ...payload });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${fake.apiRoot}/bot${fake.token}/${method}`, { method: 'POST', headers, body });
    return (await response.json()) as { ok: boolean; description?: string };
  };
  const button = (data: string) => ({
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: data }]] },
  });
  const refusals: readonly (readonly [string, object, string])[] = [
    ['sendMessage', { text: '' }, 'message text is empty'],
    ['sendMessage', { text: '<b> </b>', parse_mode: 'HTML' }, 'message text is empty'],
    ['sendMessage', { text: 'x'.repeat(4_097) }, 'message is too long'],
    ['sendMessage', button('x'.repeat(65)), 'BUTTON_DATA_INVALID'],
    ['sendMessage', { text: 'x', message_thread_id: 5 }, 'message thread not found'],
    ['sendMessage', { text: 'x', chat_id: 404 }, 'chat not found'],
    ['editMessageText', { text: 'x', message_id: 404 }, 'message to edit not found'],
    ['setMyCommands', { commands: [{ command: 'No', description: 'x' }] }, 'BOT_COMMAND_INVALID'],
    ['answerCallbackQuery', { callback_query_id: 'x' }, 'query is too old'],
    ['nonsense', {}, 'Not Found'],
  ];
  for (const [method, payload, why] of refusals) {
    expect((await call(method, payload)).description).toContain(why);
  }
  expect(await call('sendMessage', { text: `<b>${'&lt;'.repeat(4_096)}</b>`, parse_mode: 'HTML' })).toMatchObject({
    ok: true,
  });
  expect(await call('sendMessage', button('x'.repeat(64)))).toMatchObject({ ok: true });
});
