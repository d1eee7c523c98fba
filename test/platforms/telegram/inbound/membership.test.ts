// What becomes of the bot in a chat reaches the core at once.
import { expect, test } from 'vitest';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { converse } from '../stage.ts';

const here = { kind: 'chat', chatId: '-1001' } as const;

async function openGroup(type: 'supergroup' | 'channel' = 'supergroup') {
  const host = createScriptedHost(() => say('an answer'));
  const { fake } = await converse(host);
  await expect.poll(() => fake.updates.isPolled()).toBe(true);
  const [boss, group] = [fake.person(1), fake.group(-1_001, { type })];
  return { host, fake, boss, group };
}

test.each([
  ['thrown out', { status: 'kicked' }],
  ['let go', { status: 'left' }],
  ['silenced', { status: 'restricted', can_send_messages: false, is_member: true }],
  ['silenced after it left', { status: 'restricted', can_send_messages: true, is_member: false }],
] as const)('%s: the group rests, until it is let in again and greets', async (_, status) => {
  const { host, fake, boss, group } = await openGroup();
  fake.setBotStatus(boss, group, status);
  await expect.poll(() => host.rested).toEqual([['closed', here]]);
  fake.setBotStatus(boss, group, { status: 'member' });
  await expect
    .poll(() => host.rested)
    .toEqual([
      ['closed', here],
      ['opened', here],
    ]);
});

test('a restricted bot that may write is there', async () => {
  const { host, fake, boss, group } = await openGroup();
  fake.setBotStatus(boss, group, { status: 'restricted', can_send_messages: true, is_member: true });
  await expect.poll(() => host.rested).toEqual([['opened', here]]);
  expect(fake.messages(group)).toEqual([]);
});

test.each([{ status: 'administrator', can_post_messages: false }, { status: 'member' }] as const)(
  'a channel in which it may not post rests, and none is greeted: %j',
  async (status) => {
    const { host, fake, boss, group } = await openGroup('channel');
    fake.setBotStatus(boss, group, status);
    await expect.poll(() => host.rested).toEqual([['closed', here]]);
    fake.setBotStatus(boss, group, { status: 'administrator', can_post_messages: true });
    await expect.poll(() => host.rested).toHaveLength(2);
    expect(fake.messages(group)).toEqual([]);
  },
);

test('a person who blocks the bot, and lets it write again', async () => {
  const { host, fake, boss } = await openGroup();
  const person = { kind: 'person', userId: '1' };
  fake.block(boss);
  await expect.poll(() => host.rested).toEqual([['closed', person]]);
  fake.setBotStatus(boss, 'private', { status: 'member' });
  await expect
    .poll(() => host.rested)
    .toEqual([
      ['closed', person],
      ['opened', person],
    ]);
  expect(fake.messages(boss)).toEqual([]);
});
