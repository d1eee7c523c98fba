// A person at a terminal: what stands on the screen after the keys they press.
import { expect, test } from 'vitest';
import type { Invocation } from '../../../../src/core/ports/platform.ts';
import type { Reply } from '../../../../src/core/reply/reply.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { settle, sitDown } from '../stage.ts';

const echo = ({ command, raw }: Invocation) =>
  say(`${command} ${raw.kind === 'line' ? raw.text : JSON.stringify(raw.values)}`);
const atTerminal = { isTty: true, columns: 40, rows: 24 };
const news = { kind: 'chat', chatId: 'local' } as const;

test('a prompt, an answer, and the prompt again', async () => {
  const desk = await sitDown(createScriptedHost(echo), atTerminal);
  expect(desk.screen()).toEqual(['Welcome.', '', '>']);
  await desk.type('node metanyx\r');
  expect(desk.screen()).toEqual(['Welcome.', '', '> node metanyx', 'node metanyx', '', '>']);
});

test('Enter alone goes on to what is most likely wanted next, and shows what it asks', async () => {
  const back = { label: 'Back', command: 'standings', args: {} };
  const next = { label: 'Next page', command: 'standings', args: { page: '2' }, primary: true } as const;
  const host = createScriptedHost((invocation) =>
    host.heard.length === 1 ? say('page one', { actions: [back, next] }) : echo(invocation),
  );
  const desk = await sitDown(host, atTerminal);
  await desk.type('\r');
  expect(host.heard).toHaveLength(0);
  await desk.type('standings\r');
  await desk.type('\r');
  expect(host.heard[1]?.raw).toEqual({ kind: 'named', values: { page: '2' } });
  expect(desk.screen().slice(-4)).toEqual(['> standings page=2', 'standings {"page":"2"}', '', '>']);
  await desk.type('\r');
  expect(host.heard).toHaveLength(2);
});

test('Enter alone never presses a button that just happens to be there', async () => {
  const change = { label: 'Change it', command: 'settings', args: {} };
  const host = createScriptedHost(() => say('settings', { actions: [change] }));
  const desk = await sitDown(host, atTerminal);
  await desk.type('settings\r');
  await desk.type('\r');
  expect(host.heard).toHaveLength(1);
});

test('news appear above what is being typed', async () => {
  const desk = await sitDown(createScriptedHost(echo), atTerminal);
  await desk.type('node meta');
  await desk.type('\u001b[D\u001b[D');
  expect(await desk.adapter.send(news, say('huobipool is elected'), 'key')).toEqual({ kind: 'ok' });
  expect(desk.screen()).toEqual(['Welcome.', '', 'huobipool is elected', '', '> node meta']);
  await desk.type('XX\r');
  expect(desk.screen().at(-3)).toBe('node meXXta');
});

test('there is no prompt while an answer is on its way', async () => {
  const slow = Promise.withResolvers<Reply>();
  const desk = await sitDown(
    createScriptedHost(() => slow.promise),
    atTerminal,
  );
  await desk.type('slow\r');
  await desk.adapter.send(news, say('some news'), 'key');
  expect(desk.screen().slice(2)).toEqual(['> slow', 'some news', '', '']);
});

test('news destroy nothing when the line being typed is longer than the screen is wide', async () => {
  const desk = await sitDown(createScriptedHost(echo), atTerminal);
  const long = `node ${'abcdefghij'.repeat(9)}`;
  for (const key of long) desk.input.write(key);
  await settle();
  await desk.adapter.send(news, say('first news'), 'key-1');
  await desk.adapter.send(news, say('second news'), 'key-2');
  const screen = desk.screen().join('');
  expect(screen).toMatch(/first news *second news/);
  expect(screen.endsWith(`> ${long}`)).toBe(true);
});

test('news at the end of a page leave the question for more where it was, and what is typed there', async () => {
  const desk = await sitDown(
    createScriptedHost(() => longTable),
    { ...atTerminal, rows: 12 },
  );
  await desk.type('standings\r');
  await desk.type('q');
  await desk.adapter.send(news, say('some news'), 'key-1');
  await desk.adapter.send({ kind: 'person', userId: 'local' }, say('more news'), 'key-2');
  expect(desk.screen().slice(-6)).toEqual(['node9', 'some news', '', 'more news', '', 'console.more q']);
  await desk.type('\r');
  expect(desk.screen().slice(-3)).toEqual(['', '', '>']);
});

test('nobody reads news who has left', async () => {
  const desk = await sitDown(createScriptedHost(echo), atTerminal);
  await desk.type('\u0004');
  await desk.adapter.done;
  expect(await desk.adapter.send(news, say('some news'), 'key')).toEqual({ kind: 'unavailable' });
});

