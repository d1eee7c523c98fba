// What is known of the project beside the chain: files of `data/` that an operator may replace.

export interface ProjectFacts {
  readonly links: LinkFacts;
  readonly rewardRules: RewardRules;
}

/** Who named a way to vote. */
export const NAMERS = ['nodes-page', 'articles-2020'] as const;

export interface LinkFacts {
  /** ISO date on which the links were last seen. */
  readonly asOf: string;
  readonly links: readonly { readonly id: string; readonly url: string }[];
  readonly votingChannels: readonly { readonly name: string; readonly namedBy: (typeof NAMERS)[number] }[];
}

/** A version of the published reward programme. */
export interface RewardRules {
  readonly version: string;
  readonly source: string;
  readonly date: string;
  /** IOST a year, decimal strings. */
  readonly yearlyPool: { readonly total: string; readonly ecosystemFund: string; readonly tokenIssue: string };
  /** Fractions of 1, decimal strings. */
  readonly shares: { readonly blocks: string; readonly votes: string; readonly contribution: string };
  readonly votersShare: string;
  readonly threshold: string;
  /** What the foundation paid to nodes of the best tier for their contribution, oldest first. */
  readonly topTierResults?: readonly TopTierResult[];
}

export interface TopTierResult {
  /** Such as "2020-Q2". */
  readonly quarter: string;
  readonly days: number;
  readonly source: string;
  readonly date: string;
  /** How many nodes were of that tier, what each got with its voters, and of how much; decimal strings of IOST. */
  readonly nodes: number;
  readonly each: string;
  readonly pool: string;
}
