import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The built command. */
export const COMMAND: string = fileURLToPath(new URL('../../../dist/src/cli/main.js', import.meta.url))

export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the real command in a folder. */
export function sneakpath(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  return { code: status, stdout, stderr }
}
