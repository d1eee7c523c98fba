// How the tables came to be, step by step. To add a step: a file with the next number that exports one function, and a line
// at the end of the list, whose name goes into every database. A step that has landed is never edited: databases have run it.
import { type Migration, Migrator } from 'kysely/migration';
import type { Db } from '../schema.ts';
import { createPeople } from './0001-people.ts';
import { createSnapshots } from './0002-snapshots.ts';
import { createChats } from './0003-chats.ts';
import { createAlertTables } from './0004-alerts/index.ts';
import { changeHistory } from './0005-history.ts';
import { closePlaces } from './0006-closed-places.ts';
import { rememberSides } from './0007-sides.ts';
import { seeIssues } from './0008-issues.ts';
import { sealRequests } from './0009-seals.ts';
import { partChains } from './0010-chains.ts';
import { nameNodes } from './0011-node-names.ts';

/** Run in the order of their names. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-people': { up: createPeople },
  '0002-snapshots': { up: createSnapshots },
  '0003-chats': { up: createChats },
  '0004-alerts': { up: createAlertTables },
  '0005-history': { up: changeHistory },
  '0006-closed-places': { up: closePlaces },
  '0007-sides': { up: rememberSides },
  '0008-issues': { up: seeIssues },
  '0009-seals': { up: sealRequests },
  '0010-chains': { up: partChains },
  '0011-node-names': { up: nameNodes },
};

export const migrationNames = Object.keys(migrations);

/** One transaction: a second process that starts meanwhile waits and finds everything done. Ends with the step `last`. */
export async function migrate(db: Db, last = migrationNames.at(-1) ?? ''): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const provider = { getMigrations: async () => migrations };
    const { error } = await new Migrator({ db: transaction, provider }).migrateTo(last);
    if (error) throw error;
  });
}
