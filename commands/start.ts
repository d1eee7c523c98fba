// The first thing that many people send: what Herald is, and three questions to try.
import { defineCommand } from '../src/core/command/command.ts';

export default defineCommand({
  name: 'start',
  options: {},
  examples: [''],
  run: ({ greeting }) => greeting(),
});
