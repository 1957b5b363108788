import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate'
import type { Doc } from './document.ts'

/** Characters of the longest link that is made. */
export const MOST_CHARACTERS = 8000
/** Bytes that a link may inflate to. */
const MOST_BYTES = 1e6
const FORMAT = '1'

/** The version of Sneakpath that made this page. */
export const VERSION: string = __SNEAKPATH_VERSION__

/** Document and view that a link restores. */
export interface Shared {
  readonly doc: Doc
  readonly view: SharedView
}

export interface SharedView {
  readonly quantity?: string
  readonly cell?: readonly [number, number]
  readonly lines?: boolean
}

/** The text of a link's fragment: the form, the version, and what is shared, deflated. */
export function shareText(shared: Shared): string {
  const bytes = deflateSync(strToU8(JSON.stringify(shared)), { level: 9 })
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  const text = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return `${FORMAT}.${VERSION.replaceAll('.', '_')}.${text}`
}

export type ReadShare = { readonly shared: Shared; readonly version: string } | { readonly refused: string }

/** Reads what stands in a link; nothing in it is run. */
export function readShare(text: string): ReadShare {
  const [format, version, body] = text.split('.')
  if (format !== FORMAT || version === undefined || body === undefined)
    return {
      refused: `the link is of another form (found "${format.slice(0, 20)}"; expected "${FORMAT}"): open it with the version that made it`,
    }
  const said = version.replaceAll('_', '.').slice(0, 20)
  try {
    const binary = atob(body.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, letter => letter.charCodeAt(0))
    const shared = JSON.parse(inflated(bytes)) as Shared
    if (typeof shared.doc?.scenario !== 'object' || !Array.isArray(shared.doc.easel))
      throw new Error('no array')
    return { shared, version: said }
  } catch (error) {
    return {
      refused: error instanceof TooLong ? error.message : 'the link is damaged: part of it may be missing',
    }
  }
}

class TooLong extends Error {}

/** A few bytes may inflate to a thousand times as many: they are counted as they come. */
function inflated(bytes: Uint8Array): string {
  const parts: Uint8Array[] = []
  let count = 0
  const inflate = new Inflate(part => {
    count += part.length
    parts.push(part)
  })
  for (let from = 0; from < bytes.length; from += PIECE) {
    inflate.push(bytes.subarray(from, from + PIECE), from + PIECE >= bytes.length)
    if (count > MOST_BYTES) throw new TooLong('the link holds more than 1 MB: open the scenario as a file')
  }
  const whole = new Uint8Array(count)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return strFromU8(whole)
}

const PIECE = 256
