// Small states of the rotation, in units of 1e-8.
import type { RotationNode, RotationState } from '../../src/election/rotation/state.ts';

export function rotation(parts: Partial<RotationState>): RotationState {
  const nothing = {
    nodes: [],
    pending: [],
    current: [],
    scores: new Map(),
    strikes: new Map(),
    barredUntil: new Map(),
  };
  return { block: 0, producerNumber: 17, ...nothing, ...parts };
}

export function nodeOf(account: string, votes: bigint, publicKey = `K${account}`): RotationNode {
  return { account, publicKey, votes, online: true };
}
