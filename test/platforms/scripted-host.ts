// A core that answers by script, so that adapters are tested for what they do and not for what commands say.
import { defineCommand } from '../../src/core/command/command.ts';
import type { Target } from '../../src/core/ports/ids.ts';
import type { AdapterEvent, AdapterHost, Invocation, Outcome } from '../../src/core/ports/platform.ts';
import type { Reply } from '../../src/core/reply/reply.ts';

export const standings = defineCommand({
  name: 'standings',
  needs: [],
  options: {
    page: { kind: 'integer', min: 1, max: 99 },
    sort: { kind: 'choice', choices: ['votes', 'name'] },
    search: { kind: 'text' },
  },
  examples: ['2'],
  changes: false,
  privacy: 'chat',
  run: async () => say('never run: the host answers'),
});

export interface ScriptedHost extends AdapterHost {
  readonly heard: readonly Invocation[];
  /** What the adapter told of itself. */
  readonly events: readonly AdapterEvent[];
  /** Chats that moved, as [from, to]. */
  readonly moved: readonly (readonly [string, string])[];
  /** Places that were said to be closed, and to be open. */
  readonly rested: readonly (readonly ['closed' | 'opened', Target])[];
  /** Roles that were deleted. */
  readonly rolesGone: readonly string[];
}

/** Answers by script and remembers what it was asked. Texts are their keys. */
export function createScriptedHost(script: (invocation: Invocation) => Reply | Promise<Reply>): ScriptedHost {
  const heard: Invocation[] = [];
  const events: AdapterEvent[] = [];
  const moved: [string, string][] = [];
  const rested: ['closed' | 'opened', Target][] = [];
  const rolesGone: string[] = [];
  const updates = new Set<string>();
  return {
    heard,
    events,
    moved,
    rested,
    rolesGone,
    commands: [standings],
    locales: ['en', 'zh-CN'],
    texts: () => (key) => key,
    answer: async (invocation): Promise<Outcome> => {
      heard.push(invocation);
      return { kind: 'answered', reply: await script(invocation), locale: 'en' };
    },
    privacyOf: () => 'chat',
    complete: async (_command, option, text, limit) =>
      (option === 'sort' ? ['votes', 'name'] : [])
        .filter((value) => value.includes(text))
        .slice(0, limit)
        .map((value) => ({ value, label: value })),
    greeting: async () => say('the greeting', { actions: [{ label: 'Standings', command: 'standings', args: {} }] }),
    isNew: async (platform, updateId) => {
      const { size } = updates;
      return updates.add(`${platform}:${updateId}`).size > size;
    },
    chatMoved: async (_platform, from, to) => {
      moved.push([from, to]);
    },
    placesClosed: async (_platform, places) => {
      for (const place of places) rested.push(['closed', place]);
    },
    placeOpened: async (_platform, place) => {
      rested.push(['opened', place]);
    },
    closedPlaces: async () => rested.filter(([how]) => how === 'closed').map(([, place]) => place),
    roleGone: async (_platform, role) => {
      rolesGone.push(role);
    },
    report: (_platform, event) => {
      events.push(event);
    },
  };
}

/** A reply of one text. */
export function say(text: string, more: Partial<Reply> = {}): Reply {
  return { tone: 'neutral', visibility: 'chat', blocks: [{ kind: 'text', text }], ...more };
}
