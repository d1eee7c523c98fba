// What a person reads of a message, and whom it pings.
import { flatten } from './limits.ts';
import { readMarkdown } from './markdown.ts';
import type { FakeBody } from './types.ts';

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

/** Roles as their ids, people as "@id", and "everyone": what the text mentions and the message may ping. Without a word on it
 *  a message may ping everybody it mentions. */
export function pingedBy({ content = '', components = [], allowed_mentions: allowed }: FakeBody): readonly string[] {
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
