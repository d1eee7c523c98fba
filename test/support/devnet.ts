// A devnet over the whole recording, which is loaded once a worker, and the real reader on it.
import { fileURLToPath } from 'node:url';
import { createConnection } from '../../src/chain/http-provider.ts';
import { createIostReader } from '../../src/chain/iost-reader.ts';
import type { ChainReader } from '../../src/core/ports/chain.ts';
import type { Log } from '../../src/core/ports/log.ts';
import { loadRecording } from '../../src/devnet/recording.ts';
import { createDevnet, type Devnet, type DevnetOptions } from '../../src/devnet/server.ts';
import { PATIENT_MS } from './patience.ts';

export const recording = await loadRecording(fileURLToPath(new URL('../fixtures/recording.json.gz', import.meta.url)));

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

export async function startDevnet(options: Omit<DevnetOptions, 'recording'> = {}): Promise<Devnet & AsyncDisposable> {
  const devnet = await createDevnet({ recording, ...options });
  return Object.assign(devnet, { [Symbol.asyncDispose]: () => devnet.stop() });
}

/** Goes on until the step is done. */
export function playTo(devnet: Pick<Devnet, 'step' | 'advance'>, step: number): void {
  while (devnet.step < step && devnet.advance());
}

export function readerOf(
  url: string,
  options: { timeoutMs?: number; knownAccounts?: () => Iterable<string> } = {},
): ChainReader {
  const { timeoutMs = PATIENT_MS, knownAccounts = () => [] } = options;
  return createIostReader({ connection: createConnection(url, timeoutMs), knownAccounts, admit: () => undefined });
}

export type Intercept = NonNullable<DevnetOptions['intercept']>;

/** Nothing is answered; what is asked first is told. */
export function hangUntil(asked: () => void): Intercept {
  return () => {
    asked();
    return { kind: 'hang' };
  };
}

/** The stored text of one field or key, changed on its way out of the devnet's batch, list and single storage calls. */
export function patchStorage(change: (key: string, field: string, value: string) => string): Intercept {
  return ({ path, body }) => {
    const asked = body as
      | { key?: string; field?: string; prefix?: string; key_fields?: { key: string; field?: string }[] }
      | undefined;
    if (path === '/getContractStorage') {
      return patched(({ data }) => ({ data: change(asked?.key ?? '', asked?.field ?? '', data) }));
    }
    if (path === '/getBatchContractStorage') {
      const keys = asked?.key_fields ?? [];
      return patched(({ datas }) => ({
        datas: datas.map((value, i) => change(keys[i]?.key ?? '', keys[i]?.field ?? '', String(value))),
      }));
    }
    if (path === '/listContractStorage') {
      const map = asked?.prefix?.slice(0, -1) ?? '';
      return patched(({ datas }) => ({
        datas: datas.map((entry) => {
          const { key, value } = entry as { key: string; value: string };
          return { key, value: change(map, key.slice(map.length + 1), value) };
        }),
      }));
    }
    return undefined;
  };
}

function patched(change: (body: { data: string; datas: readonly unknown[] }) => object) {
  return {
    kind: 'patch' as const,
    patch: (body: object) => ({ ...body, ...change(body as { data: string; datas: readonly unknown[] }) }),
  };
}
