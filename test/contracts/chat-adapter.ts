// What every chat platform must hold. An adapter's test opens a stage (the real adapter on real streams or sockets, with a
// person at the other end) and calls `chatAdapterContract`.
import { afterEach, describe, expect, test } from 'vitest';
import { parseArgs } from '../../src/core/command/arguments.ts';
import type { PersonKey, Target } from '../../src/core/ports/ids.ts';
import type { AdapterHost, ChatAdapter, Invocation } from '../../src/core/ports/platform.ts';
import type { Reply } from '../../src/core/reply/reply.ts';
import { createScriptedHost, say, standings } from '../platforms/scripted-host.ts';
import { holds } from './exceptions.ts';
import { newsTests } from './news.ts';
import { COLUMNS, HOSTILE, hostileReply, PARTS, PLACES, wholeReply } from './sample-replies.ts';

/** A started adapter and a person in a private chat with it. */
export interface Stage {
  readonly adapter: ChatAdapter;
  readonly actor: PersonKey;
  readonly chat: Chat;
  /** The language hint that the platform gives for this person. */
  readonly locale: string;
  /** Calls a command with these values the way a person does there. */
  call(command: string, values: Readonly<Record<string, string>>): Promise<void>;
  /** Presses the button (or types what stands for it) that has this label. */
  press(label: string): Promise<void>;
  /** Everything that the person has seen so far, as plain text, markup read as the platform reads it. */
  shown(): string;
  /** A topic or thread of a chat, and what was seen there. */
  readonly thread: { readonly to: Chat; shown(): string };
  /** Whom messages have pinged anywhere: roles by their ids, anybody else by another name. */
  pinged(): readonly string[];
}

type Chat = Extract<Target, { kind: 'chat' }>;

export type OpenStage = (host: AdapterHost) => Promise<Stage>;

