// Starts the fakes as a process of their own and talks to them from here.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Control } from './control.ts';

export interface ServeOptions {
  /** Enforces both platforms' limits, so many times faster than by the clock. */
  readonly limits?: { readonly scale: number };
}

type Addresses = ReturnType<Control['addresses']>;

export interface SpawnedFakes extends Addresses, AsyncDisposable {
  /** See control.ts for what there is to tell. */
  tell<V extends keyof Control>(verb: V, ...args: Parameters<Control[V]>): Promise<Awaited<ReturnType<Control[V]>>>;
}

export async function spawnFakes(options: ServeOptions = {}): Promise<SpawnedFakes> {
  const file = fileURLToPath(new URL('serve.ts', import.meta.url));
  const child = spawn(process.execPath, [file, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { control, ...addresses } = JSON.parse(line) as Addresses & { readonly control: string }; // serve.ts writes it
  return {
    ...addresses,
    tell: async (verb, ...args) => {
      const response = await fetch(control, { method: 'POST', body: JSON.stringify([verb, args]) });
      const answer = await response.text();
      if (!response.ok) throw new Error(answer);
      return JSON.parse(answer);
    },
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
