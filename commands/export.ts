// One's subscriptions, or the alerts that one got, as a file for a spreadsheet or a program.
import { defineCommand, type Given } from '../src/core/command/command.ts';
import type { Owner } from '../src/core/ports/ids.ts';
import { csvOf } from '../src/core/reply/csv.ts';
import type { Json } from '../src/core/reply/reply.ts';
import { alertData } from '../src/words/alert-data.ts';
import { FOR, forArgs, ownerOf } from '../src/words/owner.ts';
import { subscriptionData } from '../src/words/subscriptions.ts';

/** Of a file, so that it can be sent on any platform. */
const MAX_ALERTS = 10_000;

type Row = Readonly<Record<string, string | number | boolean | null>>;

interface Exported {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

const needs = ['subscriptions'] as const;
type Context = Given<typeof needs>;

export default defineCommand({
  name: 'export',
  needs,
  options: {
    what: { kind: 'choice', choices: ['subscriptions', 'history'] },
    form: { kind: 'choice', choices: ['csv', 'json'] },
    for: FOR,
  },
  examples: ['', 'history', 'subscriptions json'],
  changes: false,
  privacy: 'private',
  async run(context, { what = 'subscriptions', form = 'csv', for: whom }) {
    const { t } = context;
    const owner = ownerOf(context, whom);
    const whose = forArgs(context, owner);
    const { columns, rows: found } = await (what === 'history' ? history : subscriptions)(context, owner);
    const rows = found.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));
    const text = form === 'csv' ? csvOf(columns, rows) : `${JSON.stringify(rows, null, 2)}\n`;
    const alt = t(`commands.export.text.${what}`, { count: rows.length });
    const other = what === 'history' ? 'subscriptions' : 'history';
    return {
      tone: 'neutral',
      visibility: 'private',
      blocks: [
        { kind: 'text', text: alt },
        { kind: 'file', name: `herald-${what}.${form}`, data: new TextEncoder().encode(text), alt },
      ],
      actions: [
        { label: t(`commands.export.text.button.${other}`), command: 'export', args: { what: other, form, ...whose } },
        form === 'csv'
          ? { label: t('commands.export.text.button.json'), command: 'export', args: { what, form: 'json', ...whose } }
          : { label: t('commands.export.text.button.csv'), command: 'export', args: { what, form: 'csv', ...whose } },
      ],
      data: { what, rows: rows satisfies Json },
    };
  },
});

const SUBSCRIPTION_COLUMNS = [
  'id',
  'subject',
  'rule',
  'event',
  'level',
  'periodSeconds',
  'direction',
  'createdAt',
  'mutedUntil',
];

async function subscriptions(context: Context, owner: Owner): Promise<Exported> {
  const list = await context.subscriptions.list(owner);
  return { columns: SUBSCRIPTION_COLUMNS, rows: list.map(subscriptionData) };
}

const ALERT_COLUMNS = [
  'id',
  'kind',
  'createdAt',
  'outcome',
  'settledAt',
  'platform',
  'subscription',
  'watched',
  'rule',
  'subject',
  'type',
  'direction',
  'level',
  'before',
  'after',
  'fromBlock',
  'toBlock',
  'fromTime',
  'toTime',
  'sources',
  'isSynthetic',
  'isOffline',
  'isOneSource',
];

async function history(context: Context, owner: Owner): Promise<Exported> {
  const alerts = await context.subscriptions.alerts(owner, MAX_ALERTS);
  const rows = alerts.map(alertData).map(({ event, ...alert }): Row => {
    const { sources, ...happened } = event ?? {};
    return { ...alert, ...happened, sources: sources?.join(', ') ?? null };
  });
  return { columns: ALERT_COLUMNS, rows };
}
