// What people watch and who they are stands in the database file: it is made for its owner alone, and one that was made for
// others as well is taken from them. SQLite gives the two files beside it the rights of the first.
import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import type { Log } from '../../core/ports/log.ts';

const OWN = 0o600;
const OF_OTHERS = 0o077;

/** Where there is none. */
export function makeFile(file: string): void {
  closeSync(openSync(file, 'a', OWN));
}

/** Of an open database that is ours; what cannot be done is said. */
export function keepFromOthers(file: string, log: Log | undefined): void {
  // Where there are no users, rights mean nothing.
  const user = process.geteuid?.();
  if (user === undefined) return;
  for (const part of [file, `${file}-wal`, `${file}-shm`]) {
    const found = statSync(part, { throwIfNoEntry: false });
    if (!found || (found.mode & OF_OTHERS) === 0) continue;
    if (found.uid === user && isDone(() => chmodSync(part, OWN)))
      log?.info('a file is from now on for its owner alone', { file: part });
    else
      log?.warn('a file of the database can be read by others', { file: part, mode: (found.mode & 0o777).toString(8) });
  }
}

function isDone(change: () => void): boolean {
  try {
    change();
    return true;
  } catch {
    return false;
  }
}
