// Run by sharing.test.ts as a process of its own: opens the database FILE and writes as process NUMBER.

import { ruleTable } from '../../src/rules/index.ts';
import { createStore } from '../../src/store/index.ts';
import { PATIENT_MS } from '../support/patience.ts';
import { NOON, snapshotAt } from './samples.ts';

const [file = '', number = ''] = process.argv.slice(2);
const store = await createStore(`sqlite:${file}`, ruleTable(), undefined, PATIENT_MS);
for (let round = 0; round < 20; round++) {
  await store.people.saveAccount({ platform: 'console', userId: 'all' }, { account: `${number}-${round}` }, 1_000);
  await store.snapshots.save(snapshotAt(round, { time: NOON + round * 3_600_000 }), NOON + round);
  const isMine = await store.updates.add('console', `${round}`, NOON);
  const isStranger = await store.people.meet({ platform: 'console', userId: `met ${round}` });
  if (isMine) process.stdout.write(`update ${round}\n`);
  if (isStranger) process.stdout.write(`person ${round}\n`);
  await store.people.saveSettings({ platform: 'console', userId: number }, { locale: `${round}` });
}
await store.close();
