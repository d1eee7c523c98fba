// The one answer that Telegram takes to a press: nothing but that it was heard, a few words above the chat, or a link that
// opens. https://core.telegram.org/bots/api#answercallbackquery
import { plainText } from '../../../core/reply/text.ts';
import type { Sender } from '../deliver/sender.ts';

export const MAX_POPUP = 200;
const TOO_LATE = /query is too old|query ID is invalid/i;

export interface Acknowledgement {
  /** False when it was answered before. */
  popUp(text: string): boolean;
  /** A link to this bot. False when it was answered before. */
  open(url: string): boolean;
  /** It was heard, unless it was answered before. */
  end(): void;
  /** It was heard; says whether that came too late, because the press is an old one. False when it was answered before. */
  endsTooLate(): Promise<boolean>;
}

export function acknowledge(sender: Sender, queryId: string): Acknowledgement {
  let isAnswered = false;
  const answer = async (words: object): Promise<boolean> => {
    isAnswered = true;
    const isLate = await sender.aside((call) =>
      call('answerCallbackQuery', { callback_query_id: queryId, ...words }).then(
        () => false,
        (error: unknown) => {
          if (TOO_LATE.test(String(error))) return true;
          throw error;
        },
      ),
    );
    return isLate ?? false;
  };
  const once = (words: object): boolean => {
    if (isAnswered) return false;
    void answer(words);
    return true;
  };
  return {
    popUp: (text) => once({ text: plainText(text, MAX_POPUP), show_alert: true }),
    open: (url) => once({ url }),
    end: () => void once({}),
    endsTooLate: async () => !isAnswered && (await answer({})),
  };
}
