// One bot on its own fakes over the whole recording: its listeners, and the lines that each place was shown.
import type { Observed } from '../../src/core/ports/observers.ts';
import type { Delivered } from '../fakes/delivered.ts';
import { readAlerts, type Told } from '../support/shown-alerts.ts';
import { drawWatches, type Watch } from '../support/watches.ts';
import { type Bot, type BotOptions, startBot } from './bot.ts';
import { openStage } from './stage.ts';

/** By place, sorted. A line is the step after which it was told, and what was told. */
export type Lines = Readonly<Record<string, readonly string[]>>;

export type RunOptions = Omit<BotOptions, 'adapters'> &
  Omit<Parameters<typeof drawWatches>[0], 'places'> & {
    /** Values that are compared, in this order. */
    readonly values: readonly string[];
  };

export interface Run extends AsyncDisposable {
  readonly watches: readonly Watch[];
  readonly alerts: number;
  readonly messages: number;
  /** Every 10th subscription is there before the first look, the others come right after it. */
  look(step: number, seen: Observed): Promise<void>;
  /** Nothing but the database is left of it. */
  restart(): Promise<void>;
  shown(): Lines;
}

const EARLY = 10;

export async function openRun({ values, ...options }: RunOptions): Promise<Run> {
  const stage = await openStage();
  const watches = drawWatches({ ...options, places: stage.places });
  const start = () => startBot({ ...options, adapters: stage.adapters });
  const shown = new Map<string, string[]>();
  let bot: Bot = await start();
  let isFirst = true;
  const run = { alerts: 0, messages: 0 };

  const note = (step: number, place: string, messages: readonly Delivered[]) => {
    run.messages += messages.length;
    // One message per person and look, whatever happened.
    const words = messages.length > 1 ? [`${messages.length} messages`] : [];
    const lines = [...words, ...messages.flatMap(({ text }) => linesOf(text, values))];
    shown.set(place, [...(shown.get(place) ?? []), ...lines.map((line) => `${step} ${line}`)]);
  };
  return Object.assign(run, {
    watches,
    look: async (step: number, seen: Observed) => {
      const { snapshot } = seen.observation ?? {};
      if (!snapshot) throw new Error(`nothing was read at step ${step}`);
      const isEarly = (_: Watch, index: number) => index % EARLY === 0;
      if (isFirst) await bot.watch(watches.filter(isEarly), snapshot);
      run.alerts += await bot.look([seen]);
      if (isFirst)
        await bot.watch(
          watches.filter((watch, index) => !isEarly(watch, index)),
          snapshot,
        );
      isFirst = false;
      for (const [place, messages] of stage.news()) note(step, place, messages);
    },
    restart: async () => {
      await bot.stop();
      bot = await start();
    },
    shown: () => sorted(shown),
    [Symbol.asyncDispose]: async () => {
      await bot.stop();
      await stage[Symbol.asyncDispose]();
    },
  });
}

export function sorted(lines: Iterable<readonly [string, readonly string[]]>): Lines {
  const some = [...lines]
    .filter(([, list]) => list.length > 0)
    .map(([place, list]) => [place, list.toSorted()] as const);
  return Object.fromEntries(some.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Marks and whatever is strange are lines too. */
function linesOf(text: string, values: readonly string[]): readonly string[] {
  const { told, count, isRepeat, isOffline, strange } = readAlerts(text);
  return [
    ...told.map((each) => `${isRepeat ? 'repeat ' : ''}${isOffline ? 'offline ' : ''}${wordsOf(each, values)}`),
    ...strange.map((line) => `strange: ${line}`),
    ...(count === told.length ? [] : [`${count} announced`]),
  ];
}

function wordsOf({ type, who, values }: Told, wanted: readonly string[]): string {
  return [type, who, ...wanted.flatMap((name) => values[name] ?? [])].join(' ');
}
