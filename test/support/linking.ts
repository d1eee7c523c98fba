// People who link their accounts by what they type and press, and what each account is told of it.
import { composeMessage } from '../../src/alerts/send/message.ts';
import type { Outcome } from '../../src/core/ports/platform.ts';
import { type Asker, readable, type TestHost } from './host.ts';

export async function codeOf(bot: TestHost, asker: Asker): Promise<string> {
  return /link (\w+)/.exec(readable(await bot.ask('link', asker)))?.[1] ?? '';
}

/** Presses the first button of a question. */
export async function sayYes(bot: TestHost, asker: Asker, { reply }: Outcome): Promise<Outcome> {
  const [yes] = reply.actions ?? [];
  if (!yes) throw new Error('no button');
  return bot.press(yes, asker);
}

/** With both their yes; who made the code comes first. */
export async function linkBoth(bot: TestHost, first: Asker, second: Asker): Promise<void> {
  await sayYes(bot, second, await bot.ask(`link ${await codeOf(bot, first)}`, second));
  await sayYes(bot, first, await bot.ask('link', first));
  for (const asker of [first, second]) await newsOf(bot, asker);
}

/** What waits for this account alone, as it is shown there; it waits no longer. */
export async function newsOf({ store, host }: TestHost, asker: Asker): Promise<readonly Outcome[]> {
  const at = Date.UTC(2100, 0);
  const parcels = (await store.outbox.claim(at, 99, [])).filter(({ alerts }) => alerts.some(({ news }) => news));
  const words = { t: host.texts('en'), locale: 'en', names: [] };
  const shown: Outcome[] = [];
  for (const parcel of parcels) {
    const [destination] = parcel.destinations;
    if (destination?.to.kind !== 'person') continue;
    const isTheirs = destination.to.userId === asker.userId && destination.platform === (asker.platform ?? 'test');
    if (!isTheirs) {
      await store.outbox.settle([{ parcel, outcome: { kind: 'retry', dueAt: 0, platform: '', isUnsure: false } }]);
      continue;
    }
    const reply = await composeMessage({ words, digest: async () => [] }, parcel, destination, {});
    shown.push({ kind: 'answered', reply, locale: 'en' });
    await store.outbox.settle([{ parcel, outcome: { kind: 'delivered', platform: destination.platform, at } }]);
  }
  return shown;
}
