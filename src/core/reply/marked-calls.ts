// Calls that texts name, such as ‹alerts›, told from the words around them: by characters that no text from outside keeps, so
// nothing of the chain or of a person becomes one.

const [OPEN, CLOSE] = ['\u2063', '\u2064'] as const;
const CALL = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`);

/** Of a language file, once it is loaded. */
export function markCalls(text: string): string {
  return text.replace(/‹([^›]*)›/g, `${OPEN}$1${CLOSE}`);
}

export function hasCalls(text: string): boolean {
  return CALL.test(text);
}

/** Words and calls in turn, words first. */
export function splitAtCalls(text: string): readonly string[] {
  return text.split(CALL);
}

/** As it stands, for whatever cannot say how a call is written. */
export function plainCalls(text: string): string {
  return splitAtCalls(text).join('');
}
