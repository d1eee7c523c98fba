// Lists and links as a few lines of plain code, to hold the store against.
import type { PersonKey } from '../../../src/core/ports/ids.ts';

interface Group {
  /** First place first. */
  members: string[];
  rules: string[];
}

export const keyOf = ({ platform, userId }: PersonKey): string => `${platform}:${userId}`;

/** Rules are names; persons are keys. */
export function createPeopleModel(limit: number) {
  let groups: Group[] = [];
  const find = (key: string) => groups.find(({ members }) => members.includes(key));
  const need = (key: string): Group => {
    const found = find(key) ?? { members: [key], rules: [] };
    if (!groups.includes(found)) groups.push(found);
    return found;
  };
  return {
    rules: (key: string): readonly string[] => find(key)?.rules ?? [],
    linked: (key: string): readonly string[] => find(key)?.members ?? [key],
    people: () => groups.length,
    add: (key: string, rule: string): string => {
      const { rules } = need(key);
      if (rules.includes(rule)) return 'exists';
      if (rules.length >= limit) return 'full';
      rules.push(rule);
      return 'added';
    },
    remove: (key: string, rule: string): boolean => {
      const rules = find(key)?.rules ?? [];
      const at = rules.indexOf(rule);
      if (at >= 0) rules.splice(at, 1);
      return at >= 0;
    },
    link: (owner: string, other: string): string => {
      if (owner === other) return 'own';
      if (find(owner) !== undefined && find(owner) === find(other)) return 'already';
      const from = find(other);
      const into = find(owner) ?? { members: [owner], rules: [] };
      const surplus = from?.rules.filter((rule) => !into.rules.includes(rule)) ?? [];
      const room = Math.max(0, 2 * limit - into.rules.length);
      const members = [...into.members, ...(from?.members ?? [other])];
      groups = groups.filter((group) => group !== from && group !== into);
      groups.push({ members, rules: [...into.rules, ...surplus.slice(0, room)] });
      return 'linked';
    },
    unlink: (key: string): boolean => {
      const group = find(key);
      if (!group || group.members.length < 2) return false;
      group.members = group.members.filter((member) => member !== key);
      return true;
    },
    setFirst: (key: string): void => {
      const group = find(key);
      if (group) group.members = [key, ...group.members.filter((member) => member !== key)];
    },
    forget: (key: string): void => {
      groups = groups.filter((group) => !group.members.includes(key));
    },
  };
}
