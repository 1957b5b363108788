import { defineConfig } from 'vitest/config'

/** Tests of the real command need it built. */
const COMMAND = [
  'test/docs/pages.test.ts',
  'test/docs/snippets.test.ts',
  'test/src/cli/**/*.test.ts',
  'test/package/**/*.test.ts',
  'test/slurm/**/*.test.ts',
]

export default defineConfig({
  test: {
    testTimeout: 60_000,
    pool: 'forks',
    // The tests wait for other processes often enough to use every core.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      reporter: ['text-summary'],
      include: ['{arrays,kernels}/**/*.ts'],
    },
    projects: [
      { extends: true, test: { name: 'library', include: ['test/**/*.test.ts'], exclude: COMMAND } },
      { extends: true, test: { name: 'command', include: COMMAND, globalSetup: 'test/build-command.ts' } },
    ],
  },
})
