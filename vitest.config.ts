import { defineConfig } from 'vitest/config';

const common = { pool: 'forks', testTimeout: 10_000, hookTimeout: 30_000 } as const;

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
      { test: { ...common, name: 'infra', include: ['test/infra/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { ...common, name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 30_000 } },
    ],
  },
});
