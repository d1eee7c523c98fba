// Estimates asked at once with the real simulation in its thread.
import { test } from 'vitest';
import { asksAtOnce } from '../commands/rewards/crowd-of-questions.ts';
import { startHost } from '../support/host.ts';

test('twenty different estimates asked at once are those asked one by one, or say that they are pending', async () => {
  await using crowded = await startHost({ ttlMs: 600_000 });
  await using calm = await startHost({ ttlMs: 600_000 });
  await asksAtOnce(crowded, calm);
});
