// Sending no faster than Telegram allows.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLimits, type Haste, type Limits } from '../../../../src/platforms/telegram/deliver/limits.ts';

const create = (perSecond = 30, timeScale = 1) => createLimits({ perSecond, timeScale });

/** Sends as soon as it may; when that is. */
function sendTo(limits: Limits, chatId: string, haste: Haste, now: number): number {
  for (let at = now; ; ) {
    const waitMs = Math.max(limits.chatWait(chatId, haste, at), limits.allWait(haste, at));
    if (waitMs <= 0) {
      limits.leaves(at);
      limits.landed(chatId, at, at);
      return at;
    }
    at += waitMs;
  }
}

const most = (times: readonly number[], windowMs: number) =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + windowMs).length));

describe('the limits', () => {
  test('of a chat: answers get a short burst and then one a second, news one a second', () => {
    const limits = create();
    expect([1, 2, 3, 4, 5, 6, 7].map(() => sendTo(limits, '1', 'answer', 0))).toEqual([0, 0, 0, 0, 0, 1_000, 2_000]);
    expect([1, 2].map(() => sendTo(limits, '2', 'news', 10_000))).toEqual([10_000, 11_000]);
    expect(limits.chatWait('1', 'answer', 60_000)).toBe(0);
  });

  test('news wait behind the burst of answers, and an answer goes right after news', () => {
    const limits = create();
    for (let count = 0; count < 4; count++) limits.landed('1', 0, 0);
    expect(limits.chatWait('1', 'news', 0)).toBe(4_000);
    expect(limits.chatWait('1', 'answer', 0)).toBe(0);
  });

  test('of a group: at most 20 in any minute', () => {
    const limits = create();
    const times = Array.from({ length: 60 }, () => sendTo(limits, '-1', 'answer', 0));
    expect(most(times, 60_000)).toBe(20);
    expect(times.at(-1)).toBeLessThan(200_000);
  });

  test('of all together: at most 30 in any second, whatever the mixture, and nearly as many when much is to be sent', () => {
    const arrivals = fc.array(fc.tuple(fc.boolean(), fc.nat(50)), { minLength: 100, maxLength: 200 });
    fc.assert(
      fc.property(arrivals, (messages) => {
        const limits = create();
        let now = 0;
        const times = messages.map(([isAnswer, laterMs], index) => {
          now = sendTo(limits, `${index}`, isAnswer ? 'answer' : 'news', now + (index % 7 === 0 ? laterMs : 0));
          return now;
        });
        expect(most(times, 1_000)).toBeLessThanOrEqual(30);
      }),
      { numRuns: 50 },
    );
    const limits = create();
    let now = 0;
    for (let chat = 0; chat < 3_000; chat++) now = sendTo(limits, `${chat}`, 'news', now);
    expect(3_000 / (now / 1_000)).toBeGreaterThan(30 * 0.98);
  });

  test('leave an answer room in the middle of news', () => {
    const limits = create();
    let now = 0;
    let longest = 0;
    for (let chat = 0; chat < 300; chat++) {
      now = sendTo(limits, `${chat}`, 'news', now);
      longest = Math.max(longest, limits.allWait('answer', now));
    }
    expect(longest).toBeLessThan(500);
  });

  test('after a time in which nothing came through, what was sent is counted when it arrives', () => {
    const limits = create();
    for (let chat = 0; chat < 30; chat++) limits.leaves(0);
    for (let chat = 0; chat < 30; chat++) limits.landed(`${chat}`, 0, 400);
    expect(limits.allWait('answer', 1_100)).toBe(0);
    for (let chat = 0; chat < 30; chat++) limits.landed(`${chat}`, 0, 2_000);
    expect(limits.allWait('answer', 2_000)).toBeGreaterThan(1_000);
    expect(limits.chatWait('1', 'news', 2_500)).toBe(500);
  });

  test('can be counted by a faster clock', () => {
    const limits = create(30, 10);
    expect([1, 2].map(() => sendTo(limits, '1', 'news', 0))).toEqual([0, 100]);
    expect(Array.from({ length: 31 }, (_, chat) => sendTo(limits, `a${chat}`, 'answer', 200)).at(-1)).toBe(300.5);
  });

  test('chats that are quiet again are forgotten, those to be left alone are not', () => {
    const limits = create();
    limits.hold('-7', 1e9, 0);
    for (let chat = 0; chat < 5_000; chat++)
      expect(sendTo(limits, String(chat), 'answer', chat * 10_000)).toBe(chat * 10_000);
    expect(limits.chatWait('-7', 'answer', 5e7)).toBe(1e9 - 5e7);
  });
});

describe('a chat that is to be left alone', () => {
  test('is; the others are not', () => {
    const limits = create();
    limits.hold('1', 7_000, 0);
    limits.hold('-2', 60_000, 0);
    expect(limits.chatWait('1', 'answer', 1_000)).toBe(6_000);
    expect(limits.allWait('news', 1_000)).toBe(0);
  });

  test('three of them at one time mean everybody, until the first may be tried again', () => {
    const limits = create();
    for (const [chatId, ms] of [
      ['1', 7_000],
      ['-2', 60_000],
      ['3', 5_000],
    ] as const)
      limits.hold(chatId, ms, 0);
    expect(limits.allWait('answer', 1_000)).toBe(4_000);
    expect(limits.allWait('answer', 5_000)).toBe(0);
    expect(limits.chatWait('-2', 'answer', 5_000)).toBe(55_000);
  });

  test('three of them one after the other mean nothing', () => {
    const limits = create();
    for (const [index, chatId] of ['1', '2', '3'].entries()) limits.hold(chatId, 1_000, index * 2_000);
    expect(limits.allWait('answer', 4_001)).toBe(0);
  });
});
