// Opens the SQLite file and fits it to kysely. Waiting for another process's lock never blocks the event loop.
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import type { Log } from '../../core/ports/log.ts';
import { StoreUnusable } from '../../core/ports/store.ts';
import { migrationNames } from '../migrations/index.ts';
import type { Db } from '../schema.ts';
import { keepFromOthers, makeFile } from './own-file.ts';
import { damaged, explain, isBusy, isFolder, newerHerald, otherProgram } from './remedies.ts';

const LOCK_PATIENCE_MS = 5_000;
const BUSY_RETRY_MS = 20;
/** How long SQLite itself waits, with the loop blocked. */
const BUSY_BLOCK_MS = 20;
const MAX_STATEMENTS = 200;

/** The dialect of an open, checked file. Another process's lock is waited for so long, by default five seconds. Throws
 *  StoreUnusable. */
export async function openSqlite(databaseUrl: string, lockPatienceMs = LOCK_PATIENCE_MS, log?: Log): Promise<Dialect> {
  const file = fileOf(databaseUrl);
  const patiently = patienceWith(file, lockPatienceMs);
  const sqlite = await patiently(async () => openFile(file, log));
  return {
    createDriver: () => new PatientDriver(sqlite, patiently),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Nothing of what was deleted stays in the log of writes, unless another process is just reading there. */
export async function settleDeletions(db: Db): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}

function fileOf(databaseUrl: string): string {
  const path = /^sqlite:(?!\/\/)(.+)$/.exec(databaseUrl)?.[1];
  if (path === undefined) throw new StoreUnusable('DATABASE_URL must be sqlite:PATH, such as sqlite:data/herald.db.');
  return path === ':memory:' ? path : resolve(path);
}

function openFile(file: string, log: Log | undefined): Database.Database {
  if (file !== ':memory:') prepareFile(file);
  const sqlite = new Database(file, { timeout: BUSY_BLOCK_MS });
  try {
    check(sqlite, file);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = NORMAL');
    sqlite.pragma('foreign_keys = ON');
    // What a tick works with is written to no file.
    sqlite.pragma('temp_store = MEMORY');
    // What is deleted is overwritten, for people ask to be forgotten.
    sqlite.pragma('secure_delete = ON');
    if (file !== ':memory:') keepFromOthers(file, log);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** SQLite alone would open a write-protected file, and fail at the first write. */
function prepareFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw isFolder(file);
  if (found) accessSync(file, constants.W_OK);
  mkdirSync(dirname(file), { recursive: true });
  if (!found) makeFile(file);
}

/** Only reads, so that a file that is not ours stays as it is. */
function check(sqlite: Database.Database, file: string): void {
  if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged(file);
  const column = (sql: string) => sqlite.prepare(sql).pluck().all();
  const tables = column("select name from sqlite_master where type = 'table'");
  if (tables.length === 0) return;
  if (!tables.includes('kysely_migration')) throw otherProgram(file);
  const applied = column('select name from kysely_migration');
  if (applied.some((name) => !migrationNames.includes(String(name)))) throw newerHerald(file);
}

/** Tries again while another connection holds the lock, and says in a sentence what is wrong with the file. */
function patienceWith(file: string, lockPatienceMs: number): Patiently {
  return async (action) => {
    const deadline = performance.now() + lockPatienceMs;
    for (;;) {
      try {
        return await action();
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw explain(file, error);
        await sleep(BUSY_RETRY_MS);
      }
    }
  };
}

type Patiently = <T>(action: () => Promise<T>) => Promise<T>;

/** A transaction takes the write lock at its start, so no statement inside it finds the file locked. */
class PatientDriver extends SqliteDriver {
  readonly #sqlite: Database.Database;
  readonly #patiently: Patiently;

  constructor(sqlite: Database.Database, patiently: Patiently) {
    super({ database: withStatements(sqlite) });
    this.#sqlite = sqlite;
    this.#patiently = patiently;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const inner = await super.acquireConnection();
    return {
      executeQuery: (query) => this.#patiently(() => inner.executeQuery(query)),
      streamQuery: inner.streamQuery.bind(inner),
    };
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** SQLite has rolled back by itself after errors such as a full disk. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Queries are the same few, and preparing one costs more than running it. */
function withStatements(sqlite: Database.Database): SqliteDatabase {
  const statements = new Map<string, Database.Statement>();
  return {
    close: () => sqlite.close(),
    prepare: (sql) => {
      const statement = statements.get(sql) ?? sqlite.prepare(sql);
      if (statements.size >= MAX_STATEMENTS) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
  };
}

/** SQLite rolls back table changes too; saying so lets all migrations be one transaction. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): true {
    return true;
  }
}
