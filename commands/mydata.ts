// Everything that is kept of the account that asks, as it is kept; of those that it is linked with the list that they share.
import { defineCommand } from '../src/core/command/command.ts';

export default defineCommand({
  name: 'mydata',
  needs: ['identities'],
  options: {},
  examples: [''],
  changes: false,
  privacy: 'private',
  async run({ t, identities, actor }) {
    const isLinked = (await identities.linked(actor)).length > 1;
    const data = await identities.dataOf(actor);
    const tables = Object.entries(data).filter(([, rows]) => rows.length > 0);
    const alt = t('commands.mydata.text.file');
    return {
      title: t('commands.mydata.text.title'),
      tone: 'neutral',
      visibility: 'private',
      blocks: [
        { kind: 'text', text: t(tables.length > 0 ? 'commands.mydata.text.intro' : 'commands.mydata.text.nothing') },
        ...(isLinked ? [{ kind: 'text', text: t('commands.mydata.text.others') } as const] : []),
        {
          kind: 'fields',
          fields: tables.map(([table, rows]) => ({
            label: t('commands.mydata.text.table', { context: table, table }),
            value: t('commands.mydata.text.rows', { count: rows.length }),
          })),
        },
        {
          kind: 'file',
          name: 'herald-mydata.json',
          data: new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`),
          alt,
        },
      ],
      actions: [
        { label: t('commands.mydata.text.button.privacy'), command: 'privacy', args: {} },
        { label: t('commands.mydata.text.button.erase'), command: 'forgetme', args: {} },
      ],
      data,
    };
  },
});
