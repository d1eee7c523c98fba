// What each side is shown of what is kept; a part of the contract for identities.
import { expect, test } from 'vitest';
import type { PersonKey } from '../../src/core/ports/ids.ts';
import type { Rule } from '../../src/election/rule.ts';
import { HOUR_MS, NOON } from '../store/samples.ts';
import { type AlertStore, accountOf, anna, annaAbroad, ben, IOST, ownerOf, watchOf } from '../support/alert-store.ts';
import { dropNews, linkUp, sayYes } from '../support/links.ts';

const LATER = NOON + HOUR_MS;
const claimable: Rule = { event: 'claimable', level: 100n * IOST, direction: 'up' };

export function sharedDataContract(store: () => AlertStore): void {
  const settleIn = async (person: PersonKey, account: string) => {
    const { people, subscriptions } = store();
    await people.meet(person);
    await people.saveSettings(person, { locale: 'en' });
    await people.saveAccount(person, { account }, 9);
    await subscriptions.add(ownerOf(person), watchOf(accountOf(`${account}_x`), claimable), 9, NOON);
  };
  const dataOf = async (person: PersonKey) => JSON.stringify(await store().identities.dataOf(person));

  test('each sees what it brought and the shared list, and no id and no account of the other', async () => {
    await settleIn(anna, 'annas');
    await settleIn(annaAbroad, 'abroads');
    await linkUp(store(), anna, annaAbroad);
    const [home, abroad] = [await dataOf(anna), await dataOf(annaAbroad)];
    for (const shared of ['annas_x', 'abroads_x']) for (const data of [home, abroad]) expect(data).toContain(shared);
    expect(home).toContain('"account":"annas"');
    for (const hidden of ['"abroads"', annaAbroad.userId]) expect(home).not.toContain(hidden);
    for (const hidden of ['"annas"', anna.userId]) expect(abroad).not.toContain(hidden);
  });

  test('neither does a question before it is answered, nor what was told when it is', async () => {
    const { identities } = store();
    await settleIn(anna, 'annas');
    const code = await identities.createCode({ ...anna, name: 'Anna' }, LATER, NOON);
    await sayYes(store(), { ...ben, name: 'Ben' }, code);
    for (const hidden of ['Ben', ben.userId]) expect(await dataOf(anna)).not.toContain(hidden);
    for (const hidden of ['Anna', anna.userId]) expect(await dataOf(ben)).not.toContain(hidden);
    for (const own of ['Ben', ben.userId, code]) expect(await dataOf(ben)).toContain(own);
  });

  test('more only of one who shares it, until it does not, and never with those who come later', async () => {
    const opened = store();
    const { identities } = opened;
    await settleIn(anna, 'annas');
    await settleIn(annaAbroad, 'abroads');
    await linkUp(opened, anna, annaAbroad);
    expect(await identities.share(anna, true, NOON)).toBe(true);
    expect(await identities.share(anna, true, NOON)).toBe(false);
    expect(await dataOf(annaAbroad)).toContain(anna.userId);
    expect(await dataOf(annaAbroad)).toContain('"annas"');
    expect(await dataOf(anna)).not.toContain('"abroads"');
    expect(await identities.share(anna, false, NOON)).toBe(true);
    expect(await dataOf(annaAbroad)).not.toContain('"annas"');
    await identities.share(anna, true, NOON);
    await linkUp(opened, ben, anna);
    for (const one of [ben, annaAbroad]) expect(await dataOf(one)).not.toContain('"annas"');
    await identities.share(anna, true, NOON);
    await identities.unlink(anna, NOON);
    await dropNews(opened);
    for (const one of [ben, annaAbroad]) expect(await dataOf(one)).not.toContain('annas');
  });
}
