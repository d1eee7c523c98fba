// What a call would do, known before it is run: whether it changes something, and whose eyes its answer is for.
import type { Asked, Command, Privacy } from './command.ts';
import type { NamedArgs } from './named-args.ts';

export function isChange({ changes }: Pick<Command, 'changes'>, given: NamedArgs): boolean {
  return typeof changes === 'function' ? changes(given) : changes;
}

export function privacyOf(
  { privacy }: Pick<Command, 'privacy'>,
  given: NamedArgs,
  asker: Pick<Asked, 'chat' | 'isChatAdmin' | 'isAnonymous'>,
): Privacy {
  return typeof privacy === 'function' ? privacy(given, asker) : privacy;
}
