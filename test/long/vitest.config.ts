import { defineConfig } from 'vitest/config';
import quick from '../../vitest.config.ts';

export default defineConfig({
  test: {
    ...quick.test,
    include: ['test/long/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
  },
});
