// The calls that read contract storage, with the caps that a node applies without a word.
import { blockAt, countField, type Fields, listField, RPC_CODE, RpcError, textField } from './request.ts';
import type { BlockRef, ChainState } from './state.ts';

const BATCH_KEYS = 50;
const PAGE_LIMIT = 100;

export function contractStorage(state: ChainState, body: Fields): object {
  const block = blockAt(state, body.by_longest_chain);
  return { data: stored(state, textField(body, 'id'), body), ...blockFields(block) };
}

export function batchContractStorage(state: ChainState, body: Fields): object {
  const block = blockAt(state, body.by_longest_chain);
  const id = textField(body, 'id');
  const asked = listField(body, 'key_fields').slice(0, BATCH_KEYS);
  return { datas: asked.map((keyField) => stored(state, id, keyField)), ...blockFields(block) };
}

export function contractStorageFields(state: ChainState, body: Fields): object {
  const block = blockAt(state, body.by_longest_chain);
  const fields = state.storage(textField(body, 'id'))?.fields(textField(body, 'key')) ?? [];
  return { fields, ...blockFields(block) };
}

export function listContractStorage(state: ChainState, body: Fields): object {
  const id = textField(body, 'id');
  if (!id) throw new RpcError('invalid contract id');
  const limit = countField(body, 'limit') || PAGE_LIMIT;
  if (limit > PAGE_LIMIT) throw new RpcError('invalid limit in request. Max: 500');
  const block = blockAt(state, body.by_longest_chain);
  const [prefix, from, to] = [textField(body, 'prefix'), textField(body, 'from'), textField(body, 'to')];
  const datas = state.storage(id)?.list({ table: tableOf(body), prefix, from, to, limit }) ?? [];
  return { datas, ...blockFields(block) };
}

/** The stored text, or the four letters `null`. */
function stored(state: ChainState, id: string, keyField: Fields): string {
  return state.storage(id)?.value(textField(keyField, 'key'), textField(keyField, 'field')) ?? 'null';
}

function tableOf(body: Fields): 'KV' | 'MAP' {
  const type = textField(body, 'storageType') || 'KV';
  if (type === 'KV' || type === 'MAP') return type;
  throw new RpcError(`unknown value ${JSON.stringify(type)} for storageType`, RPC_CODE.invalidArgument);
}

function blockFields(block: BlockRef): object {
  return { block_hash: block.hash, block_number: String(block.number) };
}
