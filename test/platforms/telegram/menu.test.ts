// The command menus: for each language and scope, and set only where they changed.
import { expect, test } from 'vitest';
import { defineCommand } from '../../../src/core/command/command.ts';
import { createScriptedHost, say, standings } from '../scripted-host.ts';
import { meet, openFake } from './stage.ts';

const command = (name: string, access: 'anyone' | 'chat-admin' | 'owner') =>
  defineCommand({
    name,
    needs: [],
    access,
    options: {},
    examples: [''],
    changes: false,
    privacy: 'chat',
    run: async () => say('unused'),
  });

async function register(fake: Awaited<ReturnType<typeof openFake>>, suffix = '') {
  const host = createScriptedHost(() => say('unused'));
  const { adapter, logged } = meet(fake);
  await adapter.start({
    ...host,
    commands: [standings, command('watch', 'chat-admin'), command('ban', 'owner')],
    texts: (locale) => (key) => `${key} in ${locale}${suffix}`,
  });
  return { adapter, logged };
}

test('each scope and language has the commands that are for it', async () => {
  const fake = await openFake();
  await register(fake);
  await expect.poll(() => fake.menus.size).toBe(6);
  const names = (key: string) => fake.menus.get(key)?.map((each) => each.command);
  expect(names('all_private_chats')).toEqual(['standings', 'watch']);
  expect(names('all_group_chats')).toEqual(['standings']);
  expect(names('all_chat_administrators zh')).toEqual(['standings', 'watch']);
  expect(fake.menus.get('all_group_chats')?.[0]?.description).toBe('commands.standings.description in en');
  expect(fake.menus.get('all_group_chats zh')?.[0]?.description).toBe('commands.standings.description in zh-CN');
});

test('nothing is set again until it changes', async () => {
  const fake = await openFake();
  const asked = () => fake.callsOf('getMyCommands').length;
  const { adapter } = await register(fake);
  await expect.poll(() => fake.callsOf('setMyCommands')).toHaveLength(6);
  await adapter.stop();
  const second = await register(fake);
  await expect.poll(asked).toBe(12);
  expect(fake.callsOf('setMyCommands')).toHaveLength(6);
  await second.adapter.stop();
  await register(fake, ', better');
  await expect.poll(() => fake.callsOf('setMyCommands')).toHaveLength(12);
});

test('a refusal stops nothing', async () => {
  const fake = await openFake();
  fake.faults.add({ method: 'setMyCommands', kind: 'html', status: 404 });
  const { logged } = await register(fake);
  await expect.poll(() => logged.join('\n')).toContain('the menus are not set');
  await expect.poll(() => fake.callsOf('getUpdates').length).toBeGreaterThan(0);
  expect(logged.join('\n')).not.toContain(fake.token);
});
