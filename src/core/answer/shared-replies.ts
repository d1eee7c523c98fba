// Answers that are the same for everyone until the next snapshot are worked out once: after news, everybody asks the same.

import { type NamedArgs, readArgs } from '../command/arguments.ts';
import type { Command, CommandContext } from '../command/command.ts';
import type { Reply } from '../reply/reply.ts';
import { oncePer } from '../values/memo.ts';

/** Different questions remembered of one snapshot. */
const MAX_QUESTIONS = 500;
/** A reply says its age in minutes. */
const MINUTE_MS = 60_000;

const repliesOf = oncePer((_snapshot: object) => new Map<string, Promise<Reply>>());

/** Runs the command, or gives the reply that it gave before. Throws what the command throws. */
export async function runShared(command: Command, context: CommandContext, given: NamedArgs): Promise<Reply> {
  const run = () => command.run(context, readArgs(command.options, given));
  if (!command.isShared) return run();
  const { value, ageMs, trouble } = await context.chain.standings();
  const replies = repliesOf(value);
  const asked = [command.name, context.locale, given, trouble, Math.floor(ageMs / MINUTE_MS)];
  const key = JSON.stringify([...asked, context.pictures !== undefined]);
  const known = replies.get(key);
  if (known) return known;
  // Those who ask while it is worked out wait for the same reply.
  const reply = run();
  if (replies.size >= MAX_QUESTIONS) replies.clear();
  replies.set(key, reply);
  reply.catch(() => replies.delete(key));
  return reply;
}
