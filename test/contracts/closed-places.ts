// Places that the bot was put out of rest, and go on when it is let in again; a part of the contract for outboxes.
import { expect, test } from 'vitest';
import type { Target } from '../../src/core/ports/ids.ts';
import { DAY_MS, NOON } from '../store/samples.ts';
import { type AlertStore, anna, annaAbroad, follow, ownerOf, roomOf } from '../support/alert-store.ts';
import { claimAt, claimOne, contents, delivered, gone, happen, retry, settleAll } from '../support/outbox.ts';

const chat = (chatId: string, threadId?: string): Target => ({
  kind: 'chat',
  chatId,
  ...(threadId !== undefined && { threadId }),
});
const person = ({ userId }: { readonly userId: string }): Target => ({ kind: 'person', userId });

export function closedPlacesContract(store: () => AlertStore): void {
  const close = (place: Target, at = NOON) => store().chats.close('console', [place], at);
  const open = (place: Target) => store().chats.open('console', place);
  const due = async (now = NOON) =>
    (await claimAt(store().outbox, now)).map(({ destinations: [first] }) => {
      if (first?.to.kind !== 'chat') return first?.to.userId;
      return [first.to.chatId, first.to.threadId].filter(Boolean).join('/');
    });

  test('a closed chat gets nothing in any of its topics, and what waited once it is open', async () => {
    const opened = store();
    for (const owner of [roomOf('-100'), roomOf('-100', '7'), roomOf('-200')]) await follow(opened, owner, 'alice');
    await close(chat('-100'));
    await happen(opened, ['alice']);
    expect(await due()).toEqual(['-200']);
    expect(await opened.outbox.nextDue()).toBeUndefined();
    expect(await opened.outbox.counts(NOON)).toMatchObject({ due: 1, waiting: 3 });
    await opened.outbox.recover(NOON);
    expect(await due()).toEqual(['-200']);
    await open(chat('-100'));
    expect(await due()).toEqual(['-100', '-100/7']);
  });

  test('what is closed can be asked for, by platform', async () => {
    const opened = store();
    for (const owner of [roomOf('-100'), roomOf('-100', '7'), roomOf('-200')]) await follow(opened, owner, 'alice');
    await close(chat('-100', '7'));
    await close(chat('-200'));
    expect(await opened.chats.closed('console')).toEqual([chat('-100', '7'), chat('-200')]);
    expect(await opened.chats.closed('elsewhere')).toEqual([]);
    await open(chat('-200'));
    expect(await opened.chats.closed('console')).toEqual([chat('-100', '7')]);
  });

  test('a closed topic rests alone, and what is said elsewhere in its chat does not open it', async () => {
    const opened = store();
    for (const owner of [roomOf('-100'), roomOf('-100', '7'), roomOf('-100', '8')])
      await follow(opened, owner, 'alice');
    await close(chat('-100', '7'));
    await happen(opened, ['alice']);
    expect(await due()).toEqual(['-100', '-100/8']);
    await open(chat('-100'));
    await open(chat('-100', '8'));
    expect(await due()).toEqual([]);
    await open(chat('-100', '7'));
    expect(await due()).toEqual(['-100/7']);
  });

  test('what is said in one topic opens a chat that was closed as a whole', async () => {
    const opened = store();
    for (const owner of [roomOf('-100'), roomOf('-100', '7')]) await follow(opened, owner, 'alice');
    await close(chat('-100', '7'));
    await close(chat('-100'));
    await open(chat('-100', '8'));
    await happen(opened, ['alice']);
    expect(await due()).toEqual(['-100', '-100/7']);
  });

  test('the list is kept for its time, whatever was refused before, and dropped after it', async () => {
    const opened = store();
    await follow(opened, roomOf('-100'), 'alice');
    await close(chat('-100'), NOON);
    await close(chat('-100'), NOON + DAY_MS);
    expect(await opened.outbox.dropGone(NOON)).toEqual([]);
    expect(await opened.subscriptions.list(roomOf('-100'))).toHaveLength(1);
    expect(await opened.outbox.dropGone(NOON + 1)).toMatchObject([{ to: { chatId: '-100' }, isGone: true }]);
    expect(await opened.subscriptions.list(roomOf('-100'))).toEqual([]);
  });

  test.each([
    ['delivered', delivered()],
    ['retry', retry(NOON)],
    ['gone', gone(NOON)],
  ])('closed while a message is under way, which ends as %s: it rests', async (kind, outcome) => {
    const opened = store();
    await follow(opened, roomOf('-100'), 'alice');
    await happen(opened, ['alice']);
    const parcel = await claimOne(opened.outbox);
    await close(chat('-100'));
    await settleAll(opened.outbox, [parcel], outcome);
    await happen(opened, ['alice'], NOON + 1);
    expect(await due(NOON + 1)).toEqual([]);
    expect(await opened.outbox.dropGone(NOON + 1)).toHaveLength(1);
    expect(kind).toBeTruthy();
  });

  test.each([
    [true, []],
    [false, ['-100/7']],
  ])('a topic that refuses its message rests; told in its chat (%s), nothing of it waits', async (isTold, left) => {
    const opened = store();
    for (const owner of [roomOf('-100', '7'), roomOf('-100')]) await follow(opened, owner, 'alice');
    await happen(opened, ['alice']);
    const [parcel, other] = await claimAt(opened.outbox);
    if (!parcel || !other) throw new Error('nothing is due');
    await settleAll(opened.outbox, [parcel], { kind: 'closed', platform: 'console', at: NOON, isTold });
    await settleAll(opened.outbox, [other], delivered());
    expect(await due(NOON)).toEqual([]);
    await open(chat('-100'));
    expect(await due(NOON)).toEqual([]);
    await open(chat('-100', '7'));
    expect(await due(NOON)).toEqual(left);
    const [newest] = await opened.subscriptions.alerts(roomOf('-100', '7'), 1);
    expect(newest?.outcome).toBe(isTold ? 'delivered' : 'waiting');
  });

  test('who asks for something there is heard from there', async () => {
    const opened = store();
    await follow(opened, roomOf('-100'), 'alice');
    await close(chat('-100'));
    await happen(opened, ['alice']);
    expect(await due()).toEqual([]);
    await follow(opened, roomOf('-100'), 'bob_1');
    expect(await due()).toEqual(['-100']);
  });

  test('a person who closes one platform is told on the other; one without another rests', async () => {
    const opened = store();
    await follow(opened, ownerOf(anna), 'alice');
    await close(person(anna));
    await happen(opened, ['alice']);
    expect(await due()).toEqual([]);
    await open(person(anna));
    expect(contents(await claimOne(opened.outbox))).toEqual(['alice']);
    await opened.outbox.recover(NOON);
    await opened.db
      .insertInto('identities')
      .values({ ...row(annaAbroad), subscriber_id: 1, place: 1 })
      .execute();
    await close(person(anna));
    const [first] = (await claimOne(opened.outbox)).destinations;
    expect(first?.platform).toBe('elsewhere');
  });

  test('places that nobody asked for anything are closed and opened in peace', async () => {
    for (const place of [chat('-9'), chat('-9', '1'), person({ userId: '9' })]) {
      await close(place);
      await open(place);
    }
    expect(await store().outbox.dropGone(NOON + 1)).toEqual([]);
  });
}

function row({ platform, userId }: typeof anna) {
  return { platform, user_id: userId };
}
