// What is known of candidates beside the chain.
import type { NodeName } from '../../election/node-name.ts';

/** Facts about a candidate from `data/nodes.json`. */
export interface NodeFacts extends NodeName {
  readonly place?: string;
  readonly website?: string;
}
