import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Programs, platforms and threads are waited for most of the time: begun first, they wait beside the others. */
const isWaiting = ({ moduleId }: TestSpecification) =>
  /\/test\/(alerts\/recorded|crash|e2e|http|platforms|recipes|store\/sqlite|threads)/.test(moduleId);

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => Number(isWaiting(b)) - Number(isWaiting(a)));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    // Files share a worker, its modules and what they loaded: none of them may leave anything behind.
    isolate: false,
    sequence: { sequencer: WaitingFirst },
    // Only what hangs runs into these, however busy the machine is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000, interval: 20 } },
    // Many tests wait for timeouts and retries of real clients, so more files than cores can be under way.
    maxWorkers: 4,
  },
});
