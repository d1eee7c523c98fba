// Lines come out of a pipe: every one is answered in its order, whatever is in it, and then it ends.
import { describe, expect, test } from 'vitest';
import type { Invocation } from '../../../../src/core/ports/platform.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { settle, sitDown } from '../stage.ts';

const echo = ({ command, raw }: Invocation) => say(`${command}|${raw.kind === 'line' ? raw.text : 'named'}`);

async function pipe(...chunks: (string | Buffer)[]): Promise<{ text: string; heard: readonly Invocation[] }> {
  const host = createScriptedHost(echo);
  const desk = await sitDown(host);
  for (const chunk of chunks) desk.input.write(chunk);
  desk.input.end();
  await desk.adapter.done;
  return { text: desk.written(), heard: host.heard };
}

test('reads as a transcript', async () => {
  const { text } = await pipe('standings 1\n/node metanyx\r\n\n   \nme');
  expect(text).toBe(`Welcome.

> standings 1
standings|1

> /node metanyx
node|metanyx

> me
me|

`);
});

test.each(['quit', 'exit', 'QUIT', '/quit', ' 退出 '])('%j leaves, and what follows is not answered', async (word) => {
  const { heard } = await pipe(`one\n${word}\ntwo\n`);
  expect(heard.map(({ command }) => command)).toEqual(['one']);
});

test('a word that only begins like leaving is a command', async () => {
  expect((await pipe('quit now\n')).heard).toHaveLength(1);
});

test('more lines than can wait are all answered, in order, in whatever pieces they come', async () => {
  const lines = Array.from({ length: 5_000 }, (_, line) => `line${line}`);
  const all = `${lines.join('\n')}\n`;
  const { heard } = await pipe(all.slice(0, 7_001), all.slice(7_001, 7_003), all.slice(7_003));
  expect(heard.map(({ command }) => command)).toEqual(lines);
});

test('a slow answer keeps its place', async () => {
  const slow = Promise.withResolvers<void>();
  const host = createScriptedHost(async (invocation) => {
    if (invocation.command === 'slow') await slow.promise;
    return echo(invocation);
  });
  const desk = await sitDown(host);
  desk.input.end('slow\nquick\n');
  await settle();
  expect(host.heard).toHaveLength(1);
  slow.resolve();
  await desk.adapter.done;
  expect(desk.text()).toMatch(/slow\|.*quick\|/s);
});

test('news stand between answers, never in one, and arrive after the last line too', async () => {
  const slow = Promise.withResolvers<void>();
  const host = createScriptedHost(async (invocation) => {
    if (invocation.command === 'slow') await slow.promise;
    return echo(invocation);
  });
  const desk = await sitDown(host);
  const tell = (text: string) => desk.adapter.send({ kind: 'person', userId: 'local' }, say(text), text);
  await desk.type('one\n');
  expect(await tell('first news')).toEqual({ kind: 'ok' });
  desk.input.end('slow\n');
  await settle();
  expect(await tell('second news')).toEqual({ kind: 'ok' });
  slow.resolve();
  await desk.adapter.done;
  expect(desk.text()).toBe('Welcome.\n\n> one\none|\n\nfirst news\n\n> slow\nsecond news\n\nslow|\n\n');
});

test('5,000 characters and binary garbage are lines like others, and their echo is harmless', async () => {
  const garbage = Buffer.from(Array.from({ length: 512 }, (_, byte) => byte % 256).filter((byte) => byte !== 10));
  const { text, heard } = await pipe('x'.repeat(5_000), '\n', garbage, '\n\u001b]0;x\u0007\u202e\n', 'last\n');
  expect(heard[0]?.command).toHaveLength(5_000);
  expect(heard.at(-1)?.command).toBe('last');
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
});

describe('the other end', () => {
  test('closes the output: it ends quietly', async () => {
    const host = createScriptedHost(echo);
    const desk = await sitDown(host);
    desk.output.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    desk.input.write('one\ntwo\n');
    await desk.adapter.done;
    await desk.adapter.stop();
  });

  test('loses the input: it ends quietly', async () => {
    const desk = await sitDown(createScriptedHost(echo));
    desk.input.destroy(new Error('read EIO'));
    await desk.adapter.done;
  });
});

test('a message before the start is not lost silently', async () => {
  const { createConsoleAdapter } = await import('../../../../src/platforms/console/index.ts');
  const { PassThrough } = await import('node:stream');
  const ports = {
    input: new PassThrough(),
    output: new PassThrough(),
    isTty: false,
    colours: false,
    columns: 80,
    rows: 24,
  };
  const adapter = createConsoleAdapter(ports, { greeting: '', locale: 'en' });
  expect(await adapter.send({ kind: 'chat', chatId: 'local' }, say('news'), 'key')).toEqual({ kind: 'unavailable' });
  await adapter.stop();
});
