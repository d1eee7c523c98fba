// Every recorded request must get the recorded answer at the initial state.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEVNET_NETWORK_ID } from '../../src/devnet/node-calls.ts';
import { createDevnet, type Devnet } from '../../src/devnet/server.ts';
import { type Answered, type Body, fixtureJson, get, post, recording } from './ask.ts';

interface Example {
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly response: Answered;
}

const examples = fixtureJson<readonly Example[]>('http-examples.json');
let devnet: Devnet;
beforeAll(async () => {
  devnet = await createDevnet({ recording });
});
afterAll(() => devnet.stop());

describe('the examples of a node', () => {
  test('are all there', () => expect(examples).toHaveLength(39));

  for (const [index, { request, response }] of examples.entries()) {
    test(`${index}: ${request.method} ${request.path}`, async () => {
      const { method, path, body } = request;
      const given = method === 'GET' ? await get(devnet.url, path) : await post(devnet.url, path, body);
      expect(given.status).toBe(response.status);
      expect(given.body).toEqual(withOwn(path, response.body, given.body));
    });
  }
});

/** The example with what a node may have of its own: its identity, the head's hash, which 257 fields are listed. */
function withOwn(path: string, example: Body, given: Body): unknown {
  if (path === '/getNodeInfo') return { ...example, network: { ...example.network, id: DEVNET_NETWORK_ID } };
  if (path === '/getChainInfo') return { ...example, head_block_hash: expect.stringMatching(/^\w{43,44}$/) };
  if (path === '/getContractStorageFields' && example.fields.length > 0) {
    const real = new Set(Object.keys(recording.initial.contracts['vote_producer.iost']?.maps?.producerTable ?? {}));
    const fields = new Set<string>(given.fields);
    expect([fields.size, fields.isSubsetOf(real)]).toEqual([example.fields.length, true]);
    return { ...example, fields: given.fields };
  }
  return example;
}
