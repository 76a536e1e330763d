import { defineConfig } from 'vitest/config';

/**
 * A limit ends what hangs and says nothing about speed: the machine may be busy with ten other things. Speed is
 * measured by `npm run bench`, as a ratio to a floor of the same run.
 */
const patience = 300_000;
const common = {
  pool: 'forks',
  testTimeout: patience,
  hookTimeout: patience,
  expect: { poll: { timeout: 60_000 } },
} as const;

/** Browser and infrastructure tests have projects of their own: `vitest run --project unit` is the quick loop. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/infra/**'],
        },
      },
      { test: { ...common, name: 'infra', include: ['test/infra/**/*.test.ts'] } },
      {
        test: {
          ...common,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          expect: { poll: { timeout: patience } },
        },
      },
    ],
  },
});
