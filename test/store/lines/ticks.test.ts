// Ticks in SQLite: the contract, in memory and in a file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { tickContract } from '../../contracts/tick-store.ts';
import { openAlertStore } from '../../support/alert-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'herald-ticks-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

tickContract('ticks in SQLite in memory', () => openAlertStore());
tickContract('ticks in SQLite in a file', () => openAlertStore(`sqlite:${join(folder, `${++files}.db`)}`));
