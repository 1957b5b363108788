#!/usr/bin/env node
import { constants } from 'node:os'
import { EXIT } from './exit-code.ts'
import { processTerminal } from './terminal.ts'

const interrupt = new AbortController()
/** What a shell sees of a program that ended by a signal: 128 and its number. */
let interrupted = EXIT.interrupted
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
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.done)
    if (stream === process.stderr) process.exit(EXIT.badInput)
    process.stderr.write(
      `sneakpath: standard output: found ${error.code ?? error.message}; expected room to write\n`,
    )
    process.exit(EXIT.badInput)
  })
}

try {
  // Loaded after the handlers stand, so that Ctrl-C is served from the start.
  const { runCli } = await import('./run-cli.ts')
  const code = await runCli(process.argv.slice(2), processTerminal(interrupt.signal))
  process.exitCode = code === EXIT.interrupted ? interrupted : code
} catch (error) {
  process.stderr.write(`sneakpath: internal error, please report it: ${(error as Error).stack ?? error}\n`)
  process.exitCode = EXIT.internal
}
