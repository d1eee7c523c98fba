// Does what was asked about, for the one who was asked: the button under every question before a change.
import { UserError } from '../src/core/answer/errors.ts';
import { defineCommand } from '../src/core/command/command.ts';

export default defineCommand({
  name: 'confirm',
  needs: [],
  options: { id: { kind: 'text', required: true, maxLength: 32 } },
  examples: [],
  changes: true,
  privacy: 'private',
  isHidden: true,
  confirms: true,
  /** Only where what was asked about is not known any more; the core runs the rest. */
  run: () => Promise.reject(new UserError('asking.gone')),
});
