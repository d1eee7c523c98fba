// An answer whose way is broken off is sent again, so that nobody is left without one; and who sees it stays as it was promised.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, test } from 'vitest';
import type { Reply } from '../../../../src/core/reply/reply.ts';
import type { Fault } from '../../../fakes/discord/faults.ts';
import { createScriptedHost, say } from '../../scripted-host.ts';
import { nowSeenBy, seenBy, startScene } from '../stage.ts';

const BROKEN: readonly (readonly [string, Fault])[] = [
  ['closed', { kind: 'close' }],
  ['reset', { kind: 'reset' }],
  ['reset after it was taken', { kind: 'late-reset' }],
  ['answered with 502', { kind: 'status', status: 502 }],
  ['answered with a page of HTML', { kind: 'html' }],
];
const long = say('word '.repeat(1_500));
const slowly = () => createScriptedHost(() => delay(2_000, long));

// Mostly waiting, so side by side.
describe.concurrent('a connection', () => {
  test.for(BROKEN)('that is %s under the first answer', async ([, fault], { expect }) => {
    await using scene = await startScene(createScriptedHost(() => long));
    scene.fake.faults.next(/callback/, fault);
    const ann = scene.fake.person();
    await ann.slash('standings', {});
    await expect.poll(() => seenBy(ann).match(/word/g)?.length).toBe(1_500);
  });

  test.for(BROKEN)('that is %s under the promise of one', async ([, fault], { expect }) => {
    await using scene = await startScene(slowly());
    scene.fake.faults.next(/callback/, fault);
    const ann = scene.fake.person();
    await ann.slash('standings', {});
    await expect.poll(() => seenBy(ann).match(/word/g)?.length).toBe(1_500);
  });

  test.for(BROKEN)('that is %s twice under the answer that was promised', async ([, fault], { expect }) => {
    await using scene = await startScene(slowly());
    scene.fake.faults.next(/PATCH/, fault, 2);
    const ann = scene.fake.person();
    await ann.slash('standings', {});
    await expect.poll(() => nowSeenBy(ann).join().match(/word/g)?.length).toBe(1_500);
  });
});

describe.concurrent('a promise', () => {
  test('to the asker alone is kept to them alone, all parts of it', async ({ expect }) => {
    await using scene = await startScene({ ...slowly(), privacyOf: () => 'asker' });
    const [ann, other] = [0, 1].map(() => scene.fake.person({ channel: scene.fake.room }));
    await ann?.slash('standings', {});
    await expect.poll(() => ann && seenBy(ann).match(/word/g)?.length).toBe(1_500);
    expect(ann?.messages().length).toBeGreaterThan(1);
    expect(other?.messages()).toEqual([]);
  });

  test.for([
    ['answer', 'answered'],
    ['mistake', 'mistake'],
  ] as const)('to all that somebody deletes is followed by the %s all the same', async ([, kind], { expect }) => {
    const slow = Promise.withResolvers<Reply>();
    const answer = async () => ({ kind, reply: await slow.promise, locale: 'en' });
    await using scene = await startScene({ ...createScriptedHost(() => long), answer });
    const ann = scene.fake.person({ channel: scene.fake.room });
    await ann.slash('standings', {});
    await expect.poll(() => ann.messages().length).toBe(1);
    const [thinking] = ann.messages();
    if (thinking) thinking.isDeleted = true;
    slow.resolve(say('what came of it'));
    await expect.poll(() => nowSeenBy(ann)).toEqual(['what came of it']);
  });

  test('of pictures is made sooner, for they take longer', async ({ expect }) => {
    const picture = { kind: 'image', name: 'a.png', data: new Uint8Array(9), alt: 'a' } as const;
    await using scene = await startScene(createScriptedHost(() => delay(1_000, say('', { blocks: [picture] }))));
    const ann = scene.fake.person();
    await ann.slash('standings', {});
    await expect.poll(() => seenBy(ann)).toContain('a.png');
    expect(scene.fake.requests.find(({ path }) => path.includes('callback'))?.body).toEqual({ type: 5 });
  });

  test('to all that ends in a mistake is taken back, and the mistake is for the asker', async ({ expect }) => {
    const answer = async () => delay(2_000, { kind: 'mistake', reply: say('no such node'), locale: 'en' } as const);
    await using scene = await startScene({ ...createScriptedHost(() => long), answer });
    const [ann, other] = [0, 1].map(() => scene.fake.person({ channel: scene.fake.room }));
    await ann?.slash('standings', {});
    await expect.poll(() => other?.messages().length).toBe(1);
    await expect.poll(() => ann && nowSeenBy(ann)).toEqual(['no such node']);
    expect(other?.messages()).toEqual([]);
  });
});
