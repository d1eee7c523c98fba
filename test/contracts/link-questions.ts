// What is asked before accounts are linked, and who is told of what; a part of the contract for identities.
import { expect, test } from 'vitest';
import type { LinkNews, LinkSide } from '../../src/core/ports/identities.ts';
import { HOUR_MS, NOON } from '../store/samples.ts';
import { type AlertStore, anna, annaAbroad, ben, benAbroad, follow, ownerOf } from '../support/alert-store.ts';
import { dropNews, linkUp, sayYes } from '../support/links.ts';
import { claimAt, delivered, settleAll } from '../support/outbox.ts';

const LATER = NOON + HOUR_MS;

export function questionsContract(store: () => AlertStore): void {
  /** What waits for each account: `to kind`. */
  const news = async (): Promise<readonly (readonly [string, LinkNews])[]> => {
    const parcels = await claimAt(store().outbox, LATER);
    await settleAll(store().outbox, parcels, delivered(LATER));
    return parcels.flatMap(({ destinations, alerts }) => {
      const [only, ...others] = destinations;
      expect(others).toEqual([]);
      if (only?.to.kind !== 'person') throw new Error('not to a person');
      const { userId } = only.to;
      return alerts.flatMap((alert) => (alert.news ? [[userId, alert.news] as const] : []));
    });
  };
  const kinds = async () => (await news()).map(([to, { kind }]) => `${to} ${kind}`).toSorted();
  const agree = (who: LinkSide, code: string) => sayYes(store(), who, code);

  test('show each the other, and nothing is joined before both said yes', async () => {
    const { identities } = store();
    const code = await identities.createCode({ ...anna, name: 'Anna' }, LATER, NOON);
    const shown = { kind: 'link', code: expect.stringMatching(`^${code}[A-Z2-9]{8}$`), others: 0, first: 'console' };
    expect(await identities.lookUp(benAbroad, code, NOON)).toEqual({
      ...shown,
      until: LATER,
      other: { ...anna, name: 'Anna' },
    });
    expect(await kinds()).toEqual([]);
    expect(await agree({ ...benAbroad, name: 'Ben' }, code)).toBe('asked');
    expect(await identities.lookUp(benAbroad, code, NOON)).toBe('waiting');
    expect(await identities.waiting(benAbroad, NOON)).toBeUndefined();
    const question = { ...shown, until: NOON + 600_000, other: { ...benAbroad, name: 'Ben' } };
    expect(await identities.waiting(anna, NOON)).toEqual(question);
    expect(await news()).toEqual([[anna.userId, { kind: 'asked', question }]]);
    expect(await identities.linked(anna)).toEqual([anna]);
    expect(await agree(anna, code)).toBe('linked');
    expect(await news()).toEqual([[benAbroad.userId, { kind: 'linked', platform: 'console' }]]);
    expect(await identities.waiting(anna, NOON)).toBeUndefined();
  });

  test('are answered with what only they show, so that nobody says yes who was not asked', async () => {
    const { identities, db } = store();
    const code = await identities.createCode(anna, LATER, NOON);
    const asked = await identities.lookUp(benAbroad, code, NOON);
    const question = await identities.agree(benAbroad, code, LATER, NOON);
    expect(question).toEqual(asked);
    const sealed = typeof asked === 'string' ? '' : asked.code;
    for (const forged of [`${code}${code}`, `${code}AAAAAAAA`, `${sealed}A`, sealed.slice(0, -1)]) {
      expect(await identities.agree({ ...benAbroad, userId: forged }, forged, LATER, NOON)).toBe('unknown');
    }
    expect(await identities.agree(ben, sealed, LATER, NOON)).toBe('unknown');
    expect(await identities.refuse(anna, sealed, NOON)).toBe(false);
    expect(await db.selectFrom('link_yeses').selectAll().execute()).toEqual([]);
    expect(await identities.agree(benAbroad, sealed, LATER, NOON)).toBe('asked');
    expect(await identities.agree(anna, sealed, LATER, NOON)).toBe('unknown');
    expect(await identities.agree(anna, code, LATER, NOON)).toMatchObject({ other: benAbroad });
    expect(await identities.linked(anna)).toEqual([anna]);
  });

  test('go to all that are linked on either side, and need the yes of each', async () => {
    const opened = store();
    const { identities } = opened;
    await linkUp(opened, anna, annaAbroad);
    await linkUp(opened, ben, benAbroad);
    const code = await identities.createCode(annaAbroad, LATER, NOON);
    expect(await agree(ben, code)).toBe('asked');
    expect(await kinds()).toEqual([`${anna.userId} asked`, `${annaAbroad.userId} asked`, `${benAbroad.userId} asked`]);
    expect(await identities.waiting(benAbroad, NOON)).toMatchObject({ other: annaAbroad, others: 1 });
    expect(await identities.waiting(anna, NOON)).toMatchObject({ other: ben, others: 1 });
    for (const one of [annaAbroad, anna]) expect(await agree(one, code)).toBe('asked');
    expect(await agree(anna, code)).toBe('waiting');
    expect(await identities.linked(anna)).toHaveLength(2);
    expect(await agree(benAbroad, code)).toBe('linked');
    expect(await identities.linked(anna)).toEqual([anna, annaAbroad, ben, benAbroad]);
    expect(await kinds()).toEqual([anna, ben, annaAbroad].map(({ userId }) => `${userId} linked`).toSorted());
  });

  test('end with one no, and whoever it concerned is told', async () => {
    const { identities, db } = store();
    const code = await identities.createCode(anna, LATER, NOON);
    expect(await identities.refuse(ben, code, NOON)).toBe(false);
    await agree(benAbroad, code);
    expect(await identities.refuse(ben, code, NOON)).toBe(false);
    expect(await identities.refuse(anna, code, NOON)).toBe(true);
    expect(await kinds()).toEqual([`${benAbroad.userId} refused`]);
    expect(await agree(anna, code)).toBe('unknown');
    expect(await identities.linked(anna)).toEqual([anna]);
    expect(await db.selectFrom('link_yeses').selectAll().execute()).toEqual([]);
  });

  test('are over at their time, and no name is kept after it', async () => {
    const { identities, db, outbox } = store();
    const code = await identities.createCode({ ...anna, name: 'Anna' }, LATER, NOON);
    const question = await identities.lookUp(benAbroad, code, NOON);
    const sealed = typeof question === 'string' ? '' : question.code;
    await identities.agree({ ...benAbroad, name: 'Ben' }, sealed, NOON + 1, NOON);
    await identities.dropOverdue(NOON);
    expect(await identities.waiting(anna, NOON)).toBeDefined();
    expect(await identities.waiting(anna, NOON + 1)).toBeUndefined();
    await identities.dropOverdue(NOON + 1);
    expect(await claimAt(outbox, LATER)).toEqual([]);
    for (const table of ['link_requests', 'link_yeses', 'outbox', 'subscribers'] as const) {
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
  });

  test('of a person whose links have changed since are over', async () => {
    const opened = store();
    const { identities } = opened;
    await linkUp(opened, anna, annaAbroad);
    const code = await identities.createCode(anna, LATER, NOON);
    await agree(ben, code);
    await identities.unlink(annaAbroad, NOON);
    expect(await agree(anna, code)).toBe('unknown');
    const next = await identities.createCode(anna, LATER, NOON);
    await agree(ben, next);
    await linkUp(opened, benAbroad, ben);
    expect(await agree(anna, next)).toBe('unknown');
    expect(await identities.linked(anna)).toEqual([anna]);
  });

  test('where alerts go is asked of the side that gets them, and of nobody else', async () => {
    const opened = store();
    const { identities } = opened;
    await linkUp(opened, anna, annaAbroad);
    await linkUp(opened, anna, ben);
    expect(await identities.askFirst(anna, LATER, NOON)).toBeUndefined();
    expect(await identities.askFirst(ben, LATER, NOON)).toEqual(anna);
    const [[to, asked] = [], ...others] = await news();
    expect([to, others]).toEqual([anna.userId, []]);
    if (asked?.kind !== 'asked') throw new Error('nothing is asked');
    const { code } = asked.question;
    expect(asked.question).toMatchObject({ kind: 'first', other: ben, first: 'console' });
    for (const one of [ben, annaAbroad, benAbroad]) {
      expect(await identities.agree(one, code, LATER, NOON)).toBe('unknown');
      expect(await agree(one, code.slice(0, 8))).toBe(one === ben ? 'waiting' : 'unknown');
    }
    expect(await identities.linked(anna)).toEqual([anna, annaAbroad, ben]);
    expect(await agree(anna, code)).toBe('first');
    expect(await identities.linked(anna)).toEqual([ben, anna, annaAbroad]);
    expect(await kinds()).toEqual([`${ben.userId} first`, `${annaAbroad.userId} first`]);
    await identities.askFirst(anna, LATER, NOON);
    const second = await identities.waiting(ben, NOON);
    expect(await identities.refuse(ben, second?.code ?? '', NOON)).toBe(true);
    expect(await identities.linked(anna)).toEqual([ben, anna, annaAbroad]);
    expect(await kinds()).toEqual([`${anna.userId} refused`]);
  });

  test('news waits for its account alone, whatever becomes of the list and of the others', async () => {
    const opened = store();
    const { identities, subscriptions, outbox } = opened;
    await follow(opened, ownerOf(anna), 'alice');
    await linkUp(opened, anna, annaAbroad);
    await subscriptions.savePreferences(
      ownerOf(anna),
      { zone: 'UTC', quiet: { from: 0, to: 1_439 }, mutedUntil: LATER },
      undefined,
      NOON,
    );
    await identities.unlink(anna, NOON);
    expect(await subscriptions.alerts(ownerOf(annaAbroad), 9)).toEqual([]);
    expect((await outbox.claim(NOON, 9, ['console'])).map(({ destinations }) => destinations[0]?.platform)).toEqual([
      'elsewhere',
    ]);
    await dropNews(opened);
    await linkUp(opened, anna, annaAbroad);
    await identities.unlink(anna, NOON);
    await identities.forget(annaAbroad, NOON);
    expect(await claimAt(outbox, LATER)).toEqual([]);
  });
}
