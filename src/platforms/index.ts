// Every chat platform, one line each.
export { createConsoleAdapter } from './console/index.ts';
