// Where the operator's nodes are is in no answer of any command to anybody, save for owners in private.
import { expect, test } from 'vitest';
import type { Outcome } from '../../src/core/ports/platform.ts';
import { type Asker, commands, startHost } from '../support/host.ts';
import { tell } from '../support/tell.ts';

const PLACES: readonly Asker[] = [
  { userId: 'someone' },
  { userId: 'someone', kind: 'group' },
  { userId: 'someone', kind: 'channel', isChatAdmin: true },
  { userId: 'boss', kind: 'group', isChatAdmin: true },
  { userId: 'boss', platform: 'elsewhere' },
];

/** Files too, as text. */
function everything({ reply, welcome }: Outcome): string {
  return JSON.stringify([reply, welcome], (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
}

test.each(['while the node answers', 'once it is gone'])('%s', async (when) => {
  await using bot = await startHost({ owners: ['test:boss'] });
  const { host, port } = new URL(bot.devnet.url);
  await tell(bot, { votes: { iost_kor: '2900000' }, flags: { isFirst: true } });
  for (const asker of PLACES) await bot.ask('watch iost_kor votes 3m', { ...asker, isChatAdmin: true });
  await tell(bot, { votes: { iost_kor: '3100000' } });
  if (when === 'once it is gone') await bot.devnet.stop();
  for (const { name, examples } of commands) {
    for (const line of new Set(['', ...examples, 'history json', 'history csv'])) {
      for (const asker of PLACES) {
        const text = everything(await bot.ask(`${name} ${line}`, asker));
        expect(text, `${name} ${line}`).not.toContain(host);
        expect(text, `${name} ${line}`).not.toContain(`:${port}`);
      }
    }
  }
  const owners = await bot.ask('status', { userId: 'boss' });
  expect(everything(owners)).toContain(host);
});
