// "Herald is typing…" while an answer takes longer than a moment.

const AFTER_MS = 1_000;
/** Telegram shows it for five seconds: https://core.telegram.org/bots/api#sendchataction */
const AGAIN_MS = 4_500;

export async function whileTyping<T>(showTyping: () => void, work: () => Promise<T>): Promise<T> {
  let timer = setTimeout(show, AFTER_MS);
  function show(): void {
    showTyping();
    timer = setTimeout(show, AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
