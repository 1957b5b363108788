import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { EVERY_ANSWER, fileHeaders } from './response-headers.ts'
import { withFileBelow } from './run-files-on-disk.ts'
import type { ServedFile } from './served-files.ts'

/** Token, names and files of a server. */
export interface Served {
  /** Stands in the address; whoever does not have it gets nothing. */
  readonly token: string
  /** Names that a browser may know this server by: "127.0.0.1:40123". Others are asked for by a page that points its own name here. */
  readonly hosts: readonly string[]
  /** By address below the token. */
  readonly files: ReadonlyMap<string, ServedFile>
}

/** Answers one request. Nothing but the files of the list is ever sent. */
export async function answerRequest(
  { token, hosts, files }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!hosts.includes(request.headers.host ?? '')) return refuse(response, 421, 'another host')
  if (request.method !== 'GET') return refuse(response, 405, 'only GET', { Allow: 'GET' })
  const path = /^\/([^/?#]*)\/([^?#]*)$/.exec(request.url ?? '')
  if (path === null || !isToken(path[1], token))
    return refuse(response, 403, 'the address that sneakpath open printed is needed, with its token')
  const served = files.get(path[2])
  if (served === undefined) return refuse(response, 404, 'no such file')
  const sent = await withFileBelow(served.root, served.file, async (handle, size) => {
    const range = rangeOf(request.headers.range, size)
    if (range === undefined)
      return refuse(response, 416, 'no such range', { 'Content-Range': `bytes */${size}` })
    const [from, to] = range
    response.writeHead(to - from < size ? 206 : 200, {
      ...EVERY_ANSWER,
      ...fileHeaders(served.file, served.data),
      'Accept-Ranges': 'bytes',
      'Content-Length': to - from,
      ...(to - from < size ? { 'Content-Range': `bytes ${from}-${to - 1}/${size}` } : {}),
    })
    const bytes =
      to === from
        ? Readable.from([])
        : handle.createReadStream({ start: from, end: to - 1, autoClose: false })
    await pipeline(bytes, response)
  })
  // The file went away or became a link after the list was made.
  if (sent === undefined || 'fault' in sent) refuse(response, 404, 'no such file')
}

function isToken(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * The part of a file that is asked for, from first to one past the last byte; all of it where none is named or several are.
 * @returns undefined where the file has no such part
 */
function rangeOf(header: string | undefined, size: number): [number, number] | undefined {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === undefined) return [0, size]
  const from = Number(first)
  const to = last === '' ? size : Math.min(size, Number(last) + 1)
  return from < to ? [from, to] : undefined
}

function refuse(
  response: ServerResponse,
  status: number,
  why: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response
    .writeHead(status, {
      ...EVERY_ANSWER,
      'Content-Security-Policy': "default-src 'none'",
      'Content-Type': 'text/plain; charset=utf-8',
      ...headers,
    })
    .end(`${why}\n`)
}
