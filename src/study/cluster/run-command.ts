import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { ConfigError } from '../../../arrays/errors.ts'

export interface CommandResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a program of the system to its end.
 * @throws ConfigError where there is no such program
 */
export async function runCommand(
  program: string,
  args: readonly string[],
  input: string = '',
): Promise<CommandResult> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.on('error', () => {
    // It ended without reading all; its exit code says why.
  })
  child.stdin.end(input)
  const closed = once(child, 'close')
  const output = Promise.all([text(child.stdout), text(child.stderr)])
  try {
    const [[code], [stdout, stderr]] = await Promise.all([closed, output])
    return { code: (code as number | null) ?? 1, stdout, stderr }
  } catch (error) {
    throw missingProgram(program, error)
  }
}

export function missingProgram(program: string, error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return error
  return new ConfigError({ file: '--engine' }, `no program ${program}`, `${program} in the PATH`)
}
