// Twenty different estimates asked at once, beside the same asked one by one.
import { expect } from 'vitest';
import type { Outcome } from '../../../src/core/ports/platform.ts';
import { readable, type TestHost } from '../../support/host.ts';

interface Estimate {
  readonly pending: {
    readonly members: readonly string[];
    readonly askAgainSeconds: number;
    readonly askAgainAt: string;
  };
  readonly notEstimated: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
}

export const estimateIn = ({ reply }: Outcome) => reply.data as unknown as Estimate;

const QUESTIONS = [
  ...Array.from({ length: 12 }, (_, i) => `rewards votes=${3 + i}.5m`),
  'rewards huobipool',
  'rewards iost_kor',
  'rewards iost_kor votes=200m rules=2019',
  'rewards luckystake rating=1.2',
  'rewards luckystake servi=no',
  'forecast luckystake',
  'forecast we_link',
  'forecast crypto123',
];

export async function untilReady(bot: TestHost, line: string): Promise<Outcome> {
  for (;;) {
    const outcome = await bot.ask(line);
    if (!estimateIn(outcome).pending) return outcome;
  }
}

/** What is pending is said: in words, in data with when, and with a button that asks the same again. */
function expectPending(outcome: Outcome): void {
  const { pending, notEstimated } = estimateIn(outcome);
  expect(pending.members.length).toBeGreaterThan(0);
  expect(pending.members.map((member) => notEstimated[member])).toEqual(pending.members.map(() => 'pending'));
  expect(pending.askAgainSeconds).toBeGreaterThan(0);
  expect(new Date(pending.askAgainAt).getTime()).toBeGreaterThan(0);
  expect(readable(outcome)).toMatch(/[Aa]sk again in about \d+ /);
  expect(outcome.reply.actions?.[0]).toMatchObject({ label: 'Ask again', primary: true });
}

/** Says how many were pending at first. */
export async function asksAtOnce(crowded: TestHost, calm: TestHost, whenAsked = async () => {}): Promise<number> {
  expect(new Set(QUESTIONS).size).toBe(20);
  const atOnce = await Promise.all(QUESTIONS.map((line) => crowded.ask(line)));
  await whenAsked();
  for (const [index, line] of QUESTIONS.entries()) {
    const outcome = atOnce[index] ?? expect.fail(line);
    const expected = estimateIn(await untilReady(calm, line));
    if (estimateIn(outcome).pending) expectPending(outcome);
    else expect(estimateIn(outcome), line).toEqual(expected);
    expect(estimateIn(await untilReady(crowded, line)), line).toEqual(expected);
    expect(Object.values(expected.notEstimated)).not.toContain('failed');
  }
  return atOnce.filter((outcome) => estimateIn(outcome).pending).length;
}
