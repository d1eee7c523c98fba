// A fact that was seen and is not announced yet: since when it stands, who shows it, and whether that is enough.

/** Kept from one look to the next, so that a restart loses none. */
export interface PendingFact {
  readonly node: string;
  readonly fact: string;
  /** JSON. */
  readonly value: string;
  /** Height and its time (ms since 1970) at which it was seen first. */
  readonly sinceBlock: number;
  readonly sinceTime: number;
  /** Looks in which enough nodes showed it. */
  readonly count: number;
}

/** What is asked of a fact before it is announced. */
export interface Demands {
  /** Looks in which it must have stood. */
  readonly confirm: number;
  /** Nodes that must show it in each. */
  readonly quorum: number;
  /** Nothing is announced now, however long it stood. */
  readonly isHeld: boolean;
}

/** One node's word on a fact. */
export interface Word {
  /** JSON. */
  readonly value: string;
  readonly block: number;
  readonly time: number;
}

export type Stand = Pick<PendingFact, 'value' | 'sinceBlock' | 'sinceTime' | 'count'>;

interface Weighed<V> {
  /** Shows what is to be announced from now on. */
  readonly winner?: V;
  /** What is pending from now on. */
  readonly pending?: Stand;
}

/** Weighs what nodes show against what is announced. Nodes below the height at which a fact was seen first say nothing
 *  about it. */
export function weigh<V extends Word>(
  announced: string,
  views: readonly V[],
  earlier: Stand | undefined,
  { confirm, quorum, isHeld }: Demands,
): Weighed<V> {
  const canStand = (fact: Stand | undefined) =>
    fact && views.length - against(fact, views).length >= quorum ? fact : undefined;
  const fact = canStand(earlier) ?? canStand(newestOther(announced, views));
  if (!fact) return {};
  const showing = views.filter(({ value, block }) => value === fact.value && block >= fact.sinceBlock);
  const stands = showing.length >= quorum && showing.length > against(fact, views).length;
  const count = fact.count + Number(stands);
  const [winner] = stands && count >= confirm && !isHeld ? showing : [];
  return winner ? { winner } : { pending: { ...fact, count } };
}

function against(fact: Stand, views: readonly Word[]): readonly Word[] {
  return views.filter(({ value, block }) => value !== fact.value && block >= fact.sinceBlock);
}

/** What most of those show who do not show what is announced; the first of them when equally many. */
function newestOther(announced: string, views: readonly Word[]): Stand | undefined {
  const others = Map.groupBy(
    views.filter(({ value }) => value !== announced),
    ({ value }) => value,
  );
  const [most] = [...others.values()].sort((a, b) => b.length - a.length);
  const first = most?.reduce((lowest, view) => (view.block < lowest.block ? view : lowest));
  return first && { value: first.value, sinceBlock: first.block, sinceTime: first.time, count: 0 };
}
