// What a person reads of a message, and whom it pings.
import { flatten } from './limits.ts';
import { readMarkdown } from './markdown.ts';
import { type FakeBody, type FakeMessage, MAY } from './types.ts';
import type { FakeWorld } from './world.ts';

export function readBody({ components = [], attachments = [] }: FakeBody): string {
  const alternative = attachments.map(({ filename, description = '' }) => `${filename} ${description}`);
  const texts = flatten(components).flatMap(({ content, label, items = [], file }) => [
    ...(content === undefined ? [] : [readMarkdown(content)]),
    ...(label === undefined ? [] : [label]),
    ...items.map(({ description = '' }) => description),
    ...(file ? [file.url] : []),
  ]);
  return [...texts, ...alternative].join('\n');
}

/** As `pingedBy`, of a message as it was shown: a role rings when it is there and may be mentioned, by everybody or by the bot. */
export function rungBy({ roles, channels }: FakeWorld, { versions, channelId }: FakeMessage): readonly string[] {
  const { guildId, botMay = 0n } = channels.get(channelId) ?? {};
  const rings = (id: string) => {
    const role = roles.get(id);
    return role?.guildId === guildId && (role?.isMentionable || (botMay & MAY.mentionEveryone) !== 0n);
  };
  return pingedBy(versions[0] ?? {}).filter((id) => !/^\d+$/.test(id) || rings(id));
}

/** Roles as their ids, people as "@id", and "everyone": what the text mentions and the message may ping. Without a word on it
 *  a message may ping everybody it mentions. */
function pingedBy({ content = '', components = [], allowed_mentions: allowed }: FakeBody): readonly string[] {
  const { parse = [], roles = [] } = allowed ?? { parse: ['roles', 'users', 'everyone'] };
  const text = [content, ...flatten(components).map((component) => component.content ?? '')]
    .join('\n')
    .replace(/\\./g, '')
    .replace(/(`+)[\s\S]*?\1/g, '');
  const mentions = [...text.matchAll(/<@(&?)!?(\d+)>|@(everyone|here)/g)];
  return mentions.flatMap(([, isRole, id = '', everyone]) => {
    if (everyone !== undefined) return parse.includes('everyone') ? ['everyone'] : [];
    if (isRole) return parse.includes('roles') || roles.includes(id) ? [id] : [];
    return parse.includes('users') ? [`@${id}`] : [];
  });
}
