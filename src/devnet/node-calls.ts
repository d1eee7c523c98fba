// The calls about the node, the chain, candidates and tokens.
import { checkId, RpcError } from './request.ts';
import type { ChainState } from './state.ts';
import { votesReceived } from './votes.ts';

/** `network.id` of this node: whoever reads it knows that the votes are synthetic and must say so. */
export const DEVNET_NETWORK_ID = 'herald-devnet-synthetic-votes';

const STATUS = ['APPLY', 'APPROVED', 'UNAPPLY', 'UNAPPLY_APPROVED'];

export function nodeInfo(state: ChainState): object {
  return {
    build_time: '20240628_063005+0000',
    git_hash: '74f50082a',
    mode: 'ModeNormal',
    network: { id: DEVNET_NETWORK_ID, peer_count: 30, peer_count_inbound: 10, peer_count_outbound: 20 },
    code_version: '3.11.5',
    server_time: String(state.lib.time),
    tx_pool_size: '0',
  };
}

export function chainInfo(state: ChainState): object {
  const { lib, head } = state;
  const witnesses = JSON.parse(state.storage('vote_producer.iost')?.value('pendingProducerList', '') ?? '[]');
  return {
    net_name: 'mainnet',
    protocol_version: '1.0',
    chain_id: 1024,
    head_block: String(head.number),
    head_block_hash: head.hash,
    lib_block: String(lib.number),
    lib_block_hash: lib.hash,
    witness_list: witnesses,
    lib_witness_list: witnesses,
    pending_witness_list: witnesses,
    head_block_time: String(head.time),
    lib_block_time: String(lib.time),
  };
}

/** A recording knows the block of its present state, and where it began. */
export function blockByNumber(state: ChainState, [number = '']: readonly string[]): object {
  const { lib } = state;
  const known = number === String(lib.number) ? lib : number === '0' ? state.first : undefined;
  if (!known) throw new RpcError('block not found');
  return {
    status: 'IRREVERSIBLE',
    block: {
      hash: known.hash,
      version: '1',
      parent_hash: '',
      tx_merkle_hash: '',
      tx_receipt_merkle_hash: '',
      number,
      witness: '',
      time: String(known.time),
      gas_usage: 0,
      tx_count: '0',
      info: null,
      orig_info: '',
      transactions: [],
    },
  };
}

export function producerVoteInfo(state: ChainState, [name = '']: readonly string[]): object {
  checkId(name);
  const votes = votesReceived(state, name);
  if (votes === undefined) throw new RpcError("can't get producer vote info");
  const row = state.storage('vote_producer.iost')?.value('producerTable', name);
  if (row === undefined) throw new RpcError("can't get producer info");
  const { pubkey, loc, url, netId, isProducer, status, online } = JSON.parse(row);
  return { pubkey, loc, url, net_id: netId, is_producer: isProducer, status: STATUS[status], online, votes };
}

export function tokenInfo(state: ChainState, [symbol = '']: readonly string[]): object {
  const field = (name: string) => state.storage('token.iost')?.value(`TI${symbol}`, name) ?? '';
  if (!field('supply')) throw new RpcError('token not found');
  const decimal = Number(field('decimal'));
  return {
    symbol,
    full_name: field('fullName'),
    issuer: field('issuer'),
    total_supply: field('totalSupply'),
    current_supply: field('supply'),
    decimal,
    can_transfer: field('canTransfer') === 'true',
    only_issuer_can_transfer: field('onlyIssuerCanTransfer') === 'true',
    total_supply_float: Number(field('totalSupply')) / 10 ** decimal,
    current_supply_float: Number(field('supply')) / 10 ** decimal,
  };
}
