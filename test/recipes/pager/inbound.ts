// What comes in: questions of people, and receipts for what was posted. Anything else is not for us.
import { z } from 'zod';
import { splitCommand } from '../../../src/core/command/arguments.ts';
import type { Log } from '../../../src/core/ports/log.ts';
import type { AdapterHost } from '../../../src/core/ports/platform.ts';
import { lastAnswers } from '../../../src/platforms/last-answers.ts';
import type { Deliver } from './deliver.ts';
import { renderReply } from './render.ts';

export const PLATFORM = 'pager';

const question = z.object({
  kind: z.literal('question'),
  from: z.string(),
  room: z.string(),
  isPrivate: z.boolean(),
  language: z.string(),
  text: z.string(),
});
const delivery = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['ok', 'gone', 'unknown']) }),
  z.object({ kind: z.literal('rate-limited'), retryAfterMs: z.number() }),
]);
const receipt = z.object({ kind: z.literal('receipt'), key: z.string(), delivery });
const message = z.discriminatedUnion('kind', [question, receipt]);

export interface Inbound {
  hear(line: string): void;
  /** Resolves when all that was heard is answered; nothing is heard from now on. */
  end(): Promise<void>;
}

export function createInbound(host: AdapterHost, deliver: Deliver, log: Log): Inbound {
  const underWay = new Set<Promise<void>>();
  let hasEnded = false;
  return {
    hear: (line) => {
      const heard = readMessage(line);
      if (heard?.kind === 'receipt') deliver.receipt(heard);
      if (heard?.kind !== 'question' || hasEnded) return;
      const work = answer(host, deliver, heard)
        .catch((error: unknown) => log.error('the pager was not answered', { error }))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    },
    end: () => {
      hasEnded = true;
      return lastAnswers(Promise.all(underWay));
    },
  };
}

function readMessage(line: string): z.infer<typeof message> | undefined {
  try {
    return message.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

async function answer(host: AdapterHost, deliver: Deliver, asked: z.infer<typeof question>): Promise<void> {
  const { from, room, isPrivate, language, text } = asked;
  const { command, rest } = splitCommand(text);
  const { reply } = await host.answer({
    command,
    raw: { kind: 'line', text: rest },
    actor: { platform: PLATFORM, userId: from },
    actorName: from,
    chat: { platform: PLATFORM, chatId: room, kind: isPrivate ? 'private' : 'group' },
    isChatAdmin: false,
    source: 'typed',
    isTextOnly: true,
    locale: language,
  });
  await deliver.post({ room, text: renderReply(reply), key: crypto.randomUUID() });
}
