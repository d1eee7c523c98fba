// What is announced of the recording through one node.
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { diffElection } from '../../../src/election/diff.ts';
import type { ElectionState } from '../../../src/election/state.ts';
import { recordedElection } from '../../support/recorded-election.ts';
import { watcher } from '../watcher.ts';

describe('the recording through one node', () => {
  test('with nothing to confirm, what is shown is announced at once', () => {
    const { look } = watcher({ confirm: 1 });
    let older: ElectionState | undefined;
    for (const newer of recordedElection()) {
      const { state, pending, events } = look([newer]);
      expect(isDeepStrictEqual([...state.nodes], [...newer.nodes]), `block ${newer.block}`).toBe(true);
      expect({ ...state, nodes: 0 }).toEqual({ ...newer, nodes: 0 });
      expect(pending).toEqual([]);
      expect(events).toEqual(older ? diffElection(older, newer) : []);
      older = newer;
    }
  });

  test('with two looks, a fact is announced when it stood in both', () => {
    const { look } = watcher({ confirm: 2 });
    const model = new Map<string, unknown>();
    const wrong: string[] = [];
    let before: ElectionState | undefined;
    let waited = 0;
    for (const now of recordedElection()) {
      const { state } = look([now]);
      for (const [account, node] of now.nodes) {
        for (const fact of ['status', 'online', 'elected', 'listed', 'profile', 'barredUntil'] as const) {
          const last = before?.nodes.get(account)?.[fact];
          const key = `${account} ${fact}`;
          if (last === undefined || last === node[fact]) model.set(key, node[fact]);
          else waited += 1;
          const announced = state.nodes.get(account);
          if (announced && announced[fact] !== model.get(key)) wrong.push(`${key} at ${now.block}`);
        }
      }
      before = now;
    }
    expect(wrong).toEqual([]);
    expect(waited).toBeGreaterThan(5_000);
  });
});
