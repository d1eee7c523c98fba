// What every chat platform must hold for messages that nobody asked for; a part of the adapters' contract.
import { expect, test } from 'vitest';
import { say } from '../platforms/scripted-host.ts';
import type { Stage } from './chat-adapter.ts';
import { holds } from './exceptions.ts';

/** That may be pinged. */
export const ROLE = '4200000000000000042';
const HOSTILE = `@everyone @here <@&${ROLE}1> <@5> @herald_bot @anna <a href="tg://user?id=5">x</a> [y](tg://user?id=5)`;

export function newsTests(open: () => Promise<Stage>): void {
  test.each(['chat', 'person'] as const)('a message that nobody asked for arrives: to a %s', async (kind) => {
    const { adapter, actor, chat, shown } = await open();
    const to = kind === 'chat' ? chat : { kind, userId: actor.userId };
    expect(await adapter.send(to, say('news of the election'), 'key-1')).toEqual({ kind: 'ok' });
    await expect.poll(shown).toContain('news of the election');
  });

  test('a message to a thread arrives in it', async () => {
    const { adapter, thread } = await open();
    expect(await adapter.send(thread.to, say('news of the election'), 'key-1')).toEqual({ kind: 'ok' });
    await expect.poll(thread.shown).toContain('news of the election');
  });

  test('a message pings the role that its chat names, where there are roles, and nobody whom its text names', async () => {
    const { adapter, actor, thread, pinged } = await open();
    const hasRoles = holds(adapter.platform, 'pings the role that a chat names');
    expect(await adapter.send({ ...thread.to, pingRole: ROLE }, say(HOSTILE), 'key-1')).toEqual({ kind: 'ok' });
    await expect.poll(thread.shown).toContain('@everyone');
    expect(pinged()).toEqual(hasRoles ? [ROLE] : []);
    expect(await adapter.send(thread.to, say(HOSTILE), 'key-2')).toEqual({ kind: 'ok' });
    expect(await adapter.send({ kind: 'person', userId: actor.userId }, say(HOSTILE), 'key-3')).toEqual({ kind: 'ok' });
    expect(pinged()).toEqual(hasRoles ? [ROLE] : []);
  });

  test('after the end a message is certainly not shown', async () => {
    const { adapter, chat, shown } = await open();
    await adapter.stop();
    expect(await adapter.send(chat, say('news of the election'), 'key-1')).toEqual({ kind: 'unavailable' });
    expect(shown()).not.toContain('news of the election');
  });
}
