// What is known of the project beside the chain: files of `data/` that an operator may replace.
import type { Part } from '../../election/rewards/estimate.ts';
import type { Program, ProgramPart } from '../../election/rewards/published-model.ts';

export interface ProjectFacts {
  readonly today: TodayFacts;
  readonly links: LinkFacts;
  readonly rewardRules: RewardRules;
}

/** Who named a way to vote. */
export const NAMERS = ['later', 'nodes-page', 'articles-2020'] as const;

export interface LinkFacts {
  /** ISO date on which the links were last looked through. */
  readonly asOf: string;
  /** `seen`: when a source named it last. */
  readonly links: readonly { readonly id: string; readonly url: string; readonly seen?: string }[];
  readonly votingChannels: readonly { readonly name: string; readonly namedBy: (typeof NAMERS)[number] }[];
}

/** What else is called IOST now. */
export const OTHERS = ['bep20', 'layer2'] as const;

/** What is known of the election today, and what is not. Dates are ISO dates, or the year or month where no more is known. */
export interface TodayFacts {
  /** When its sources were read. */
  readonly asOf: string;
  /** The chain that has the election, and the last block that somebody is known to have seen. */
  readonly chain: { readonly chainId: number; readonly block: number; readonly seen: string; readonly source: string };
  readonly others: readonly { readonly id: (typeof OTHERS)[number]; readonly since: string }[];
  /** The last sign that the foundation pays the published programme. */
  readonly programPaid: { readonly lastSign: string };
}

/** The reward programme by its dates. */
export interface RewardRules {
  /** Oldest first. */
  readonly sets: readonly RuleSet[];
  /** The newest that shares out anything. Whether it is still paid is not known here. */
  readonly newest: RuleSet;
}

/** The programme as it was published for a time. Dates are ISO dates, or the year or month where no more is known; amounts
 *  and fractions are decimal strings. */
export interface RuleSet extends Program {
  /** Such as "v4": what a person asks for it by. */
  readonly id: string;
  /** When its rules were published; undefined where nothing was. */
  readonly published?: string;
  readonly from: string;
  /** Its last day; undefined where no end was published. */
  readonly until?: string;
  /** Up to when some source shows that it held. */
  readonly knownUntil?: string;
  /** When its sources were last read. */
  readonly lastConfirmed: string;
  /** IOST a year, of all parts. */
  readonly total: string;
  /** None where nothing is known but what the chain issues. */
  readonly parts: Readonly<Partial<Record<Part, ProgramPart & { readonly share: string }>>>;
  /** Votes from which the foundation admitted Servi nodes; the contract has no such rule. */
  readonly blockProducers?: { readonly votes: string; readonly source: string; readonly date: string };
  readonly sources: readonly { readonly url: string; readonly date: string }[];
  /** What was paid for the rating under it, oldest first. */
  readonly results: readonly RatingResult[];
}

export interface RatingResult {
  /** Such as "2020-Q2". */
  readonly quarter: string;
  readonly days: number;
  /** IOST that were shared out. */
  readonly pool: string;
  readonly source: string;
  readonly date: string;
  /** How many nodes were of the best tier, and what each got together with its voters. */
  readonly topTier?: { readonly nodes: number; readonly each: string };
}
