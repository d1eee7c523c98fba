// Whatever is called by whomever, wherever and however: what somebody else wrote changes nothing, nothing of a place is changed
// but by those who run it, and nobody reads what is another's alone.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Privacy } from '../../../src/core/command/command.ts';
import { runsPlace } from '../../../src/core/command/place.ts';
import type { Known } from '../../../src/core/ports/known.ts';
import type { Invocation, Outcome, Source } from '../../../src/core/ports/platform.ts';
import { commands } from '../../support/host.ts';
import { PLACE_NAMES, PLACES, type PlaceName } from '../../support/places.ts';
import { type AnyCall, anyCall } from './any-call.ts';
import { ann, ben, listIn, openScene, type Scene, SECRET } from './scene.ts';

const OLD_MS = 11 * 60_000;
const KNOWN: Known = { roles: new Map([['ROLE', { id: 'ROLE', name: 'Team', isEveryone: false, rings: true }]]) };

/** Those that could. */
const CHANGING = commands.filter(({ changes }) => changes !== false);

type Way = Pick<Invocation, 'source'> & { readonly ageMs: number };

const INDIRECT: readonly Way[] = [
  { source: 'link', ageMs: 0 },
  { source: 'foreign', ageMs: 0 },
  { source: 'typed', ageMs: OLD_MS },
];
const DIRECT = (['typed', 'pressed'] as const satisfies readonly Source[]).map((source): Way => ({ source, ageMs: 0 }));

interface Word {
  readonly call: AnyCall;
  readonly place: PlaceName;
  readonly way: Way;
}

export function callsKeepToTheirOwn(numRuns: number): void {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene[Symbol.asyncDispose]());
  beforeEach(() => scene.settle());

  /** Later ones name what earlier ones made, so a case stands for itself only together with those before it. */
  const check = (ways: readonly Way[], holds: (word: Word) => Promise<void>, called = commands) => {
    const parts = { place: fc.constantFrom(...PLACE_NAMES), way: fc.constantFrom(...ways) };
    const word = fc.record({ call: anyCall(called, scene), ...parts });
    return fc.assert(fc.asyncProperty(word, holds), { numRuns, endOnFailure: true });
  };

  test('what somebody else wrote, or was written long ago, changes nothing', async () => {
    let asked = 0;
    await check(INDIRECT, async (word) => {
      const before = scene.dump();
      const { outcome } = await say(scene, word);
      // Nothing was asked about before it was written, if it was written that long ago.
      if (word.call.command === 'confirm' && word.way.source === 'typed') return;
      expect(scene.dump(), JSON.stringify(word)).toBe(before);
      if (outcome.kind === 'asked') asked += 1;
    });
    expect(asked).toBeGreaterThan(0);
  });

  test('a place is changed by those who run it alone, and nobody by somebody else', async () => {
    let changed = 0;
    await check(
      DIRECT,
      async (word) => {
        await scene.settle();
        const isTheirs = (name: PlaceName) => runs(word.place) && PLACES[name].chatId === PLACES[word.place].chatId;
        const others = PLACE_NAMES.filter((name) => !isTheirs(name)).map(listIn);
        const untouched = [...others, { kind: 'person', person: ben } as const];
        const statesOf = () => Promise.all(untouched.map(scene.stateOf));
        const [all, before] = [scene.dump(), await statesOf()];
        await say(scene, word);
        expect(await statesOf(), JSON.stringify(word)).toEqual(before);
        if (scene.dump() !== all) changed += 1;
      },
      CHANGING,
    );
    expect(changed).toBeGreaterThan(0);
  });

  test('nobody reads what is another’s alone, and the bot says nothing to all but for whom it may', async () => {
    const kinds = new Set<string>();
    await check([...DIRECT, ...INDIRECT], async (word) => {
      await scene.settle();
      const { outcome, privacy } = await say(scene, word);
      const { kind, reply } = outcome;
      const what = `${JSON.stringify(word)}: ${privacy}, ${kind}, ${reply.visibility}`;
      kinds.add(kind);
      expect(kind, what).not.toBe('failed');
      if (kind !== 'answered') expect(reply.visibility, what).toBe('private');
      if (privacy === 'private') expect(reply.visibility, what).toBe('private');
      if (kind === 'answered' && reply.visibility === 'private') expect(privacy, what).not.toBe('chat');
      if (isChannelReader(word.place)) expect(kind, what).toMatch(/elsewhere|ignored/);
      if (PLACES[word.place].kind !== 'private') expect(seenByOthers(outcome), what).not.toContain(SECRET);
      expect(JSON.stringify(reply), what).not.toContain(SECRET + ben.userId);
    });
    expect(kinds).toContain('answered');
  });
}

async function say(scene: Scene, { call, place, way }: Word): Promise<{ outcome: Outcome; privacy: Privacy }> {
  scene.goOn();
  const { host } = scene.bot;
  const { isChatAdmin, ...chat } = { isChatAdmin: false, ...PLACES[place] };
  const asker = { actor: ann, chat: { platform: 'test', ...chat }, isChatAdmin };
  const asked = { command: call.command, raw: { kind: 'named', values: call.values } as const, ...asker };
  const privacy = host.privacyOf(asked);
  const outcome = await host.answer({
    ...asked,
    known: KNOWN,
    source: way.source,
    writtenAt: scene.now() - way.ageMs,
    isOperator: true,
    isTextOnly: true,
  });
  const [action] = outcome.kind === 'asked' ? (outcome.reply.actions ?? []) : [];
  if (action?.args.id !== undefined) scene.questions.push(action.args.id);
  return { outcome, privacy };
}

function runs(place: PlaceName): boolean {
  const { isChatAdmin, ...chat } = { isChatAdmin: false, ...PLACES[place] };
  return runsPlace({ chat: { platform: 'test', ...chat }, isChatAdmin });
}

function isChannelReader(place: PlaceName): boolean {
  return PLACES[place].kind === 'channel' && !runs(place);
}

/** A mistake is kept short where a platform cannot hide it, but it is seen. */
function seenByOthers({ kind, reply }: Outcome): string {
  if (reply.visibility === 'chat') return JSON.stringify(reply);
  return kind === 'answered' ? '' : JSON.stringify([reply.title, reply.blocks[0], reply.actions]);
}
