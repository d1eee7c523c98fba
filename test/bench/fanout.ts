// News to thousands of Telegram chats, as fast as Telegram takes them, while people ask and are answered.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatAdapter } from '../../src/core/ports/platform.ts';
import { createTelegramAdapter } from '../../src/platforms/telegram/index.ts';
import type { Delivered } from '../fakes/delivered.ts';
import { type SpawnedFakes, spawnFakes } from '../fakes/spawn.ts';
import { createScriptedHost, say } from '../platforms/scripted-host.ts';
import { ms, printRow, quantile } from './figures.ts';
import { fillOutbox } from './outbox.ts';

const CHATS = 3_000;
const IN_FLIGHT = 30;
/** The fake counts its limits so many times faster than Telegram: a minute and a half would be long to wait. */
const SCALE = 10;
const PER_SECOND = 30 * SCALE;
const ASK_EVERY_MS = 100;
const NEWS = 'some news';
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function benchFanout(): Promise<void> {
  console.log(
    `\nNews to ${CHATS} Telegram chats that are held to 30 messages a second (${SCALE} times faster), with a command every ${ASK_EVERY_MS} ms`,
  );
  printRow('', 'of the limit', '429', 'command p50', 'command worst');
  await measure(
    `adapter alone, ${IN_FLIGHT} messages under way`,
    async (adapter, count) => () => sendInParallel(adapter, count),
  );
  await measure('an alert of all of them, out of the outbox', fillOutbox);
}

/** Gets ready to bring news to chats 1 to `count` in its own way, and does so when it is called. */
type Prepare = (adapter: ChatAdapter, count: number) => Promise<() => Promise<void>>;

async function measure(what: string, prepare: Prepare): Promise<void> {
  await using fakes = await spawnFakes({ limits: { scale: SCALE } });
  await fakes.tell(
    'telegramPeople',
    Array.from({ length: CHATS * 2 }, (_, index) => index + 1),
  );
  const adapter = createTelegramAdapter({ ...fakes.telegram, log, timeScale: SCALE });
  await adapter.start(createScriptedHost(() => say('an answer')));
  const deliver = await prepare(adapter, CHATS);
  const asking = new AbortController();
  const asked = askNowAndThen(fakes, asking.signal);
  await deliver();
  asking.abort();
  const askedAt = await asked;
  const { telegram } = await fakes.tell('delivered');
  const { refused } = (await fakes.tell('counts')).telegram;
  await adapter.stop();
  report(what, telegram, askedAt, refused);
}

async function sendInParallel(adapter: ChatAdapter, count: number): Promise<void> {
  let next = 1;
  const work = async () => {
    while (next <= count) {
      const userId = String(next++);
      for (let waitMs: number | undefined = 0; waitMs !== undefined; ) {
        await sleep(waitMs);
        const delivery = await adapter.send({ kind: 'person', userId }, say(NEWS), userId);
        waitMs = delivery.kind === 'rate-limited' ? delivery.retryAfterMs : undefined;
      }
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
}

/** People who get no news ask, one after the other; who asked when. */
async function askNowAndThen(fakes: SpawnedFakes, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const askedAt = new Map<string, number>();
  for (let id = CHATS + 1; !signal.aborted; id++) {
    askedAt.set(String(id), Date.now());
    await fakes.tell('sayOnTelegram', id, '/standings');
    await sleep(ASK_EVERY_MS);
  }
  await sleep(1_000);
  return askedAt;
}

function report(
  what: string,
  delivered: readonly Delivered[],
  askedAt: ReadonlyMap<string, number>,
  refused: number,
): void {
  const news = delivered.filter(({ chatId }) => !askedAt.has(chatId)).map(({ at }) => at);
  const answers = delivered
    .flatMap(({ chatId, at }) => at - (askedAt.get(chatId) ?? Number.NaN))
    .filter(Number.isFinite);
  const all = delivered.map(({ at }) => at).filter((at) => at <= Math.max(...news));
  const seconds = (Math.max(...all) - Math.min(...all)) / 1_000;
  if (news.length !== CHATS || answers.length !== askedAt.size) throw new Error('not everything arrived');
  printRow(
    what,
    `${((100 * (all.length - 1)) / seconds / PER_SECOND).toFixed(1)} %`,
    String(refused),
    ms(quantile(answers, 0.5)),
    ms(Math.max(...answers)),
  );
}
