// What candidates write about themselves, as people may read it: one line of plain characters, an address as the network reads it,
// and a mark where it seems to name what it does not.
import type { CommandContext } from '../core/command/command.ts';
import { createLookAlikes } from '../core/reply/look-alike.ts';
import type { RichText } from '../core/reply/reply.ts';
import { plainAddress, plainText } from '../core/reply/text.ts';
import { oncePer } from '../core/values/memo.ts';

const MAX_LENGTH = 80;

type Words = Pick<CommandContext, 't' | 'names' | 'facts'>;

export function plainPlace(text: string): string {
  return plainText(text, MAX_LENGTH);
}

export function plainWebsite(text: string): string {
  return plainText(plainAddress(plainText(text)), MAX_LENGTH);
}

export function placeText(words: Words, text: string): string {
  return [plainPlace(text), ...markOf(words, text)].join(' ');
}

export function websiteText(words: Words, text: string): RichText {
  return [{ kind: 'code', text: plainWebsite(text) }, ...markOf(words, text).map((mark) => ` ${mark}`)];
}

function markOf(words: Words, text: string): readonly string[] {
  const known = lookAlikesOf(words.names)(words.facts)(plainPlace(text));
  return known === undefined ? [] : [words.t('nodes.looksLike', { known })];
}

const lookAlikesOf = oncePer((names: Words['names']) =>
  oncePer(({ links }: Words['facts']) => {
    const addresses = [...names.map(({ website = '' }) => website), ...links.links.map(({ url }) => url)];
    return createLookAlikes([
      'IOST',
      'IOST Foundation',
      ...names.flatMap(({ account, name }) => [name, account]),
      ...addresses.flatMap(hostOf),
    ]);
  }),
);

function hostOf(address: string): readonly string[] {
  const host = URL.parse(address)?.hostname.replace(/^www\./, '');
  return host ? [host] : [];
}
