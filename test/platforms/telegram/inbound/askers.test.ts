// In a group a press changes the message of its asker alone; anybody else's gives an answer of their own.
import { expect, test } from 'vitest';
import { parseArgs } from '../../../../src/core/command/arguments.ts';
import { createScriptedHost, say, standings } from '../../scripted-host.ts';
import { converse, meet } from '../stage.ts';

const createPages = () =>
  createScriptedHost(({ raw }) => {
    const page = Number(parseArgs(standings.options, raw).page ?? 1);
    return say(`page ${page}`, {
      actions: [{ label: `Next of ${page}`, command: 'standings', args: { page: String(page + 1) } }],
    });
  });

async function openGroup() {
  const { fake, adapter } = await converse(createPages(), { timeScale: 10 });
  const [anna, ben, group] = [fake.person(1), fake.person(2), fake.group(-1_001)];
  fake.join(ben, group);
  fake.say(anna, group, '/standings');
  const texts = () => fake.messages(group).map(({ text }) => text);
  await expect.poll(texts).toEqual(['page 1']);
  return { fake, adapter, anna, ben, group, texts };
}

test('paging of another is an answer of their own, which they page from then on', async () => {
  const { fake, anna, ben, group, texts } = await openGroup();
  fake.press(ben, group, 'Next of 1');
  await expect.poll(texts).toEqual(['page 1', 'page 2']);
  fake.press(ben, group, 'Next of 2');
  await expect.poll(texts).toEqual(['page 1', 'page 3']);
  fake.press(anna, group, 'Next of 3');
  await expect.poll(texts).toEqual(['page 1', 'page 3', 'page 4']);
  fake.press(anna, group, 'Next of 1');
  await expect.poll(texts).toEqual(['page 2', 'page 3', 'page 4']);
});

test('after a restart the asker is known from the message that is answered, and nobody is where it names none', async () => {
  const { fake, adapter, anna, ben, group, texts } = await openGroup();
  fake.press(ben, group, 'Next of 1');
  await expect.poll(texts).toEqual(['page 1', 'page 2']);
  await adapter.stop();
  await meet(fake, { timeScale: 10 }).adapter.start(createPages());
  fake.press(ben, group, 'Next of 2');
  await expect.poll(texts).toEqual(['page 1', 'page 2', 'page 3']);
  fake.press(anna, group, 'Next of 1');
  await expect.poll(texts).toEqual(['page 2', 'page 2', 'page 3']);
});

test('an alert is nobody’s message, and neither is an answer to an anonymous administrator', async () => {
  const { fake, adapter, anna, group, texts } = await openGroup();
  const actions = [{ label: 'Standings', command: 'standings', args: { page: '7' } }];
  await adapter.send({ kind: 'chat', chatId: '-1001' }, say('news', { actions }), 'key');
  fake.press(anna, group, 'Standings');
  await expect.poll(texts).toEqual(['page 1', 'news', 'page 7']);
  fake.sayAnonymously(group, '/standings 8');
  await expect.poll(texts).toEqual(['page 1', 'news', 'page 7', 'page 8']);
  fake.press(anna, group, 'Next of 8');
  await expect.poll(texts).toEqual(['page 1', 'news', 'page 7', 'page 8', 'page 9']);
});
