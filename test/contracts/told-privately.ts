// What every chat platform must hold where a person asks among others to be told something for themselves: the private chat is
// opened and tried at once, and one that is closed is said there and then, with what to do. The real commands.
import { describe, expect, test } from 'vitest';
import type { NamedArgs } from '../../src/core/command/named-args.ts';
import type { AdapterHost, ChatAdapter } from '../../src/core/ports/platform.ts';
import { createPrivateChats } from '../../src/start/privately.ts';
import { silent } from '../support/devnet.ts';
import { startHost } from '../support/host.ts';

/** Somebody in a group that they do not administer, whom the bot has never written to. */
export interface Member extends AsyncDisposable {
  readonly adapter: Pick<ChatAdapter, 'platform' | 'send'>;
  readonly userId: string;
  ask(command: string, values: NamedArgs): Promise<void>;
  /** Presses this button in the group. */
  press(label: string): Promise<void>;
  /** All that they can see now, in the group and in private. */
  seen(): string;
  /** What is in their private chat with the bot. */
  inPrivate(): string;
  /** From now on they let the bot write to them, in the way that the sentence of the platform says. */
  openPrivate(): void;
}

/** "watch iost_kor", as each platform takes it. */
const WRITTEN: Readonly<Record<string, string>> = {
  discord: '/watch subject:iost_kor',
  telegram: '/watch iost_kor',
};

type Open = (host: AdapterHost, privateChat: 'open' | 'closed') => Promise<Member>;

export function toldPrivatelyContract(platform: string, open: Open): void {
  describe(`${platform} tells a member of a group something for themselves`, () => {
    async function meet(privateChat: 'open' | 'closed') {
      const privateChats = createPrivateChats({ open: async () => undefined }, silent);
      const bot = await startHost({ privately: privateChats });
      const member = await open(bot.host, privateChat);
      privateChats.connect([member.adapter]);
      const person = { kind: 'person', person: { platform, userId: member.userId } } as const;
      const close = async () => {
        await member[Symbol.asyncDispose]();
        await bot[Symbol.asyncDispose]();
      };
      return { member, list: () => bot.store.subscriptions.list(person), [Symbol.asyncDispose]: close };
    }

    test('what they follow is theirs, and their private chat is opened at once', async () => {
      await using met = await meet('open');
      await met.member.ask('watch', { subject: 'iost_kor', event: 'elected' });
      await expect.poll(met.member.seen).toContain('You will be told');
      await expect.poll(met.member.inPrivate).toContain('Here I tell you, privately');
      expect(await met.list()).toMatchObject([{ subject: { node: 'iost_kor' }, rule: { event: 'elected' } }]);
    });

    test('what they could write is shown as it is written there, to be copied', async () => {
      await using met = await meet('open');
      await met.member.ask('alerts', {});
      await expect.poll(met.member.seen).toContain(`such as: ${WRITTEN[platform]}`);
    });

    test('under a refusal stands a button that does it', async () => {
      await using met = await meet('open');
      await met.member.ask('watch', { subject: 'iost_kor', event: 'elected', for: 'here' });
      await expect.poll(met.member.seen).toContain('Only an administrator');
      await met.member.press('Tell me privately');
      await expect.poll(met.list).toHaveLength(1);
      await expect.poll(met.member.inPrivate).toContain('Here I tell you, privately');
    });

    test('a private chat that is closed is said at once, with what to do; then a button does it', async () => {
      await using met = await meet('closed');
      await met.member.ask('watch', { subject: 'iost_kor', event: 'elected' });
      await expect.poll(met.member.seen).toContain('so nothing was changed');
      expect(met.member.seen().toLowerCase()).toContain(platform);
      expect(await met.list()).toEqual([]);
      met.member.openPrivate();
      await met.member.press('Try again');
      await expect.poll(met.member.inPrivate).toContain('Here I tell you, privately');
      await expect.poll(met.list).toHaveLength(1);
    });
  });
}
