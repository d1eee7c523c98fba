// What a node does without a word and a reader must know about, each by name.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDevnet, type Devnet } from '../../src/devnet/server.ts';
import { get, post, recording } from './ask.ts';

const PRODUCERS = recording.initial.contracts['vote_producer.iost']?.maps ?? {};
const NODES = Object.keys(PRODUCERS.producerTable ?? {}).sort();

let devnet: Devnet;
beforeAll(async () => {
  devnet = await createDevnet({ recording });
});
afterAll(() => devnet.stop());

const list = (body: object) =>
  post(devnet.url, '/listContractStorage', { storageType: 'MAP', id: 'vote.iost', ...body });
const keysOf = (datas: readonly { key: string }[]) => datas.map(({ key }) => key);

describe('listContractStorage', () => {
  test('answers 100 when no limit is given, and no more for 100', async () => {
    for (const limit of [{}, { limit: 0 }, { limit: 100 }]) {
      expect((await list({ prefix: 'v_1-', ...limit })).body.datas).toHaveLength(100);
    }
  });

  test('refuses a limit above 100 with an error that names 500', async () => {
    const expected = { status: 400, body: { code: 2, message: 'invalid limit in request. Max: 500' } };
    expect(await list({ prefix: 'v_1-', limit: 101 })).toEqual(expected);
  });

  test('starts a page with the last entry of the one before, and pages hold every entry in byte order', async () => {
    const keys: string[] = [];
    for (let from = ''; ; from = keys.at(-1) ?? '') {
      const page = keysOf((await list({ prefix: 'v_1-', from })).body.datas);
      if (from) expect(page[0]).toBe(from);
      keys.push(...(from ? page.slice(1) : page));
      if (page.length < 100) break;
    }
    expect(keys).toEqual(NODES.map((node) => `v_1-${node}`));
  });

  test('leaves `to` out', async () => {
    const { body } = await list({ prefix: 'v_1-', from: `v_1-${NODES[3]}`, to: `v_1-${NODES[5]}` });
    expect(keysOf(body.datas)).toEqual([`v_1-${NODES[3]}`, `v_1-${NODES[4]}`]);
  });

  test('brings the own entry of the map along when the prefix has no dash: its fields, cut to 257', async () => {
    const { body } = await list({ prefix: 'v_1', limit: 2 });
    expect(keysOf(body.datas)).toEqual(['v_1', `v_1-${NODES[0]}`]);
    expect(JSON.parse(body.datas[0]?.value ?? '')).toHaveLength(257);
  });

  test('ignores a `from` before the prefix, and lists nothing of an unknown contract or prefix', async () => {
    expect(keysOf((await list({ prefix: 'v_1-', from: 'a', limit: 1 })).body.datas)).toEqual([`v_1-${NODES[0]}`]);
    expect((await list({ id: 'nosuch.iost' })).body.datas).toEqual([]);
    expect((await list({ prefix: 'zzz' })).body.datas).toEqual([]);
  });

  test('lists plain keys unless MAP is asked for', async () => {
    const { body } = await list({ storageType: undefined, id: 'bonus.iost' });
    expect(keysOf(body.datas)).toEqual(['adminID', 'blockContrib', 'lastTime']);
  });
});

