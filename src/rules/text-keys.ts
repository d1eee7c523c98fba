// The texts that a rule stands for, so that whoever adds one is told at the start which are missing.
import type { RuleKind } from './define.ts';

const WAYS = ['up', 'down', 'both'] as const;

/** Whole keys. */
export function textKeysOf(rule: RuleKind): readonly string[] {
  const { name, now } = rule;
  return [
    `commands.watch.choices.event.${name}`,
    `rules.title.${name}`,
    ...waysOf(rule).map((way) => `rules.${name}.${way}`),
    ...alertKeys(rule),
    ...now.keys,
  ];
}

/** A line is told of from both sides when somebody asks where it is, whatever is asked for. */
function waysOf({ how, direction, hasDirection }: RuleKind): readonly string[] {
  if (hasDirection) return WAYS;
  return how === 'event' ? [direction] : WAYS.filter((way) => way !== 'both' || way === direction);
}

function alertKeys(rule: RuleKind): readonly string[] {
  switch (rule.how) {
    case 'level':
      return rule.sentence.ends.map((end) => `alerts.line.${rule.name}.${end}`);
    case 'move':
      return ['alerts.move.up', 'alerts.move.down'];
    case 'event':
      return Object.keys(rule.events).map((type) => `alerts.event.${type}`);
  }
}
