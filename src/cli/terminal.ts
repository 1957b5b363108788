import pc from 'picocolors'

/** What a command prints to and is stopped by. */
export interface Terminal {
  /** One line or document on stdout. */
  print(text: string): void
  /** One line on stderr: warnings, progress, errors. */
  note(text: string): void
  /** Columns of stdout, 80 where it is no terminal. */
  readonly columns: number
  /** A person watches stdout. */
  readonly interactive: boolean
  /** stderr is a terminal, so that a progress bar may be drawn there. */
  readonly progress: boolean
  /** Colours: NO_COLOR, TERM=dumb and pipes turn them off. */
  readonly colours: ReturnType<typeof pc.createColors>
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/** The terminal of this process. */
export function processTerminal(signal: AbortSignal): Terminal {
  const colour = process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
  return {
    print: text => {
      process.stdout.write(`${text}\n`)
    },
    note: text => {
      process.stderr.write(`${text}\n`)
    },
    columns: process.stdout.columns ?? 80,
    interactive: process.stdout.isTTY === true,
    progress: process.stderr.isTTY === true && process.env.TERM !== 'dumb',
    colours: pc.createColors(colour),
    signal,
  }
}
