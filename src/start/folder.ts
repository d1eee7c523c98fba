// Where the program's own files are, wherever it is started from.
import { fileURLToPath } from 'node:url';

/** `name` is relative to the folder of the project. */
export function folder(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}