test('what is typed while an answer is on its way is kept, answered in turn and shown with its answer', async () => {
  const slow = Promise.withResolvers<void>();
  const host = createScriptedHost(async (invocation) => {
    if (invocation.command === 'slow') await slow.promise;
    return echo(invocation);
  });
  const desk = await sitDown(host, atTerminal);
  await desk.type('slow\r');
  await desk.type('quick\r');
  await desk.type('half a li');
  slow.resolve();
  await settle();
  expect(desk.screen().slice(2)).toEqual(['> slow', 'quick', 'slow', '', '> quick', 'quick', '', '> half a li']);
});

test('Tab completes', async () => {
  const host = createScriptedHost(echo);
  const desk = await sitDown(host, atTerminal);
  await desk.type('st\t');
  await desk.type('so\t');
  await desk.type('v\t');
  await desk.type('\r');
  expect(host.heard[0]).toMatchObject({ command: 'standings', raw: { text: 'sort=votes' } });
});

test('a host that cannot complete does not make the keyboard deaf', async () => {
  const host = createScriptedHost(echo);
  const desk = await sitDown({ ...host, complete: () => Promise.reject(new Error('broken')) }, atTerminal);
  await desk.type('standings x\t');
  await desk.type('y\r');
  expect(desk.screen()).toContain('standings xy');
});

const longTable: Reply = {
  ...say('heading'),
  blocks: [
    {
      kind: 'table',
      columns: [{ label: 'Account', align: 'left' }],
      rows: Array.from({ length: 25 }, (_, row) => [`node${row + 1}`]),
    },
  ],
};

test('a long answer comes page by page, and no row is lost', async () => {
  const desk = await sitDown(
    createScriptedHost(() => longTable),
    { ...atTerminal, rows: 12 },
  );
  await desk.type('standings\r');
  expect(desk.screen().slice(-2)).toEqual(['node9', 'console.more']);
  await desk.type('\r');
  expect(desk.screen().slice(-2)).toEqual(['node19', 'console.more']);
  await desk.type('\r');
  const rows = Array.from({ length: 25 }, (_, row) => `node${row + 1}`);
  expect(desk.screen()).toEqual(['Welcome.', '', '> standings', 'Account', ...rows, '', '>']);
});

test('rows that wrap count as often as they take a line', async () => {
  const wide: Reply = { ...say(''), blocks: [{ kind: 'text', text: `${'x'.repeat(100)} ${'y'.repeat(100)} z` }] };
  const desk = await sitDown(
    createScriptedHost(() => wide),
    { ...atTerminal, rows: 6 },
  );
  await desk.type('standings\r');
  expect(desk.screen().slice(-2)).toEqual(['x'.repeat(20), 'console.more']);
});

test('q stops paging; another line there is the next question', async () => {
  const host = createScriptedHost((invocation) => (invocation.command === 'standings' ? longTable : echo(invocation)));
  const desk = await sitDown(host, { ...atTerminal, rows: 12 });
  await desk.type('standings\r');
  await desk.type('q\r');
  expect(desk.screen().slice(-3)).toEqual(['node9', '', '>']);
  await desk.type('standings\r');
  await desk.type('me\r');
  expect(desk.screen().slice(-5)).toEqual(['', '> me', 'me', '', '>']);
});

test.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s leaves at once, even while an answer is on its way', async (_name, key) => {
  const never = Promise.withResolvers<Reply>();
  const desk = await sitDown(
    createScriptedHost(() => never.promise),
    atTerminal,
  );
  await desk.type('standings\r');
  await desk.type(key);
  await desk.adapter.done;
  await desk.adapter.stop();
  const before = desk.written();
  never.resolve(say('too late'));
  await settle();
  expect(desk.written()).toBe(before);
});

test('Ctrl-C at the end of a page leaves', async () => {
  const desk = await sitDown(
    createScriptedHost(() => longTable),
    { ...atTerminal, rows: 12 },
  );
  await desk.type('standings\r');
  await desk.type('\u0003');
  await desk.adapter.done;
});

test('quit leaves and gives the keyboard back', async () => {
  const desk = await sitDown(createScriptedHost(echo), atTerminal);
  await desk.type('quit\r');
  await desk.adapter.done;
  expect(desk.input.isPaused()).toBe(true);
});

test('the end of the input is the end of the conversation', async () => {
  const desk = await sitDown(createScriptedHost(echo), atTerminal);
  desk.input.end();
  await desk.adapter.done;
});
