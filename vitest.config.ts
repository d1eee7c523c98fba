import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    // Files share a worker, its modules and what they loaded: none of them may leave anything behind.
    isolate: false,
    // Only what hangs runs into these, however busy the machine is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000, interval: 20 } },
    // Many tests wait for timeouts and retries of real clients, so more files than cores can be under way.
    maxWorkers: 4,
  },
});
