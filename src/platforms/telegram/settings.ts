// What an operator sets for Telegram.
import type { SettingsReader, Variables } from '../platform.ts';

/** What Telegram allows: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export const MESSAGES_PER_SECOND = 30;
/** What it allows those who pay: https://core.telegram.org/bots/api#sendmessage (allow_paid_broadcast) */
const MOST_PER_SECOND = 1_000;

export interface TelegramSettings {
  readonly token: string;
  /** Of the Bot API, when it is not Telegram's own. */
  readonly apiRoot?: string | undefined;
  /** Without it the bot polls. */
  readonly webhook?: Webhook | undefined;
  /** To all chats together. */
  readonly messagesPerSecond?: number;
}

/** Telegram takes a single character, which anybody guesses. */
const SECRET = /^[\w-]{16,256}$/;

export interface Webhook {
  /** The public address, https. Its path is where updates come in. */
  readonly url: string;
  /** Of A-Z, a-z, 0-9, _ and -: https://core.telegram.org/bots/api#setwebhook */
  readonly secret: string;
}

export const settings: SettingsReader<TelegramSettings> = {
  token: 'TELEGRAM_TOKEN',
  secrets: ['TELEGRAM_TOKEN', 'TELEGRAM_WEBHOOK_SECRET'],
  // At most 52 bits: https://core.telegram.org/bots/api#user
  userId: { pattern: /^[1-9]\d{0,15}$/, as: 'NUMBER, a number of up to 16 digits' },
  read: (variables) => {
    const token = variables.value('TELEGRAM_TOKEN');
    const apiRoot = variables.address('TELEGRAM_API_ROOT');
    const [messagesPerSecond, webhook] = [readRate(variables), readWebhook(variables)];
    return token === undefined ? undefined : { token, messagesPerSecond, apiRoot, webhook };
  },
};

function readRate({ value, check }: Variables): number {
  const rate = Number(value('TELEGRAM_MESSAGES_PER_SECOND') ?? MESSAGES_PER_SECOND);
  const isRate = Number.isInteger(rate) && rate >= 1 && rate <= MOST_PER_SECOND;
  check(isRate, `TELEGRAM_MESSAGES_PER_SECOND must be a whole number from 1 to ${MOST_PER_SECOND}`);
  return rate;
}

function readWebhook({ value, check }: Variables): Webhook | undefined {
  const url = value('TELEGRAM_WEBHOOK_URL');
  const secret = value('TELEGRAM_WEBHOOK_SECRET') ?? '';
  check(
    secret === '' || SECRET.test(secret),
    'TELEGRAM_WEBHOOK_SECRET must be 16 to 256 letters, digits, _ or -: what is shorter can be guessed',
  );
  if (url === undefined) return undefined;
  check(url.startsWith('https:') && URL.canParse(url), 'TELEGRAM_WEBHOOK_URL must be an https:// address');
  check(value('HTTP_PORT') !== undefined, 'TELEGRAM_WEBHOOK_URL needs HTTP_PORT, where the updates come in');
  check(secret !== '', 'TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET, which Telegram sends along');
  return { url, secret };
}
