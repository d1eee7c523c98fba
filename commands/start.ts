// What Herald says of itself where it is new, and to whoever sends "start": what it does, and three questions to try it with.
import { defineCommand } from '../src/core/command/command.ts';
import { votingNote } from '../src/words/today.ts';

/** Three that need no argument and suit anyone. */
const FIRST_COMMANDS = ['standings', 'vote', 'help'] as const;

export default defineCommand({
  name: 'start',
  needs: ['latestStandings', 'facts'],
  options: {},
  examples: [''],
  texts: FIRST_COMMANDS.map((command) => `commands.start.text.button.${command}`),
  changes: false,
  privacy: 'asker',
  greets: true,
  async run({ t, latestStandings, facts: { today } }) {
    const standings = await latestStandings();
    return {
      title: t('commands.start.text.title'),
      tone: 'neutral',
      visibility: 'chat',
      blocks: [
        { kind: 'text', text: t('commands.start.text.what') },
        { kind: 'text', text: votingNote(t, today) },
      ],
      actions: FIRST_COMMANDS.map((command) => ({
        label: t(`commands.start.text.button.${command}`),
        command,
        args: {},
      })),
      // Votes of a recording are never shown without saying so.
      ...(standings?.chain.synthetic && { footer: t('source.synthetic') }),
    };
  },
});
