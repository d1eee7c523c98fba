// The real adapter on the real telegraf, connected to a fake Telegram.
import { onTestFinished } from 'vitest';
import type { Log } from '../../../src/core/ports/log.ts';
import type { AdapterHost, ChatAdapter } from '../../../src/core/ports/platform.ts';
import { createTelegramAdapter, type TelegramOptions } from '../../../src/platforms/telegram/index.ts';
import { type FakeTelegram, startFakeTelegram } from '../../fakes/telegram/index.ts';

export interface Meeting {
  readonly fake: FakeTelegram;
  readonly adapter: ChatAdapter;
  /** Everything that was logged. */
  readonly logged: readonly string[];
}

export async function openFake(): Promise<FakeTelegram> {
  return closeAfterwards(await startFakeTelegram());
}

/** At the end of the test, what was opened last first: so an adapter's last words are heard. */
export function closeAfterwards<T extends { stop(): Promise<void> }>(each: T): T {
  onTestFinished(() => each.stop());
  return each;
}

/** Not started. */
export function meet(fake: FakeTelegram, options: Partial<TelegramOptions> = {}): Meeting {
  const logged: string[] = [];
  const note = (message: string, fields: object = {}) => logged.push(`${message} ${inspectAll(fields)}`);
  const log: Log = { info: note, warn: note, error: note };
  const adapter = createTelegramAdapter({ token: fake.token, apiRoot: fake.apiRoot, log, ...options });
  return { fake, adapter: closeAfterwards(adapter), logged };
}

/** Not started, and stopped by whoever asked for it. */
export function meetAlone(fake: FakeTelegram, options: Partial<TelegramOptions> = {}): ChatAdapter {
  const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return createTelegramAdapter({ token: fake.token, apiRoot: fake.apiRoot, log, ...options });
}

/** Started, with a fake of its own. */
export async function converse(host: AdapterHost, options: Partial<TelegramOptions> = {}): Promise<Meeting> {
  const meeting = meet(await openFake(), options);
  await meeting.adapter.start(host);
  return meeting;
}

/** Also what an error hides. */
function inspectAll(fields: object): string {
  return Object.values(fields)
    .map((value) => (value instanceof Error ? `${value.stack} ${JSON.stringify(value)}` : JSON.stringify(value)))
    .join(' ');
}
