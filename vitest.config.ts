import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'tidy/**/*.test.ts'],
    globalSetup: ['test/server.ts'],
    isolate: false,
    // Half of what a test waits for is done by another process, a database or a browser, so no core is kept free.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for on a page may take its time on a machine that does something else as well.
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', './scripts/test-reporter.ts'],
  },
});
