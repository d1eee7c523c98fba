import { expect, test } from 'vitest';
import transitions from '../fixtures/transitions.json' with { type: 'json' };
import { everyStep, type Steps, shortCut } from './steps.ts';

const kindsAt = (isWanted: Steps) => {
  const wanted = transitions.filter(({ step }) => isWanted(step));
  return new Set(wanted.flatMap(({ events }) => events.map(({ type }) => type)));
};

test('the short cut has every kind of event', () => {
  expect(kindsAt(shortCut)).toEqual(kindsAt(everyStep));
});
