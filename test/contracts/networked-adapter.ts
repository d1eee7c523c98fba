// What every adapter must hold whose platform is a server somewhere else: refusals, outages, menus, and a token to keep.
import { afterEach, describe, expect, test } from 'vitest';
import type { AdapterHost, ChatAdapter } from '../../src/core/ports/platform.ts';
import { createScriptedHost, type ScriptedHost, say } from '../platforms/scripted-host.ts';
import type { Stage } from './chat-adapter.ts';
import { holds } from './exceptions.ts';

/** A stage of which the server can be seen and disturbed. */
export interface Backstage extends Stage {
  readonly token: string;
  /** Everything that was logged. */
  logged(): string;
  /** What the platform was told of the command: once for each of its menus and languages, as the text that it shows. */
  descriptions(command: string): readonly string[];
  /** What happens to every message to the chat from now on. `wait`: the first is asked to come again in a second;
   *  `unanswered`: it is shown, and nobody says so; `no-files`: what carries a picture or a file is refused for want of a right;
   *  `fine`: nothing. */
  disturb(how: 'gone' | 'broken' | 'reset' | 'wait' | 'unanswered' | 'no-files' | 'fine'): void;
  /** The same bot once more, as after a crash: it remembers nothing. Stopped with the stage. */
  restarted(host: AdapterHost): Promise<ChatAdapter>;
  /** The platform forgets what it remembers for a few minutes only. */
  forget(): void;
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
}

export type OpenBackstage = (host: AdapterHost) => Promise<Backstage>;