export function chatAdapterContract(platform: string, openStage: OpenStage): void {
  describe(`${platform} holds the contract of a chat adapter`, () => {
    const opened: ChatAdapter[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((adapter) => adapter.stop()));
    });
    const open = async (script: (invocation: Invocation) => Reply | Promise<Reply>) => {
      const host = createScriptedHost(script);
      const stage = await openStage(host);
      opened.push(stage.adapter);
      return {
        host,
        stage,
        sees: (text: string) => expect.poll(() => stage.shown()).toContain(text),
      };
    };

    test('an invocation brings command, arguments, person, chat and language', async () => {
      const { host, stage, sees } = await open(() => say('the answer'));
      await stage.call('standings', { page: '2', sort: 'name', search: 'big bang = "x" <y>' });
      await sees('the answer');
      const [heard] = host.heard;
      expect(heard).toMatchObject({ command: 'standings', actor: stage.actor, locale: stage.locale });
      expect(heard?.actorName).toMatch(/\S/);
      expect(heard?.chat).toEqual({ platform: stage.adapter.platform, chatId: stage.chat.chatId, kind: 'private' });
      expect(heard && parseArgs(standings.options, heard.raw)).toEqual({
        page: 2,
        sort: 'name',
        search: 'big bang = "x" <y>',
      });
    });

    test('a command without arguments', async () => {
      const { host, stage, sees } = await open(() => say('the answer'));
      await stage.call('standings', {});
      await sees('the answer');
      expect(host.heard[0] && parseArgs(standings.options, host.heard[0].raw)).toEqual({});
    });

    test('every part of a reply is shown', async () => {
      const { stage, sees } = await open(() => wholeReply);
      await stage.call('standings', {});
      await sees('the footer');
      const shown = oneLine(stage.shown());
      for (const text of PARTS) expect(shown).toContain(text);
    });

    test('an empty reply and an empty table stop nothing', async () => {
      const empty: Reply = { tone: 'neutral', visibility: 'private', blocks: [] };
      const table: Reply = {
        ...empty,
        blocks: [
          { kind: 'table', columns: [], rows: [] },
          { kind: 'list', items: [] },
        ],
      };
      const replies = [empty, table, say('the third')];
      const { stage, sees } = await open(() => replies.shift() ?? empty);
      for (let call = 0; call < 3; call++) await stage.call('standings', {});
      await sees('the third');
    });

    test('characters with a meaning elsewhere reach the reader as characters', async () => {
      const { stage, sees } = await open(() => hostileReply);
      await stage.call('standings', {});
      await sees('end of reply');
      const shown = oneLine(stage.shown());
      for (const text of HOSTILE) for (const place of PLACES) expect(shown).toContain(`${place} ${text}`);
    });

    test('characters that steer a screen or turn its direction never arrive', async () => {
      const { stage, sees } = await open(() =>
        say('\u001b]0;owned\u0007\u001b[2Jred\u202Egnp.\u0000\u009B31m\u2066 end'),
      );
      await stage.call('standings', {});
      await sees(' end');
      expect(stage.shown()).not.toMatch(/[[\p{Cc}\u202e\u2066]--[\n]]/v);
    });

    test('a link shows where it leads, whatever letters its host is written in', async () => {
      const url = 'https://www.\u0456\u043est.io/';
      const named = { kind: 'link', text: 'its name', url: 'https://\uff49\uff4f\uff53\uff54.io/\u05d0' } as const;
      const blocks = [{ kind: 'text', text: [{ kind: 'link', text: url, url }, ' ', named] }] as const;
      const { stage, sees } = await open(() => ({ ...say(''), blocks, footer: 'end of links' }));
      await stage.call('standings', {});
      await sees('end of links');
      expect(stage.shown()).toContain('https://www.xn--st-emc9g.io/');
      expect(stage.shown()).not.toMatch(/[\u0456\u043e\uff49\u05d0]/);
    });

    test('a table longer than any message loses nothing', async () => {
      const rows = Array.from({ length: 600 }, (_, row) => [`node_${row}`, `${row},000,001.5`]);
      const table: Reply['blocks'][number] = { kind: 'table', columns: COLUMNS, rows };
      const { stage, sees } = await open(() => ({ ...say('before'), blocks: [table], footer: 'end of table' }));
      await stage.call('standings', {});
      await sees('end of table');
      const shown = stage.shown();
      const words = new Set(shown.split(/\s+/));
      expect(rows.flat().filter((cell) => !words.has(cell))).toEqual([]);
    });

    test('a text longer than any message loses nothing', async () => {
      const words = Array.from({ length: 3_000 }, (_, word) => `word${word}`);
      const { stage, sees } = await open(() => say(words.join(' ')));
      await stage.call('standings', {});
      await sees('word2999');
      const shown = new Set(stage.shown().split(/\s+/));
      expect(words.filter((word) => !shown.has(word))).toEqual([]);
    });

    test('an action calls the command that it names, with its arguments', async () => {
      const actions = [
        { label: 'Next page', command: 'standings', args: { page: '2', search: "the 'big' one" } },
        { label: 'By name', command: 'standings', args: { sort: 'name' } },
      ];
      const { host, stage, sees } = await open(({ raw }) =>
        parseArgs(standings.options, raw).page === 2 ? say('second') : say('first', { actions }),
      );
      await stage.call('standings', {});
      await sees('By name');
      await stage.press('Next page');
      await sees('second');
      const pressed = host.heard[1];
      expect(pressed).toMatchObject({ command: 'standings', actor: stage.actor });
      expect(pressed && parseArgs(standings.options, pressed.raw)).toEqual({ page: 2, search: "the 'big' one" });
    });

    test('a host that throws does not stop the conversation', async () => {
      const { stage, sees } = await open(({ raw }) => {
        if (raw.kind === 'line' ? raw.text.includes('1') : raw.values.page === '1')
          throw new Error('secret of the house');
        return say('still here');
      });
      await stage.call('standings', { page: '1' });
      await stage.call('standings', { page: '2' });
      await sees('still here');
      expect(stage.shown()).not.toContain('secret of the house');
    });

    test('it says for how long a repeated message is shown once, where it is', async () => {
      const { stage } = await open(() => say('unused'));
      const { platform: name, repeatsDroppedForMs } = stage.adapter;
      expect(repeatsDroppedForMs > 0).toBe(holds(name, 'shows a repeated message once'));
    });

    newsTests(async () => (await open(() => say('unused'))).stage);

    test('stop lets the answer in flight finish, twice is fine, and nothing is heard afterwards', async () => {
      const slow = Promise.withResolvers<Reply>();
      const { host, stage, sees } = await open(() => slow.promise);
      await stage.call('standings', {});
      await expect.poll(() => host.heard.length).toBe(1);
      const stopped = Promise.all([stage.adapter.stop(), stage.adapter.stop()]);
      slow.resolve(say('the last answer'));
      await stopped;
      await sees('the last answer');
      await stage.adapter.stop();
      await stage.call('standings', {}).catch(() => 'nobody listens');
      expect(host.heard).toHaveLength(1);
    });
  });
}

/** Where a line breaks is the platform's business. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
