// Lists, links and what is asked before them as plain code, to hold the store against.
import type { PersonKey } from '../../../src/core/ports/ids.ts';

interface Group {
  /** First place first. */
  members: string[];
  /** By name, with those who made them. */
  rules: Map<string, Set<string>>;
  /** What happened, and the rule that tells it. */
  alerts: Map<number, string>;
}

interface Question {
  readonly kind: 'link' | 'first';
  taker?: string;
  readonly yeses: Set<string>;
}

export const keyOf = ({ platform, userId }: PersonKey): string => `${platform}:${userId}`;

/** Rules are names; persons are keys. A person has one open question at most, which goes by who asked it. */
export function createPeopleModel(limit: number) {
  let groups: Group[] = [];
  const questions = new Map<string, Question>();
  let told: { readonly to: string; readonly kind: string; readonly of?: string }[] = [];
  const sharing = new Set<string>();

  const find = (key: string) => groups.find(({ members }) => members.includes(key));
  const need = (key: string): Group => {
    const found = find(key) ?? { members: [key], rules: new Map(), alerts: new Map() };
    if (!groups.includes(found)) groups.push(found);
    return found;
  };
  const linked = (key: string): readonly string[] => find(key)?.members ?? [key];
  const othersOf = (key: string) => linked(key).filter((one) => one !== key);
  const tell = (people: readonly string[], kind: string, of?: string) => {
    told.push(...people.map((to) => ({ to, kind, ...(of !== undefined && { of }) })));
  };
  const end = (maker: string) => {
    questions.delete(maker);
    told = told.filter(({ of }) => of !== maker);
  };
  const endAllAbout = (people: readonly string[]) => {
    for (const [maker, { taker = '' }] of questions) if (people.includes(maker) || people.includes(taker)) end(maker);
  };
  const open = (maker: string, question: Question) => {
    end(maker);
    questions.set(maker, question);
  };
  const askedBy = (maker: string, { kind, taker = '' }: Question) =>
    kind === 'first' ? [taker] : [...linked(maker), ...linked(taker)];

  const join = (maker: string, taker: string) => {
    const [into, from] = [need(maker), need(taker)];
    for (const [rule, makers] of from.rules) into.rules.set(rule, (into.rules.get(rule) ?? new Set()).union(makers));
    for (const [event, rule] of from.alerts) into.alerts.set(event, into.alerts.get(event) ?? rule);
    into.members.push(...from.members);
    for (const one of into.members) sharing.delete(one);
    groups = groups.filter((group) => group !== from);
  };

  const partOf = ({ rules, alerts }: Group, members: string[]): Group => {
    const own = [...rules].flatMap(([rule, makers]) => {
      const left = makers.intersection(new Set(members));
      return left.size > 0 ? [[rule, left] as const] : [];
    });
    const kept = new Map(own);
    return { members, rules: kept, alerts: new Map([...alerts].filter(([, rule]) => kept.has(rule))) };
  };
  const leave = (key: string, news: string): boolean => {
    const group = find(key);
    if (!group || group.members.length < 2) return false;
    endAllAbout(group.members);
    const others = othersOf(key);
    groups = groups.filter((one) => one !== group);
    groups.push(partOf(group, others), partOf(group, [key]));
    sharing.delete(key);
    tell(others, news);
    return true;
  };

  return {
    linked,
    rules: (key: string): readonly string[] => [...(find(key)?.rules.keys() ?? [])],
    /** What the person must get. */
    alerts: (key: string): readonly number[] => [...(find(key)?.alerts.keys() ?? [])],
    news: (key: string): readonly string[] => told.filter(({ to }) => to === key).map(({ kind }) => kind),
    shares: (key: string): boolean => sharing.has(key),
    people: () => groups.length,
    add: (key: string, rule: string): string => {
      const { rules } = need(key);
      const makers = rules.get(rule);
      makers?.add(key);
      if (makers) return 'exists';
      if (rules.size >= limit) return 'full';
      rules.set(rule, new Set([key]));
      return 'added';
    },
    remove: (key: string, rule: string): boolean => {
      const group = find(key);
      for (const [event, by] of group?.alerts ?? []) if (by === rule) group?.alerts.delete(event);
      return group?.rules.delete(rule) ?? false;
    },
    happen: (event: number, rule: string): void => {
      for (const { rules, alerts } of groups) if (rules.has(rule)) alerts.set(event, rule);
    },
    code: (key: string): void => open(key, { kind: 'link', yeses: new Set() }),
    agree: (key: string, maker: string): string => {
      const question = questions.get(maker);
      if (!question) return 'unknown';
      if (question.taker === undefined) {
        if (key === maker) return 'own';
        if (linked(maker).includes(key)) return 'already';
        question.taker = key;
        question.yeses.add(key);
        const asked = askedBy(maker, question).filter((one) => one !== key);
        tell(asked, 'asked', maker);
        return 'asked';
      }
      const asked = askedBy(maker, question);
      if (question.yeses.has(key) || (key === maker && !asked.includes(key))) return 'waiting';
      if (!asked.includes(key)) return 'unknown';
      question.yeses.add(key);
      if (!asked.every((one) => question.yeses.has(one))) return 'asked';
      if (question.kind === 'link') {
        join(maker, question.taker);
        endAllAbout(asked);
        tell(
          asked.filter((one) => one !== key),
          'linked',
        );
        return 'linked';
      }
      end(maker);
      const group = need(maker);
      group.members = group.members
        .filter((one) => one !== maker)
        .flatMap((one) => (one === key ? [maker, one] : [one]));
      tell(othersOf(key), 'first');
      return 'first';
    },
    refuse: (key: string, maker: string): boolean => {
      const question = questions.get(maker);
      if (!question) return false;
      const concerned = question.taker === undefined ? [maker] : [...new Set([maker, ...askedBy(maker, question)])];
      if (!concerned.includes(key)) return false;
      end(maker);
      tell(
        concerned.filter((one) => one !== key),
        'refused',
      );
      return true;
    },
    askFirst: (key: string): string | undefined => {
      const [receiver] = linked(key);
      if (receiver === undefined || receiver === key) return undefined;
      open(key, { kind: 'first', taker: receiver, yeses: new Set() });
      tell([receiver], 'asked', key);
      return receiver;
    },
    share: (key: string, isShared: boolean): boolean => {
      if (othersOf(key).length === 0 || sharing.has(key) === isShared) return false;
      if (isShared) sharing.add(key);
      else sharing.delete(key);
      tell(othersOf(key), isShared ? 'shared' : 'unshared');
      return true;
    },
    unlink: (key: string): boolean => leave(key, 'ended'),
    forget: (key: string): void => {
      leave(key, 'erased');
      endAllAbout([key]);
      groups = groups.filter(({ members }) => !members.includes(key));
      told = told.filter(({ to }) => to !== key);
    },
  };
}

export type PeopleModel = ReturnType<typeof createPeopleModel>;
