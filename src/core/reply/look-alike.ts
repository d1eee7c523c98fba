// Letters of other scripts that look like Latin ones, so that a name which only looks like a known one is told from it. The eye
// is what counts here: what Unicode calls confusable (https://www.unicode.org/reports/tr39/), as far as it is letters.

const LOOKS: Readonly<Record<string, string>> = {
  a: 'аαɑᴀᎪΑАⲁꓮ',
  b: 'ЬвВβΒʙᏴьƄꓐ',
  c: 'сСϲϹᴄᏟⲥꓚ',
  d: 'ԁᴅᎠժꓓ',
  e: 'еЕёЁєЄεΕᴇᎬҽꓰ',
  f: 'ғҒϝϜꜰƒꓝ',
  g: 'ɡɢցᏀԌԍꓖ',
  h: 'һҺНнΗհʜᎻꓧ',
  i: 'іІїЇιΙıɪӏӀլᎥꓲ',
  j: 'јЈϳᴊᎫյꓙ',
  k: 'кКκΚᴋᏦⲕқꓗ',
  l: 'ʟᏞꓡ',
  m: 'мМΜᴍᎷꓟ',
  n: 'пηΝɴոռꓠ',
  o: 'оОοΟσᴏօՕⲟѳөӨꓳ',
  p: 'рРρΡᴘᏢⲣꓑ',
  q: 'ԛԚգզ',
  r: 'гГʀᎡᴦꓣ',
  s: 'ѕЅꜱՏᏚꓢ',
  t: 'тТτΤᴛᎢꓔ',
  u: 'υսᴜцꓴ',
  v: 'ѵѴνᴠᏙꓦ',
  w: 'шωԝԜᴡᎳꓪ',
  x: 'хХχΧ×ꓫ',
  y: 'уУүҮγΥʏⲩꓬ',
  z: 'ᴢΖᏃʐꓜ',
};
const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOKS).flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);
/** Those that the eye does not tell apart in Latin itself. */
const ALIKE: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', i: 'l' };
/** Pictures of letters: flags, and white letters on discs and squares. */
const PICTURED = [0x1f1e6, 0x1f150, 0x1f170];
/** Shorter names are found everywhere. */
const LEAST_LETTERS = 4;

/** The letters and digits of a text as the eye sees them, and where in the text each of them is. */
interface Seen {
  readonly letters: string;
  readonly at: readonly number[];
}

/** Finds what a text seems to name and does not: one of `known` (Latin names and hosts), written with other letters. */
export function createLookAlikes(known: readonly string[]): (text: string) => string | undefined {
  const names = known
    .filter((name) => /^[ -~]+$/.test(name))
    .map((name) => ({ name, letters: see(name).letters }))
    .filter(({ letters }) => letters.length >= LEAST_LETTERS)
    .sort((a, b) => b.letters.length - a.letters.length);
  return (text) => {
    if (/^[ -~]*$/.test(text)) return undefined;
    const seen = see(text);
    return names.find(({ letters }) => isFeigned(text, seen, letters))?.name;
  };
}

/** It stands there to the eye, and not every letter of it is a plain Latin one. */
function isFeigned(text: string, { letters, at }: Seen, name: string): boolean {
  for (let start = letters.indexOf(name); start >= 0; start = letters.indexOf(name, start + 1)) {
    const places = at.slice(start, start + name.length);
    const isPlain = places.every((place) => (text.codePointAt(place) ?? 0) < 128);
    if (!isPlain || /\p{M}/u.test(text.slice(places[0], places.at(-1)))) return true;
  }
  return false;
}

function see(text: string): Seen {
  const letters: string[] = [];
  const at: number[] = [];
  let index = 0;
  for (const character of text) {
    for (const letter of lettersOf(character)) {
      letters.push(letter);
      at.push(index);
    }
    index += character.length;
  }
  return { letters: letters.join(''), at };
}

function lettersOf(character: string): readonly string[] {
  const code = character.codePointAt(0) ?? 0;
  const start = PICTURED.find((first) => code >= first && code < first + 26);
  const plain = start === undefined ? character : String.fromCharCode(97 + code - start);
  return Array.from(plain.normalize('NFKD'), latinOf).filter((letter) => /[\p{L}\p{N}]/u.test(letter));
}

function latinOf(letter: string): string {
  const lower = letter.toLowerCase();
  const latin = LATIN.get(letter) ?? LATIN.get(lower) ?? lower;
  return ALIKE[latin] ?? latin;
}
