// What is known of candidates beside the chain.

/** Facts about a candidate from `data/nodes.json`. */
export interface NodeFacts {
  readonly account: string;
  readonly name: string;
  /** Chinese name, when it differs. */
  readonly nameZh?: string;
  readonly place?: string;
  readonly website?: string;
}
