#!/usr/bin/env node
import { constants } from 'node:os'

// Other modules are loaded below, one module after the other: where not even one more file can be opened, that is said in
// a line.
const BAD_INPUT = 2
const INTERRUPTED = 130
const INTERNAL = 70

const interrupt = new AbortController()
/** Exit code of a program that ended by a signal: 128 and its number. */
let interrupted = INTERRUPTED
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = 128 + constants.signals[signal]
    // The second Ctrl-C does not wait for the running step.
    if (interrupt.signal.aborted) process.exit(interrupted)
    interrupt.abort()
  })
}
// `sneakpath list | head -1` closes the pipe: what is left to print is wanted by nobody. So does a terminal that hangs up.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (interrupt.signal.aborted) process.exit(interrupted)
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    if (stream === process.stderr) process.exit(BAD_INPUT)
    process.stderr.write(
      `sneakpath: standard output: found ${error.code ?? 'an error'}; expected room to write\n`,
    )
    process.exit(BAD_INPUT)
  })
}

try {
  const { processTerminal } = await import('./terminal.ts')
  const { runCli } = await import('./run-cli.ts')
  const code = await runCli(process.argv.slice(2), processTerminal(interrupt.signal))
  process.exitCode = code === INTERRUPTED ? interrupted : code
} catch (error) {
  await explain(error)
}

/** The one line for what went wrong before a command ran, or the stack of a fault of the program itself. */
async function explain(error: unknown): Promise<void> {
  try {
    const { explainError } = await import('./exit-code.ts')
    const { plainText } = await import('../../arrays/plain-text.ts')
    const explained = explainError(error)
    const stack = String((error as Error).stack ?? error).split('\n')
    process.stderr.write(
      explained === undefined
        ? `sneakpath: internal error, please report it: ${stack.map(line => plainText(line)).join('\n')}\n`
        : `sneakpath: ${plainText(explained.line)}\n`,
    )
    process.exitCode = explained?.code ?? INTERNAL
  } catch (second) {
    const { message } = second as Error
    process.stderr.write(`sneakpath: open files: found ${message.split(':')[0]}; expected more (ulimit -n)\n`)
    process.exitCode = BAD_INPUT
  }
}
