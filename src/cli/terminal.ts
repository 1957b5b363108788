import pc from 'picocolors'
import { escapeSign, plainText } from '../../arrays/plain-text.ts'

/** Output and interrupt of a command. */
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

/**
 * A document as a terminal may get it: nothing that a terminal obeys but line ends, tabs and, where it shows colours, the colours.
 * Escapes are those of JSON, so that JSON stays JSON.
 */
function terminalText(text: string, colour: boolean): string {
  // Documents of a hundred megabytes are plain numbers.
  if (!/[^\n\t\x20-\x7e]/.test(text)) return text
  return text.replace(OBEYED, sign => {
    const ours = sign === '\n' || sign === '\t' || (colour && sign.length > 2)
    return ours ? sign : escapeSign(sign)
  })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the escape character that is looked for.
const OBEYED = /\u001b\[[\d;]*m|[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** The terminal of this process. */
export function processTerminal(signal: AbortSignal): Terminal {
  const colour = process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
  return {
    print: text => {
      process.stdout.write(`${terminalText(text, colour)}\n`)
    },
    note: text => {
      process.stderr.write(`${plainText(text)}\n`)
    },
    columns: process.stdout.columns ?? 80,
    interactive: process.stdout.isTTY === true,
    progress: process.stderr.isTTY === true && process.env.TERM !== 'dumb',
    colours: pc.createColors(colour),
    signal,
  }
}
