// Who sees which answer, where, and when: commands, buttons and suggestions as people meet them.
import { describe, test } from 'vitest';
import { parseArgs } from '../../../../src/core/command/arguments.ts';
import type { AdapterHost, Invocation, Outcome } from '../../../../src/core/ports/platform.ts';
import type { Reply } from '../../../../src/core/reply/reply.ts';
import type { FakeDiscord } from '../../../fakes/discord/index.ts';
import { createScriptedHost, say, standings } from '../../scripted-host.ts';
import { nowSeenBy, openScene, seenBy, startScene } from '../stage.ts';

const secret = say('for you alone', { visibility: 'private' });
const paged = (page: number, more: Partial<Reply> = {}) =>
  say(`page ${page}`, {
    actions: [
      { label: 'Next', command: 'standings', args: { page: String(page + 1) } },
      { label: 'Other', command: 'other', args: {} },
    ],
    ...more,
  });
const other = { ...standings, name: 'other', options: {} };

/** Pages of `standings`; `other` says so. */
function pages(more: Partial<AdapterHost> = {}) {
  const host = createScriptedHost(({ command, raw }) =>
    command === 'other' ? say('the other') : paged(Number(parseArgs(standings.options, raw).page ?? 1)),
  );
  return { ...host, commands: [standings, other], ...more };
}

const outcome = (more: Partial<Outcome>): Outcome => ({ kind: 'answered', reply: say('x'), locale: 'en', ...more });
const inRoom = (fake: FakeDiscord) => ({ channel: fake.room });
const methods = (fake: FakeDiscord) => fake.requests.map(({ method, path }) => `${method} ${path.split('/')[1]}`);

