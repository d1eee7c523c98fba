// A process that does nothing but ticks on a database of many subscriptions, to see what memory they take:
// bare-ticks.ts FILE COUNT LINES. Says "done" and waits to be looked at.
import { setTimeout as sleep } from 'node:timers/promises';
import { ruleTable } from '../../src/rules/index.ts';
import { createStore } from '../../src/store/index.ts';
import { createTicks } from './crowd-of-watchers.ts';

const ROUNDS = 10;
const [file, count, lines] = process.argv.slice(2);
const { ticks } = await createStore(`sqlite:${file}`, ruleTable());
const next = createTicks();
for (let round = 0; round < ROUNDS; round += 1) {
  await ticks.save(next(round === 0 ? undefined : { count: Number(count), lines: Number(lines) }));
}
console.log('done');
await sleep(60_000);
