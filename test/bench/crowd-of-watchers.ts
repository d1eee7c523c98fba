// A database of many subscriptions, written by plain SQL, and ticks in which a known number of them fires.
import Database from 'better-sqlite3';
import type { MetricValue, Tick } from '../../src/core/ports/ticks.ts';
import { type ChainIdentity, chainKey } from '../../src/election/snapshot.ts';
import { ruleTable } from '../../src/rules/index.ts';
import { createStore } from '../../src/store/index.ts';

const CHAIN: ChainIdentity = { chainId: 1024, netName: 'bench', synthetic: true };
const NODES = 450;
/** Milestones that people choose on a node. */
const LEVELS = 50;
const LISTS = 10;
const MILESTONE = 300_000_000_000_000n;
const BAND = MILESTONE / 200n;

export interface Firing {
  /** So many subscriptions fire. */
  readonly count: number;
  /** On so many lines. */
  readonly lines: number;
}

/** Ten subscriptions a person. Those that are to fire stand at one milestone of nodes of their own. */
export async function buildCrowd(file: string, size: number, firings: readonly Firing[]): Promise<void> {
  await (await createStore(`sqlite:${file}`, ruleTable())).close();
  const db = new Database(file);
  db.pragma('synchronous = off');
  const run = (sql: string) => db.prepare(sql).run();
  db.exec('begin');
  run(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${size / LISTS})
    insert into subscribers (kind) select 'person' from n`);
  run(`insert into identities (platform, user_id, subscriber_id, place)
    select 'bench', cast(1000000000 + id as text), id, 0 from subscribers`);
  run(`create temp table plan as with recursive n(i) as (select 1 union all select i + 1 from n where i < ${size})
    select i, 'node_' || (abs(random()) % ${NODES}) as node, ${MILESTONE} + (10 + abs(random()) % ${LEVELS}) * 100000000000000
    as level from n`);
  let next = 0;
  for (const { count, lines } of firings) {
    const level = lines <= NODES ? `${MILESTONE}` : `${MILESTONE} + i / 100 % ${lines / 100}`;
    const node = `'${nameOf({ count, lines }, '')}' || (i % ${Math.min(lines, 100)})`;
    run(`update plan set node = ${node}, level = ${level} where i > ${next} and i <= ${next + count}`);
    next += count;
  }
  run(`insert into subscriptions (subscriber_id, subject_kind, subject, event, level, direction, created_at)
    select 1 + (i * 7919) % ${size / LISTS}, 'node', node, 'votes', level, 'both', 1700000000000 from plan order by i`);
  run(`insert into lines (event, subject, direction, level, band, side, oriented, fire_at)
    select 'votes', node, 'both', level, ${BAND}, 0, 0, level from plan group by node, level order by min(i)`);
  run(`create index temp.plan_lines on plan (node, level)`);
  run(`insert into listeners (line_id, subscription_id) select lines.id, plan.i from lines cross join plan
    on plan.node = lines.subject and plan.level = lines.level order by lines.id, plan.i`);
  db.exec('commit');
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}

function nameOf({ count, lines }: Firing, index: number | string): string {
  return `fires_${count}_${lines}_${index}`;
}

/** Every number of every node changes; with `firing`, those subscriptions fire, up and down in turns. */
export function createTicks() {
  let count = 0;
  const sides = new Map<string, boolean>();
  return (firing: Firing | undefined): Tick => {
    count += 1;
    const value = BigInt(1_000_000 + count);
    const names = Array.from({ length: NODES }, (_, index) => `node_${index}`);
    const metrics: MetricValue[] = names.flatMap((subject) =>
      ['votes', 'margin', 'elected', 'rank'].map((metric) => ({ metric, subject, value })),
    );
    if (firing) {
      const key = nameOf(firing, '');
      const isUp = !sides.get(key);
      sides.set(key, isUp);
      const votes = isUp ? MILESTONE * 2n : 0n;
      for (let index = 0; index < Math.min(firing.lines, 100); index += 1) {
        metrics.push({ metric: 'votes', subject: nameOf(firing, index), value: votes });
      }
    }
    const now = 1_700_000_000_000 + count * 300_000;
    return {
      chain: CHAIN,
      now,
      isFirst: false,
      isOffline: false,
      isOneSource: false,
      sources: ['node.example:30001'],
      events: [],
      claims: [],
      since: [],
      metrics,
      blocks: { from: count, to: count + 1 },
      times: { from: now - 300_000, to: now },
    };
  };
}

/** What a loop over all subscriptions costs: load them, compare each with the values, note each that fires. */
export function loopOverAll(file: string, tick: Tick): { readonly ms: number; readonly fired: number } {
  const db = new Database(file);
  const note = db.prepare(`insert into outbox (subscriber_id, kind, subscription_id, due_at, created_at)
    values (?, 'alert', ?, ?, ?)`);
  const all = db.prepare('select id, subscriber_id, subject, event, level from subscriptions');
  const before = new Map<string, number>(
    db
      .prepare('select metric, subject, value from metrics where chain = ?')
      .raw()
      .all(chainKey(tick.chain))
      .map((row) => {
        const [metric, subject, value] = row as [string, string, number];
        return [`${metric} ${subject}`, value] as const;
      }),
  );
  const start = performance.now();
  const now = new Map<string, number>(
    tick.metrics.map(({ metric, subject, value }) => [`${metric} ${subject}`, Number(value)]),
  );
  let fired = 0;
  db.exec('begin immediate');
  for (const row of all.all()) {
    const { id, subscriber_id, subject, event, level } = row as Readonly<Record<string, string | number>>;
    const name = `${event} ${subject}`;
    const [old, value] = [before.get(name), now.get(name)];
    if (old === undefined || value === undefined || level === undefined) continue;
    if (old < Number(level) === value < Number(level)) continue;
    note.run(subscriber_id, id, tick.now, tick.now);
    fired += 1;
  }
  db.exec('commit');
  const ms = performance.now() - start;
  db.exec('delete from outbox');
  db.close();
  return { ms, fired };
}
