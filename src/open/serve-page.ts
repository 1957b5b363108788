import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { ConfigError } from '../../arrays/errors.ts'
import { packageFolder } from '../package-version.ts'
import { answerRequest } from './answer-request.ts'
import { pageFiles, runFilesToServe } from './served-files.ts'

/** Only programs of this machine reach it. */
const LOOPBACK = '127.0.0.1'

/** Tabs of a browser take six each. */
const MOST_CONNECTIONS = 64

export interface ServePageOptions {
  /** A run folder to show; left out, the playground. */
  readonly run?: string | undefined
  /** @defaultValue a free one */
  readonly port?: number | undefined
  /** Folder of the built page. @defaultValue the one of this package */
  readonly page?: string
  readonly signal?: AbortSignal
}

/** A server that runs. */
export interface ServedPage {
  /** Address that a browser opens, with the token. */
  readonly address: string
  /** Ends it, with all connections. */
  close(): Promise<void>
}

/**
 * Serves the page on loopback, to whoever has the address. Only the files of the page and of the run are sent, as they were listed at
 * the beginning; links are not followed.
 * @throws ConfigError where the run folder is none or damaged, the page was not built, or the port is taken; the signal's reason
 */
export async function servePage(options: ServePageOptions = {}): Promise<ServedPage> {
  const { run, port = 0, page = fileURLToPath(new URL('dist/web/', packageFolder())), signal } = options
  const files = await pageFiles(page)
  if (run !== undefined) {
    for (const [address, file] of await runFilesToServe(run, signal)) files.set(address, file)
  }
  signal?.throwIfAborted()
  const token = randomBytes(18).toString('base64url')
  const hosts: string[] = []
  const server = createServer((request, response) => {
    // A browser that goes away in the middle, or a disk that fails: the connection ends, the server does not.
    answerRequest({ token, hosts, files }, request, response).catch(() => response.destroy())
  })
  server.maxConnections = MOST_CONNECTIONS
  const taken = await listen(server, port)
  hosts.push(`${LOOPBACK}:${taken}`, `localhost:${taken}`)
  return {
    address: `http://${LOOPBACK}:${taken}/${token}/${run === undefined ? '' : '#run/served'}`,
    close: async () => {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const found = { EADDRINUSE: 'a port that is taken', EACCES: 'a port that needs more rights' }[
        error.code ?? ''
      ]
      reject(
        found === undefined
          ? error
          : new ConfigError({ file: '--port' }, `${port}, ${found}`, 'a free port, or none'),
      )
    })
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port))
  })
}