describe('the other storage calls', () => {
  test('a batch answers the first 50 keys only', async () => {
    const key_fields = NODES.slice(0, 60).map((field) => ({ key: 'v_1', field }));
    const { body } = await post(devnet.url, '/getBatchContractStorage', { id: 'vote.iost', key_fields });
    expect(body.datas).toHaveLength(50);
    expect(body.datas[49]).toBe(recording.initial.contracts['vote.iost']?.maps?.v_1?.[NODES[49] ?? '']);
  });

  test('a map lists 257 of its fields', async () => {
    const { body } = await post(devnet.url, '/getContractStorageFields', { id: 'vote.iost', key: 'u_1' });
    expect(new Set(body.fields).size).toBe(257);
  });

  test('what is not there is the text null', async () => {
    for (const asked of [{ key: 'x' }, { key: 'v_1' }, { key: 'v_1', field: 'x' }, { key: '__proto__' }, {}]) {
      expect((await post(devnet.url, '/getContractStorage', { id: 'vote.iost', ...asked })).body.data).toBe('null');
    }
  });

  test('the supply is an integer of 1e-8 in token.iost', async () => {
    const asked = { id: 'token.iost', key: 'TIiost', field: 'supply' };
    expect((await post(devnet.url, '/getContractStorage', asked)).body.data).toBe('2100510945542932712');
  });

  test('the head is 14 blocks and 7 s on', async () => {
    const at = async (by_longest_chain: unknown) =>
      (await post(devnet.url, '/getContractStorage', { id: 'vote.iost', key: 'x', by_longest_chain })).body;
    for (const flag of [true, 'true', 1, '1']) expect((await at(flag)).block_number).toBe('519614');
    for (const flag of [false, 'false', 0, '0', null]) expect((await at(flag)).block_number).toBe('519600');
    expect(await at('maybe')).toEqual({ code: 3, message: 'type mismatch, parameter: by_longest_chain' });
    const { head_block_hash, lib_block_hash } = (await get(devnet.url, '/getChainInfo')).body;
    expect([(await at(true)).block_hash, (await at(false)).block_hash]).toEqual([head_block_hash, lib_block_hash]);
  });
});

describe('accounts', () => {
  test('frozen tokens are listed until their time, the head counting as later', async () => {
    const soon = '1574467805000000000';
    const initial = { ...recording.initial, frozen: [{ account: 'v00003_x', amount: '0.00000001', time: soon }] };
    const other = await createDevnet({ recording: { ...recording, initial } });
    const asked = (flag: string) => get(other.url, `/getAccount/v00003_x/${flag}`);
    const frozen = [{ amount: 1e-8, time: soon }];
    expect((await asked('false')).body).toMatchObject({ balance_string: '116358.129304', frozen_balances: frozen });
    expect((await asked('true')).body).toMatchObject({ balance_string: '116358.12930401', frozen_balances: [] });
    expect((await get(other.url, '/getTokenBalance/v00003_x/contribute/0')).body.frozen_balances).toEqual([]);
    await other.stop();
  });

  test('bonuses are cut to 8 places, and the float product takes cleared votes in', async () => {
    const cast = { node_a: ['1', 1200, '1'], node_b: ['0.5', 1200, '0'], node_c: ['7', 1200, '0'] };
    const contracts = {
      'vote.iost': { maps: { u_1: { voter_x: JSON.stringify(cast) }, v_1: { node_a: '{"votes":"2100000"}' } } },
      'vote_producer.iost': {
        kv: { candCoef: '"0.000000000000009999"' },
        maps: { voterCoef: { node_a: '"1.999999999"', node_b: '"2.5"' }, v_node_b: { voter_x: '"0.25"' } },
      },
    };
    const other = await createDevnet({ recording: { ...recording, initial: { ...recording.initial, contracts } } });
    const { body } = await get(other.url, '/getVoterBonus/voter_x/false');
    expect(body).toEqual({ bonus: 2.99999999, detail: { node_a: 1.99999999, node_b: 1 } });
    expect((await get(other.url, '/getCandidateBonus/node_a/false')).body).toEqual({ bonus: 0.00000002 });
    await other.stop();
  });

  test('ids are checked as the node checks them', async () => {
    const message = async (id: string) => (await get(devnet.url, `/getCandidateBonus/${id}/false`)).body.message;
    expect(await message('four')).toBe('id invalid. id length should be between 5,11 - 4 ');
    expect(await message('twelve_chars')).toBe('id invalid. id length should be between 5,11 - 12 ');
    expect(await message('iost_Kor')).toBe('id invalid. id contains invalid character - 75');
    expect(await message('%F0%9F%98%80')).toBe('id invalid. id length should be between 5,11 - 4 ');
    expect(await message(`Contract${'x'.repeat(92)}`)).toMatch(/less then 100 - 100$/);
    for (const id of ['vote.iost', 'Contractabc', `0x${'0a'.repeat(20)}`]) expect(await message(id)).toBeUndefined();
  });

  test('an account that only holds tokens does not exist', async () => {
    const expected = { status: 400, body: { code: 2, message: 'account not found' } };
    expect(await get(devnet.url, '/getAccount/foundation/false')).toEqual(expected);
  });
});
