// Random cases by the hundred, where `npm test` tries a few.
import { describe } from 'vitest';
import { callsKeepToTheirOwn } from '../commands/calls/property.ts';
import { firesAsModelled } from '../store/lines/crossings-property.ts';
import { outboxHolds } from '../store/outbox/property.ts';
import { peopleHold } from '../store/people/property.ts';

describe('subscriptions', () => firesAsModelled(500));
describe('the outbox', () => outboxHolds(500));
describe('calls', () => callsKeepToTheirOwn(2_000));
describe('people', () => peopleHold(500));
