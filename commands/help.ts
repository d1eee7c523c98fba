// What Herald can be asked: every command in a line, or one command with its options and examples.

import { UserError } from '../src/core/answer/errors.ts';
import { writeCall } from '../src/core/command/call-words.ts';
import { type Asked, type Command, defineCommand } from '../src/core/command/command.ts';
import { listed } from '../src/core/command/lookup.ts';
import { usageLine } from '../src/core/command/usage.ts';
import type { Block, Json, Reply, RichText } from '../src/core/reply/reply.ts';
import { fold, plainText } from '../src/core/reply/text.ts';
import { nearest } from '../src/core/values/nearest.ts';

export default defineCommand({
  name: 'help',
  needs: [],
  options: { command: { kind: 'command', maxLength: 32 } },
  examples: ['', 'standings'],
  changes: false,
  privacy: 'asker',
  async run(context, args) {
    return args.command === undefined ? everything(context) : about(context, findCommand(context, args.command));
  },
});

function findCommand({ t, commands }: Asked, text: string): Command {
  const wanted = fold(text).replace(/^\//, '');
  const found = commands.find(({ name }) => name === wanted || t(`commands.${name}.name`) === wanted);
  if (found) return found;
  const names = listed(commands).map(({ name }) => name);
  const choices = nearest(wanted, names, 3).map((name) => ({ value: name, label: name }));
  throw new UserError('errors.unknown-command', { name: plainText(text, 40) }, { option: 'command', choices });
}

function everything({ t, callStyle, commands: all }: Asked): Reply {
  const commands = listed(all);
  return {
    title: t('commands.help.text.title'),
    tone: 'neutral',
    visibility: 'chat',
    blocks: [
      { kind: 'text', text: t('commands.help.text.intro') },
      {
        kind: 'list',
        items: commands.map(({ name }) => oneLine(writeCall(callStyle, name, all), t(`commands.${name}.description`))),
      },
      { kind: 'text', text: t('commands.help.text.more') },
    ],
    data: { commands: commands.map(({ name }) => ({ name, description: t(`commands.${name}.description`) })) },
  };
}

function about({ t, callStyle, commands }: Asked, command: Command): Reply {
  const { name, options, examples } = command;
  const described = Object.keys(options).map((option) => ({
    option,
    description: t(`commands.${name}.options.${option}`),
  }));
  const write = (line: string) => writeCall(callStyle, line, commands);
  const heading = (key: string): Block => ({ kind: 'text', text: [{ kind: 'bold', text: t(key) }] });
  return {
    title: t('commands.help.text.about', { name: write(name) }),
    tone: 'neutral',
    visibility: 'chat',
    blocks: [
      { kind: 'text', text: t(`commands.${name}.description`) },
      { kind: 'text', text: [{ kind: 'code', text: usageLine(command, callStyle) }] },
      ...(described.length > 0
        ? [
            heading('commands.help.text.options'),
            {
              kind: 'list',
              items: described.map(({ option, description }) => oneLine(option, description)),
            } as const,
          ]
        : []),
      heading('commands.help.text.examples'),
      { kind: 'list', items: examples.map((example) => [{ kind: 'code', text: write(`${name} ${example}`.trim()) }]) },
    ],
    data: { name, usage: usageLine(command), options: described, examples } satisfies Json,
  };
}

function oneLine(name: string, description: string): RichText {
  return [{ kind: 'bold', text: name }, ` — ${description}`];
}
