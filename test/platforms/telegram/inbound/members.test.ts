// Who administers a chat: asked again when a minute is over, and never believed without an answer.
import { expect, test } from 'vitest';
import type { CallApi } from '../../../../src/platforms/telegram/deliver/client.ts';
import { createMembers } from '../../../../src/platforms/telegram/inbound/members.ts';

test('a list is kept for a minute, for each chat', async () => {
  let now = 0;
  const asked: unknown[] = [];
  const admins = [{ status: 'creator', user: { id: 1 } }];
  const call = async (method: string, payload: object) => {
    asked.push([method, payload]);
    return admins;
  };
  const sender = {
    message: async () => ({ kind: 'ok' }) as const,
    endNews: async () => undefined,
    aside: <T>(attempt: (call: CallApi) => Promise<T>) => attempt(call as CallApi),
  };
  const members = createMembers(sender, () => now);
  expect([await members.isAdmin('-1', '1'), await members.isAdmin('-1', '2')]).toEqual([true, false]);
  now = 59_999;
  admins.splice(0);
  expect(await members.isAdmin('-1', '1')).toBe(true);
  now = 60_000;
  expect(await members.isAdmin('-1', '1')).toBe(false);
  expect(await members.isAdmin('-2', '1')).toBe(false);
  expect(asked).toHaveLength(3);
});
