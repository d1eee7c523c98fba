// A Discord adapter on a fake Discord, and what a person there reads.

import type { Log } from '../../../src/core/ports/log.ts';
import type { AdapterHost, ChatAdapter } from '../../../src/core/ports/platform.ts';
import { createDiscordAdapter, type DiscordOptions } from '../../../src/platforms/discord/index.ts';
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from '../../fakes/discord/index.ts';
import type { FakePerson } from '../../fakes/discord/person.ts';
import { readBody } from '../../fakes/discord/text.ts';

export interface Scene extends AsyncDisposable {
  readonly fake: FakeDiscord;
  readonly adapter: ChatAdapter;
  /** Every line that was logged, as text. */
  readonly logged: readonly string[];
}

/** A fake Discord and an adapter that is not started yet. */
export async function openScene(
  options: FakeDiscordOptions & { readonly adapter?: Partial<DiscordOptions> } = {},
): Promise<Scene> {
  const fake = await startFakeDiscord(options);
  const logged: string[] = [];
  const adapter = createDiscordAdapter({
    token: fake.token,
    apiBase: fake.apiBase,
    log: logTo(logged),
    ...options.adapter,
  });
  const close = async () => {
    await adapter.stop();
    await fake.stop();
  };
  return { fake, adapter, logged, [Symbol.asyncDispose]: close };
}

/** As `openScene`, with the adapter connected to `host`. */
export async function startScene(host: AdapterHost, options: Parameters<typeof openScene>[0] = {}): Promise<Scene> {
  const scene = await openScene(options);
  await scene.adapter.start(host);
  return scene;
}

function logTo(lines: string[]): Log {
  const write = (message: string, fields?: object) => {
    lines.push(
      `${message} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? { ...value, text: `${value.stack}` } : value))}`,
    );
  };
  return { info: write, warn: write, error: write };
}

/** Everything that the person has seen, edits included, markup read as Discord reads it. */
export function seenBy(person: FakePerson): string {
  return person
    .messages()
    .flatMap(({ versions }) => versions.map(readBody))
    .join('\n');
}

/** What the person sees now: the newest version of each message. */
export function nowSeenBy(person: FakePerson): readonly string[] {
  return person.messages().map(({ versions }) => readBody(versions.at(-1) ?? {}));
}
