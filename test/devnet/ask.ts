// How the devnet's tests ask it, and the files they hold it against.
import { readFileSync } from 'node:fs';

const fixture = (name: string) => new URL(`../fixtures/${name}`, import.meta.url);

export { recording } from '../support/devnet.ts';

/** The fields that tests look into; a call answers with those that it has. */
export interface Body {
  readonly code: number;
  readonly message: string;
  readonly mode: string;
  readonly network: { readonly id: string };
  readonly server_time: string;
  readonly lib_block: string;
  readonly lib_block_hash: string;
  readonly lib_block_time: string;
  readonly head_block: string;
  readonly head_block_hash: string;
  readonly witness_list: readonly string[];
  readonly block_number: string;
  readonly block_hash: string;
  readonly data: string;
  readonly datas: readonly { readonly key: string; readonly value: string }[];
  readonly fields: readonly string[];
  readonly balance: number;
  readonly frozen_balances: readonly unknown[];
  readonly current_supply: string;
  readonly bonus: number;
}

export interface Answered {
  readonly status: number;
  readonly body: Body;
}

/** Reads a JSON file of test/fixtures. */
export function fixtureJson<T>(name: string): T {
  return JSON.parse(readFileSync(fixture(name), 'utf8'));
}

export async function get(url: string, path: string): Promise<Answered> {
  return answered(await fetch(url + path));
}

/** A string is sent as it is, anything else as JSON. */
export async function post(url: string, path: string, body: unknown): Promise<Answered> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return answered(await fetch(url + path, { method: 'POST', body: text }));
}

async function answered(response: Response): Promise<Answered> {
  return { status: response.status, body: (await response.json()) as Body }; // of the fields that the call has
}
