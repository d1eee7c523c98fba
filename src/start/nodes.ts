// The nodes that are asked: those that are configured, or the recorded demo as a node of our own.
import type { Config } from './config.ts';
import { folder } from './folder.ts';
import type { RpcNode } from './rpc-nodes.ts';

/** Between two steps of five minutes in the recorded demo. */
const DEMO_STEP_MS = 10_000;

export interface Nodes {
  readonly all: readonly RpcNode[];
  close(): Promise<void>;
}

export async function openNodes(rpc: Config['rpc']): Promise<Nodes> {
  return rpc === 'demo' ? openDemo() : { all: rpc, close: async () => {} };
}

/** Loaded only where it is wanted. */
async function openDemo(): Promise<Nodes> {
  const [{ loadRecording }, { createDevnet }] = await Promise.all([
    import('../devnet/recording.ts'),
    import('../devnet/server.ts'),
  ]);
  const recording = await loadRecording(folder('data/demo/recording.json.gz'));
  const { url, stop } = await createDevnet({ recording, stepMs: DEMO_STEP_MS });
  return { all: [{ name: 'demo', url }], close: stop };
}
