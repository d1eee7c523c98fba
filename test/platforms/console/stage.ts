// A console adapter on real streams, with a person at the other end and a screen to look at.
import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import type { AdapterHost } from '../../../src/core/ports/platform.ts';
import { createConsoleAdapter } from '../../../src/platforms/console/index.ts';
import type { ConsolePorts } from '../../../src/platforms/console/lifecycle/terminal.ts';

/** What a terminal of some columns shows: it follows the few sequences that readline and the console write. */
function screenOf(output: string, columns: number): string[] {
  const rows: string[][] = [[]];
  let [row, column] = [0, 0];
  for (const [piece, , count = '1', command] of output.matchAll(/(\p{Cc}\[(\d*)([A-Z]))|./gsu)) {
    const steps = Number(count || 1);
    if (command === 'A') row = Math.max(0, row - steps);
    else if (command === 'B') row += steps;
    else if (command === 'C') column += steps;
    else if (command === 'D') column -= steps;
    else if (command === 'G') column = steps - 1;
    else if (command === 'J') {
      rows.splice(row + 1);
      rows[row]?.splice(column);
    } else if (piece === '\r') column = 0;
    else if (piece === '\n') [row, column] = [row + 1, 0];
    else {
      if (column >= columns) [row, column] = [row + 1, 0];
      while (rows.length <= row) rows.push([]);
      const cells = rows[row] ?? [];
      while (cells.length < column) cells.push(' ');
      cells[column++] = piece;
    }
    while (rows.length <= row) rows.push([]);
  }
  return rows.map((cells) => cells.join('').trimEnd());
}

export interface Desk {
  readonly adapter: ReturnType<typeof createConsoleAdapter>;
  readonly input: PassThrough;
  readonly output: PassThrough;
  /** All that was written, escape sequences included. */
  written(): string;
  /** Without escape sequences. */
  text(): string;
  screen(): string[];
  /** Types and lets everything that does not wait for a clock happen. */
  type(keys: string): Promise<void>;
}

export async function sitDown(host: AdapterHost, options: Partial<ConsolePorts> = {}): Promise<Desk> {
  const { input, output } = { input: new PassThrough(), output: new PassThrough() };
  const columns = options.columns ?? 80;
  Object.assign(output, { columns });
  let written = '';
  output.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  const ports = { input, output, isTty: false, colours: false, columns, rows: 10_000, ...options };
  const adapter = createConsoleAdapter(ports, { greeting: 'Welcome.', locale: 'en' });
  await adapter.start(host);
  await settle();
  return {
    adapter,
    input,
    output,
    written: () => written,
    text: () => stripVTControlCharacters(written),
    screen: () => screenOf(written, columns),
    type: async (keys) => {
      input.write(keys);
      await settle();
    },
  };
}

/** A few turns of the event loop: streams and promises have then done what they can. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await delay(1);
}