// Mostly waiting, so side by side.
describe.concurrent('answers', () => {
  describe('a private answer', () => {
    test('is for the asker alone in a server', async ({ expect }) => {
      await using scene = await startScene(createScriptedHost(() => secret));
      const [asker, other] = [scene.fake.person(inRoom(scene.fake)), scene.fake.person(inRoom(scene.fake))];
      await asker.slash('standings', {});
      await expect.poll(() => seenBy(asker)).toContain('for you alone');
      expect(seenBy(other)).toBe('');
    });

    test('stays in a direct chat, where it can be read again', async ({ expect }) => {
      await using scene = await startScene(createScriptedHost(() => secret));
      const person = scene.fake.person();
      await person.slash('standings', {});
      await expect.poll(() => seenBy(person)).toContain('for you alone');
      expect(person.messages()[0]).not.toHaveProperty('onlyFor');
    });

    test('that comes late takes back what everybody saw', async ({ expect }) => {
      const slow = Promise.withResolvers<Reply>();
      await using scene = await startScene(createScriptedHost(() => slow.promise));
      const [asker, other] = [scene.fake.person(inRoom(scene.fake)), scene.fake.person(inRoom(scene.fake))];
      await asker.slash('standings', {});
      await expect.poll(() => other.messages().length).toBe(1);
      slow.resolve(secret);
      await expect.poll(() => seenBy(asker)).toContain('for you alone');
      expect(other.messages()).toEqual([]);
    });
  });

  test('an interaction must be answered in 3 s: a slow command is acknowledged in time, then edited', async ({
    expect,
  }) => {
    const slow = Promise.withResolvers<Reply>();
    await using scene = await startScene(
      createScriptedHost(() => slow.promise),
      { answerWithinMs: 3_000 },
    );
    const person = scene.fake.person(inRoom(scene.fake));
    await person.slash('standings', {});
    await expect.poll(() => person.messages().length).toBe(1);
    expect(seenBy(person)).toBe('');
    slow.resolve(say('late '.repeat(1_500)));
    await expect.poll(() => seenBy(person).match(/late/g)?.length).toBe(1_500);
    expect(methods(scene.fake)).toContain('PATCH webhooks');
  });

  test('a late answer (10062) is logged without its token, and the next one comes', async ({ expect }) => {
    await using scene = await startScene(
      createScriptedHost(() => say('hello')),
      { answerWithinMs: -1 },
    );
    const person = scene.fake.person();
    const { token } = await person.slash('standings', {});
    await expect.poll(() => scene.logged.join()).toContain('10062');
    expect(scene.logged.join()).not.toContain(token);
  });

  test('an answer that Discord accepts without saying so is shown once', async ({ expect }) => {
    const host = createScriptedHost(() => say('word '.repeat(1_500)));
    await using scene = await startScene(host, { adapter: { requestTimeoutMs: 800 } });
    scene.fake.faults.next(/callback/, { kind: 'no-answer' });
    const person = scene.fake.person();
    await person.slash('standings', {});
    await expect.poll(() => seenBy(person).match(/word/g)?.length).toBe(1_500);
    expect(methods(scene.fake).filter((each) => each === 'POST interactions')).toHaveLength(2);
  });

  test('an answer that Discord refuses becomes a sentence', async ({ expect }) => {
    await using scene = await startScene(pages());
    scene.fake.faults.next(/callback/, { kind: 'status', status: 400, body: { message: 'no', code: 50035 } });
    const person = scene.fake.person();
    await person.slash('standings', {});
    await expect.poll(() => seenBy(person)).toContain('platforms.discord.failed');
  });

  test('somebody new is welcomed below the answer, privately', async ({ expect }) => {
    const host = {
      ...createScriptedHost(() => say('x')),
      answer: async () => outcome({ welcome: say('nice to meet you') }),
    };
    await using scene = await startScene(host);
    const [asker, onlooker] = [scene.fake.person(inRoom(scene.fake)), scene.fake.person(inRoom(scene.fake))];
    await asker.slash('standings', {});
    await expect.poll(() => nowSeenBy(asker)).toEqual(['x', 'nice to meet you']);
    expect(nowSeenBy(onlooker)).toEqual(['x']);
  });

  test('where nothing is to be said, Discord still gets an answer, privately', async ({ expect }) => {
    const host = {
      ...createScriptedHost(() => say('x')),
      answer: async () => outcome({ kind: 'ignored', reply: secret }),
    };
    await using scene = await startScene(host);
    const [asker, onlooker] = [scene.fake.person(inRoom(scene.fake)), scene.fake.person(inRoom(scene.fake))];
    await asker.slash('standings', {});
    await expect.poll(() => asker.messages().length).toBe(1);
    expect(onlooker.messages()).toEqual([]);
  });

  describe('buttons', () => {
    test('turn pages in place for the asker', async ({ expect }) => {
      await using scene = await startScene(pages());
      const person = scene.fake.person(inRoom(scene.fake));
      await person.slash('standings', {});
      await expect.poll(() => nowSeenBy(person)).toEqual([expect.stringMatching(/page 1/)]);
      await person.press('Next');
      await expect.poll(() => nowSeenBy(person)[0]).toContain('page 2');
      await person.press('Next');
      await expect.poll(() => nowSeenBy(person)[0]).toContain('page 3');
      expect(person.messages()).toHaveLength(1);
    });

    test('of another command answer below', async ({ expect }) => {
      await using scene = await startScene(pages());
      const person = scene.fake.person(inRoom(scene.fake));
      await person.slash('standings', {});
      await expect.poll(() => seenBy(person)).toContain('page 1');
      await person.press('Other');
      await expect.poll(() => nowSeenBy(person)).toEqual([expect.stringMatching(/page 1/), 'the other']);
    });

    test('pressed by somebody else answer that person alone', async ({ expect }) => {
      await using scene = await startScene(pages());
      const [asker, other] = [scene.fake.person(inRoom(scene.fake)), scene.fake.person(inRoom(scene.fake))];
      await asker.slash('standings', {});
      await expect.poll(() => seenBy(other)).toContain('page 1');
      await other.press('Next');
      await expect.poll(() => nowSeenBy(other).length).toBe(2);
      expect(nowSeenBy(other)[1]).toContain('page 2');
      expect(nowSeenBy(asker)).toEqual([expect.stringMatching(/page 1/)]);
      await other.press('Next');
      await expect.poll(() => nowSeenBy(other)[1]).toContain('page 3');
    });

    test('that are slow are acknowledged in time, then turn the page', async ({ expect }) => {
      const slow = Promise.withResolvers<Reply>();
      const host = createScriptedHost(({ raw }) => {
        const page = Number(parseArgs(standings.options, raw).page ?? 1);
        return page === 1 ? paged(1) : slow.promise;
      });
      await using scene = await startScene(host, { answerWithinMs: 3_000 });
      const person = scene.fake.person(inRoom(scene.fake));
      await person.slash('standings', {});
      await expect.poll(() => seenBy(person)).toContain('page 1');
      const pressed = await person.press('Next');
      await expect.poll(() => pressed.answered).toBe('yes');
      slow.resolve(paged(2));
      await expect.poll(() => nowSeenBy(person)).toEqual([expect.stringMatching(/page 2/)]);
    });

    test('that end in a mistake leave the page as it is', async ({ expect }) => {
      const host = pages();
      const answer = async (asked: Invocation) =>
        host.heard.length > 0 ? outcome({ kind: 'mistake', reply: say('no such page') }) : host.answer(asked);
      await using scene = await startScene({ ...host, answer });
      const person = scene.fake.person();
      await person.slash('standings', {});
      await expect.poll(() => seenBy(person)).toContain('page 1');
      await person.press('Next');
      await expect
        .poll(() => nowSeenBy(person))
        .toEqual([expect.stringContaining('page 1'), expect.stringContaining('no such page')]);
    });

    test('whose answer is private leave the message to everybody else', async ({ expect }) => {
      const host = createScriptedHost(({ raw }) => (parseArgs(standings.options, raw).page ? secret : paged(1)));
      await using scene = await startScene(host);
      const [asker, onlooker] = [scene.fake.person(inRoom(scene.fake)), scene.fake.person(inRoom(scene.fake))];
      await asker.slash('standings', {});
      await expect.poll(() => seenBy(asker)).toContain('page 1');
      await asker.press('Next');
      await expect.poll(() => seenBy(asker)).toContain('for you alone');
      expect(nowSeenBy(onlooker)).toEqual([expect.stringMatching(/page 1/)]);
    });

    test('that are stale or forged get one private sentence, and nothing is called', async ({ expect }) => {
      const host = pages();
      await using scene = await startScene(host);
      const [asker, other] = [scene.fake.person(inRoom(scene.fake)), scene.fake.person(inRoom(scene.fake))];
      await asker.slash('standings', {});
      await expect.poll(() => seenBy(asker)).toContain('page 1');
      await asker.forge('=xxstandings|99');
      await expect.poll(() => nowSeenBy(asker)[1]).toBe('platforms.discord.stale-button');
      expect(nowSeenBy(other)).toHaveLength(1);
      expect(host.heard).toHaveLength(1);
    });

    test('work after a restart', async ({ expect }) => {
      await using before = await startScene(pages());
      const person = before.fake.person(inRoom(before.fake));
      await person.slash('standings', {});
      await expect.poll(() => seenBy(person)).toContain('page 1');
      await before.adapter.stop();
      await using after = await openScene({ adapter: { apiBase: before.fake.apiBase } });
      await after.adapter.start(pages());
      await person.press('Next');
      await expect.poll(() => nowSeenBy(person)[0]).toContain('page 2');
    });
  });
});
