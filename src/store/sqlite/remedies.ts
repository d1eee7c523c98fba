// Turns what SQLite and the file system report about the database file into one sentence that says what to do.
import { StoreUnusable } from '../../core/ports/store.ts';

const ELSEWHERE = 'or set DATABASE_URL to another file';
const DAMAGED = `is damaged: restore a backup, move it away so that a new one is made, ${ELSEWHERE}.`;

/** By code of the error: https://www.sqlite.org/rescode.html and errno(3). */
const REMEDIES: readonly (readonly [codes: RegExp, remedy: string])[] = [
  [/^SQLITE_NOTADB/, `is not a database: move it away ${ELSEWHERE}.`],
  [/^SQLITE_CORRUPT/, DAMAGED],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, `cannot grow, the disk is full: free some space ${ELSEWHERE}.`],
  [/^(SQLITE_(BUSY|LOCKED|PROTOCOL))/, 'is held by another program: stop that program, then try again.'],
  [
    /^(SQLITE_(READONLY|CANTOPEN|PERM)|EACCES|EPERM|EROFS)/,
    `cannot be opened for writing: check the rights on it and its folder, ${ELSEWHERE}.`,
  ],
  [/^(ENOTDIR|EEXIST|ELOOP|ENOENT|ENAMETOOLONG)/, 'has no usable folder: set DATABASE_URL to another file.'],
  [/^(SQLITE_IOERR|EIO)/, `cannot be read or written: check the disk and its free space, ${ELSEWHERE}.`],
];

export const damaged = (file: string) => new StoreUnusable(`${file} ${DAMAGED}`);
export const isFolder = (file: string) =>
  new StoreUnusable(`${file} is a folder: set DATABASE_URL to the name of a file.`);
export const newerHerald = (file: string) =>
  new StoreUnusable(`${file} was made by a newer Herald: upgrade Herald ${ELSEWHERE}.`);
export const otherProgram = (file: string) =>
  new StoreUnusable(`${file} is the database of another program: set DATABASE_URL to another file.`);

/** The same error as a sentence about `file`, or as it is when it says nothing about the file. */
export function explain(file: string, error: unknown): unknown {
  const code = codeOf(error);
  const remedy = REMEDIES.find(([codes]) => codes.test(code))?.[1];
  return remedy === undefined ? error : new StoreUnusable(`${file} ${remedy}`, { cause: error });
}

/** Another connection holds the lock: worth another try. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
