import { expect, test } from 'vitest';
import { type Asked, defineCommand } from '../../../src/core/command/command.ts';
import { createWorld, openWorld, reply } from '../sample-world.ts';

test('a command is given who asks, the services that it needs, and no others', async () => {
  let given: readonly string[] = [];
  const curious = defineCommand({
    name: 'curious',
    needs: ['clock', 'people'],
    options: {},
    examples: [''],
    changes: false,
    privacy: 'chat',
    run: async (asked) => {
      given = Object.keys(asked);
      return reply('');
    },
  });
  const world = await createWorld([curious]);
  await openWorld(world).answer({
    command: 'curious',
    raw: { kind: 'line', text: '' },
    source: 'typed',
    actor: { platform: 'test', userId: 'someone' },
    actorName: 'Someone',
    chat: { platform: 'test', chatId: '1', kind: 'private' },
    isChatAdmin: false,
    privateUrl: 'https://chat.example',
  });
  const asked: Readonly<Record<keyof Asked, true>> = {
    t: true,
    texts: true,
    locale: true,
    locales: true,
    actor: true,
    actorName: true,
    chat: true,
    isChatAdmin: true,
    isAnonymous: true,
    isOwner: true,
    privateUrl: true,
    known: true,
    isTextOnly: true,
    callStyle: true,
    commands: true,
  };
  expect(new Set(given)).toEqual(new Set([...Object.keys(asked), 'clock', 'people']));
});