export function networkedAdapterContract(platform: string, openBackstage: OpenBackstage): void {
  describe(`${platform} holds the contract of a platform behind a network`, () => {
    const opened: ChatAdapter[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((adapter) => adapter.stop()));
    });
    const open = async (host: ScriptedHost = createScriptedHost(() => say('the answer'))) => {
      const stage = await openBackstage(host);
      opened.push(stage.adapter);
      await expect.poll(() => connections(host)).toEqual(['connected']);
      return { host, stage };
    };

    test('each command is registered with its text in every locale, and in no other', async () => {
      const host = createScriptedHost(() => say('the answer'));
      const { stage } = await open({ ...host, texts: (locale) => (key) => `${key} in ${locale}` });
      const expected = host.locales.map((locale) => `commands.standings.description in ${locale}`);
      await expect.poll(() => new Set(stage.descriptions('standings'))).toEqual(new Set(expected));
      expect(stage.descriptions('nonsense')).toEqual([]);
    });

    test.each([
      ['gone', 'gone'],
      ['broken', 'unknown'],
      ['reset', 'unknown'],
    ] as const)('a chat whose messages are %s is %s to whoever sends', async (how, kind) => {
      const { host, stage } = await open();
      stage.disturb(how);
      expect(await stage.adapter.send(stage.chat, say('news'), 'key-1')).toEqual({ kind });
      expect(host.events).toContainEqual({ kind: 'sent', delivery: kind });
      expect(stage.shown()).not.toContain('news');
    });

    test('one refusal of a kind is not a chat gone: what a picture and a file say is said in words', async () => {
      const { host, stage } = await open();
      stage.disturb('no-files');
      const picture = {
        kind: 'image',
        name: 'chart.png',
        data: new Uint8Array([1]),
        alt: 'votes of the top ten',
      } as const;
      const file = { kind: 'file', name: 'votes.csv', data: new Uint8Array([2]), alt: 'votes as a table' } as const;
      const reply = say('the news', { blocks: [{ kind: 'text', text: 'the news' }, picture, file] });
      for (const key of ['key-1', 'key-2'])
        expect(await stage.adapter.send(stage.chat, reply, key)).toEqual({ kind: 'ok' });
      for (const text of ['the news', 'votes of the top ten', 'votes as a table']) {
        expect(stage.shown().split(text)).toHaveLength(3);
      }
      expect(host.events).not.toContainEqual({ kind: 'sent', delivery: 'gone' });
      stage.disturb('fine');
      expect(await stage.adapter.send(stage.chat, say('more'), 'key-3')).toEqual({ kind: 'ok' });
    });

    test('a person who cannot be written to is gone', async () => {
      const { stage } = await open();
      stage.disturb('gone');
      const to = { kind: 'person', userId: stage.actor.userId } as const;
      expect(await stage.adapter.send(to, say('news'), 'key-1')).toEqual({ kind: 'gone' });
      expect(stage.shown()).not.toContain('news');
    });

    test('a message that is shown while nobody says so may have been shown', async () => {
      const { stage } = await open();
      stage.disturb('unanswered');
      expect(await stage.adapter.send(stage.chat, say('news'), 'key-1')).toEqual({ kind: 'unknown' });
      expect(timesShown(stage)).toBe(1);
    });

    test('a message that is sent again after a crash is shown as often as the adapter says', async () => {
      const { host, stage } = await open();
      const isDropped = holds(stage.adapter.platform, 'shows a repeated message once');
      stage.disturb('unanswered');
      await stage.adapter.send(stage.chat, say('news'), 'key-1');
      stage.disturb('fine');
      const adapter = await stage.restarted(host);
      expect(await adapter.send(stage.chat, say('news'), 'key-1')).toEqual({ kind: 'ok' });
      expect(timesShown(stage)).toBe(isDropped ? 1 : 2);
      expect(await adapter.send(stage.chat, say('news'), 'another key')).toEqual({ kind: 'ok' });
      expect(timesShown(stage)).toBe(isDropped ? 2 : 3);
    });

    test('and once more when the platform has forgotten it', async () => {
      const { host, stage } = await open();
      await stage.adapter.send(stage.chat, say('news'), 'key-1');
      stage.forget();
      const adapter = await stage.restarted(host);
      expect(await adapter.send(stage.chat, say('news'), 'key-1')).toEqual({ kind: 'ok' });
      expect(timesShown(stage)).toBe(2);
    });

    test('a message that is asked to wait goes out no sooner, or comes back with how long', async () => {
      const { host, stage } = await open();
      stage.disturb('wait');
      const start = performance.now();
      const delivery = await stage.adapter.send(stage.chat, say('news'), 'key-1');
      const waitedMs = delivery.kind === 'rate-limited' ? delivery.retryAfterMs : performance.now() - start;
      expect(waitedMs).toBeGreaterThan(950);
      expect(['ok', 'rate-limited']).toContain(delivery.kind);
      expect(host.events.some(({ kind }) => kind === 'told-to-wait')).toBe(true);
    });

    test('an outage is told and got over, and what is sent meanwhile is not lost in silence', async () => {
      const { host, stage } = await open();
      await stage.goDown();
      await expect.poll(() => connections(host)).toContain('disconnected');
      expect(await stage.adapter.send(stage.chat, say('news'), 'key-1')).toEqual({ kind: 'unavailable' });
      await stage.comeBack();
      await expect.poll(() => connections(host)).toEqual(['connected', 'disconnected', 'connected']);
      await stage.call('standings', {});
      await expect.poll(() => stage.shown()).toContain('the answer');
    });

    test('whatever goes wrong, the token is in no log line and no event', async () => {
      const { host, stage } = await open();
      for (const how of ['broken', 'reset', 'gone'] as const) {
        stage.disturb(how);
        await stage.adapter.send(stage.chat, say('news'), how);
      }
      await stage.goDown();
      await stage.adapter.send(stage.chat, say('news'), 'down');
      await stage.adapter.stop();
      expect(`${stage.logged()} ${JSON.stringify(host.events)}`).not.toContain(stage.token);
    });
  });
}

function timesShown(stage: Stage): number {
  return stage.shown().split('news').length - 1;
}

function connections(host: ScriptedHost): readonly string[] {
  return host.events.map(({ kind }) => kind).filter((kind) => kind === 'connected' || kind === 'disconnected');
}
