import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    // Files share a worker, its modules and what they loaded: none of them may leave anything behind.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Conditions are waited for as long as a busy machine needs.
    expect: { poll: { timeout: 10_000 } },
    // Many tests wait for timeouts and retries of real clients, so more files than cores can be under way.
    maxWorkers: 4,
  },
});
