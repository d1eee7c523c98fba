// What becomes of an answer: it waits when Telegram asks for it, and what may have arrived is not sent again.
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../fakes/telegram/faults.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { converse } from '../stage.ts';

/** Several news to one chat would take seconds at Telegram's own pace. */
async function open(timeScale = 10) {
  const host = createScriptedHost(() => say('an answer'));
  const meeting = await converse(host, { timeScale });
  const anna = meeting.fake.person(1);
  const send = () => meeting.adapter.send({ kind: 'chat', chatId: '1' }, say('news'), 'key');
  return { ...meeting, host, anna, send };
}

const refusal = (code: number, description: string, parameters?: object): Fault => ({
  method: 'sendMessage',
  kind: 'refuse',
  code,
  description,
  ...(parameters && { parameters }),
});

describe('an answer', () => {
  test('no throttling and no 429 retry in the library: it waits what was asked and no less, and other chats do not', async () => {
    const { fake, anna } = await open();
    const ben = fake.person(2);
    fake.faults.add({ ...refusal(429, 'Too Many Requests', { retry_after: 1 }), chatId: '1', times: 1 });
    const start = performance.now();
    fake.say(anna, 'private', '/standings');
    fake.say(ben, 'private', '/standings');
    await expect.poll(() => fake.messages(anna)).toHaveLength(1);
    const at = (chatId: string) =>
      fake.callsOf('sendMessage').find(({ payload }) => payload.chat_id === chatId)?.at ?? 0;
    expect(at('1') - start).toBeGreaterThan(990);
    expect(at('2')).toBeLessThan(at('1'));
  });

  test('comes after a 5xx and after an API that was not there', async () => {
    const { fake, anna } = await open();
    fake.faults.add({ method: 'sendMessage', kind: 'html', status: 500, times: 1 });
    fake.say(anna, 'private', '/standings');
    await expect.poll(() => fake.messages(anna)).toHaveLength(1);
  });

  test('Telegram has no idempotent send: what may have arrived is not sent again, and the person is told', async () => {
    const { fake, anna, host, logged } = await open();
    fake.faults.add({ method: 'sendMessage', kind: 'late-html', status: 200, times: 1 });
    fake.say(anna, 'private', '/standings');
    await expect.poll(() => host.events).toContainEqual({ kind: 'sent', delivery: 'unknown' });
    fake.say(anna, 'private', '/standings');
    await expect.poll(() => fake.shown(anna)).toBe('an answer\nplatforms.telegram.in-doubt\nan answer');
    expect(logged.join('\n')).toContain('an answer was not delivered');
  });

  test('a non-JSON 4xx puts the token into the error text: neither log nor reply holds it', async () => {
    const { fake, anna, send, logged, host } = await open();
    for (const chatId of ['1', '-1001']) {
      fake.faults.add({ method: 'sendMessage', chatId, kind: 'html', status: 404, times: 1 });
    }
    fake.faults.add({ method: 'getChatAdministrators', kind: 'html', status: 404 });
    expect(await send()).toEqual({ kind: 'unknown' });
    fake.say(anna, fake.group(-1_001), '/standings');
    fake.say(anna, 'private', '/standings');
    await expect.poll(() => fake.messages(anna)).toHaveLength(1);
    await expect.poll(() => logged.join('\n')).toContain('not delivered');
    expect([...logged, JSON.stringify(host.events), fake.shown(anna)].join('\n')).not.toContain(fake.token);
    expect([...logged].join('\n')).not.toContain(fake.token.split(':')[1]);
  });

  test('to a group that just moved arrives there', async () => {
    const { fake, anna, host } = await open();
    const group = fake.group(-50, { type: 'group' });
    const moved = fake.migrate(group, -1_050, 'quietly');
    fake.say(anna, group, '/standings');
    await expect.poll(() => fake.shown(moved)).toBe('an answer');
    expect(host.moved).toEqual([['-50', '-1050']]);
  });

  test('six at once to one chat are not sent faster than Telegram takes them', async () => {
    const { fake, anna } = await open(1);
    for (let count = 0; count < 6; count++) fake.say(anna, 'private', '/standings');
    await expect.poll(() => fake.messages(anna)).toHaveLength(6);
    const times = fake.callsOf('sendMessage').map(({ at }) => at);
    expect((times[5] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(950);
  });
});
