import { defineConfig } from 'vitest/config'

/** Tests of the real command need it built. */
const COMMAND = [
  'test/src/cli/**/*.test.ts',
  'test/docs/snippets.test.ts',
  'test/package/**/*.test.ts',
  'test/slurm/**/*.test.ts',
]

export default defineConfig({
  test: {
    testTimeout: 60_000,
    pool: 'forks',
    projects: [
      { extends: true, test: { name: 'library', include: ['test/**/*.test.ts'], exclude: COMMAND } },
      { extends: true, test: { name: 'command', include: COMMAND, globalSetup: 'test/build-command.ts' } },
    ],
  },
})
