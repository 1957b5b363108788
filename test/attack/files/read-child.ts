import { createInterface } from 'node:readline'
import { explainError } from '../../../src/cli/exit-code.ts'
import { FILE_KINDS } from './kinds.ts'

/** Request of the parent: one line each. */
export interface ReadRequest {
  readonly kind: string
  readonly file: string
}

/** Reply to the parent: one line each. */
export interface ReadReply {
  readonly outcome: 'read' | 'refused' | 'crashed'
  readonly message: string
  readonly seconds: number
  /** Largest memory of the process so far, bytes. */
  readonly resident: number
}

/** A program of its own: says that it is ready, reads files with the project's readers and tells how it went. */
process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const { kind, file } = JSON.parse(line) as ReadRequest
  const started = performance.now()
  let outcome: ReadReply['outcome'] = 'read'
  let message = ''
  try {
    await FILE_KINDS.find(({ name }) => name === kind)!.read(file)
  } catch (error) {
    const explained = explainError(error)
    outcome = explained === undefined ? 'crashed' : 'refused'
    message = explained?.line ?? String((error as Error).stack ?? error)
  }
  const reply: ReadReply = {
    outcome,
    message,
    seconds: (performance.now() - started) / 1000,
    resident: process.resourceUsage().maxRSS * 1024,
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`)
}
