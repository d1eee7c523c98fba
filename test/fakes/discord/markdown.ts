// How a reader sees Discord's markdown: marks gone, escapes resolved, anything unescaped taken at its word.

const BLOCKS = /```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][\s\S]*?)\n*```/g;
const INLINE: readonly (readonly [RegExp, (...groups: string[]) => string])[] = [
  [/^\\([^0-9A-Za-z\s])/, (_, char = '') => char],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, (_, __, code = '') => code.replace(/^ (?= *`)|(` *) $/g, '$1')],
  [/^<t:(-?\d+):f>/, (_, seconds) => new Date(Number(seconds) * 1000).toISOString()],
  [/^<(?:@[!&]?|#|a?:\w+:)\d+>/, () => '[a mention]'],
  [/^@(?:everyone|here)/, () => '[everybody]'],
  [/^<(https?:\/\/[^\s>]+)>/, (_, url = '') => url],
  [/^\[((?:\\.|[^\]\\])+)\]\(<?([^\s)>]+)>?\)/, (_, text = '', url = '') => `${read(text)} {link to ${url}}`],
  [/^(?:https?:\/\/[^\s<]+[^<.,:;"'\]\s])/, (url) => `{link to ${url}}`],
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, (_, text = '') => read(text)],
  [/^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, (_, text = '') => `{underlined ${read(text)}}`],
  [/^~~((?:\\[\s\S]|[^\\])+?)~~/, (_, text = '') => `{struck ${read(text)}}`],
  [/^\|\|([\s\S]+?)\|\|/, () => '{hidden}'],
  [/^\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*/, (_, text = '') => `{slanted ${read(text)}}`],
  [/^_((?:\\[\s\S]|[^\\_])+?)_(?![a-z0-9])/i, (_, text = '') => `{slanted ${read(text)}}`],
];

export function readMarkdown(markdown: string): string {
  let text = '';
  let from = 0;
  for (const match of markdown.matchAll(BLOCKS)) {
    text += `${readLines(markdown.slice(from, match.index))}\n${match[1]}\n`;
    from = match.index + match[0].length;
  }
  return (text + readLines(markdown.slice(from))).replaceAll('\u200b', '');
}

function readLines(text: string): string {
  return text
    .split('\n')
    .map((line) => read(line.replace(/^(?:#{1,3} |-# |\s*[-*] |> )/, '')))
    .join('\n');
}

function read(line: string): string {
  let text = '';
  for (let rest = line; rest !== ''; ) {
    const [match, shown] = firstOf(rest);
    text += shown;
    rest = rest.slice(match.length);
  }
  return text;
}

function firstOf(rest: string): readonly [match: string, shown: string] {
  for (const [pattern, show] of INLINE) {
    const match = pattern.exec(rest);
    if (match) return [match[0], show(...(match as string[]))];
  }
  const [char = ''] = rest;
  return [char, char];
}
