// Inline mode: "@herald_bot huobi" in any chat offers cards of the nodes that fit.
import type { InlineQueryResult } from 'telegraf/types';
import type { AdapterHost, Completion, Outcome } from '../../../core/ports/platform.ts';
import type { Sender } from '../deliver/sender.ts';
import { briefFields } from '../render/brief.ts';
import { renderReply } from '../render/index.ts';
import { type Incoming, PLATFORM } from './updates.ts';

const MAX_CARDS = 8;
/** For as long Telegram may show the same cards again. */
const CACHE_S = 15;
/** Bytes, which is characters in the name of an account: https://core.telegram.org/bots/api#inlinequeryresultarticle */
const MAX_ID = 64;

type InlineQuery = Extract<Incoming, { kind: 'inline' }>;

/** While a person types, only the newest of their queries is worth an answer. */
export function createInline(host: AdapterHost, sender: Sender): (query: InlineQuery) => () => Promise<void> {
  const newest = new Map<string, string>();
  return (query) => {
    const { userId } = query.actor;
    newest.set(userId, query.queryId);
    return async () => {
      if (newest.get(userId) !== query.queryId) return;
      await offerCards(host, sender, query);
      if (newest.get(userId) === query.queryId) newest.delete(userId);
    };
  };
}

async function offerCards(host: AdapterHost, sender: Sender, query: InlineQuery): Promise<void> {
  const found = await host.complete('node', 'node', query.text, MAX_CARDS);
  const cards = await Promise.all(found.map(async (node) => card(node, await ask(host, query, node))));
  await sender.aside((call) =>
    call('answerInlineQuery', {
      inline_query_id: query.queryId,
      results: cards.filter((result) => result !== undefined),
      cache_time: CACHE_S,
      is_personal: true, // cards are in the person's language
    }),
  );
}

/** Only looked at, and at every key press: it does not count as a command. */
function ask(host: AdapterHost, { actor, locale }: InlineQuery, { value }: Completion): Promise<Outcome> {
  return host.answer({
    command: 'node',
    raw: { kind: 'named', values: { node: value } },
    actor,
    chat: { platform: PLATFORM, chatId: actor.userId, kind: 'private' },
    isChatAdmin: false,
    source: 'typed',
    isPreview: true,
    isTextOnly: true,
    ...(locale !== undefined && { locale }),
  });
}

/** Without buttons: nobody can tell in which chat they would be pressed. */
function card({ value, label }: Completion, { kind, reply }: Outcome): InlineQueryResult | undefined {
  const [part] = renderReply(reply);
  if (kind !== 'answered' || part?.kind !== 'text') return undefined;
  return {
    type: 'article',
    id: value.slice(0, MAX_ID),
    title: label,
    description: briefFields(reply),
    input_message_content: {
      message_text: part.html,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
  };
}
