import { expect, test } from 'vitest';
import { readable, startHost } from '../support/host.ts';

test('says what is kept, for how long, and how to see and erase it', async () => {
  await using bot = await startHost();
  const outcome = await bot.ask('privacy');
  expect(outcome.reply).toMatchObject({ visibility: 'private', tone: 'neutral' });
  const text = readable(outcome);
  for (const word of [
    '90 days',
    'time zone',
    'Not your messages',
    'ends the link with others',
    '“mydata”',
    '“forgetme”',
  ])
    expect(text).toContain(word);
  expect(readable(await bot.ask('privacy', { locale: 'zh-CN' }))).toContain('90 天');
  const actions = outcome.reply.actions ?? [];
  expect(actions.map(({ command }) => command)).toEqual(['mydata', 'forgetme']);
  const answers = [];
  for (const action of actions) answers.push((await bot.press(action)).kind);
  expect(answers).toEqual(['answered', 'asked']);
  expect((await bot.ask('mydata')).reply.data).not.toEqual({});
});
