// Everything that stands in a database, table by table, to be compared with what stands there later.
import Database from 'better-sqlite3';

export type Dump = Readonly<Record<string, readonly unknown[]>>;

/** `without`: tables whose content does not matter. */
export function dumpOf(file: string, without: readonly string[] = []): Dump {
  const database = new Database(file, { readonly: true });
  try {
    const tables = database
      .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
      .all() as readonly { readonly name: string }[]; // as the query says
    const kept = tables.map(({ name }) => name).filter((name) => !without.includes(name));
    return Object.fromEntries(kept.map((name) => [name, database.prepare(`select * from "${name}"`).all()]));
  } finally {
    database.close();
  }
}
