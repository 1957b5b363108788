import { effect, signal } from '@preact/signals'
import { readStored, writeStored } from '../app/stored.ts'
import { blankEasel, type Doc } from './document.ts'
import { lines, quantity, readBias } from './look.ts'
import { readShare, type Shared, shareText, VERSION } from './share.ts'
import { cell, doc, fault, replaceDoc, touched } from './store.ts'

const KEY = 'sneakpath-work'

/** Work of an earlier visit that waits to be taken up again. */
export const earlier = signal<Shared | undefined>(undefined)
/** Notice to the reader about a link. */
export const notice = signal<string | undefined>(undefined)

/** A heart on 12 x 12 cells of the filter paper's device, written once: its sneak paths show at once. */
const FIRST_PICTURE = [
  '............',
  '..##....##..',
  '.####..####.',
  '.##########.',
  '.##########.',
  '.##########.',
  '..########..',
  '...######...',
  '....####....',
  '.....##.....',
  '............',
  '............',
]

function firstDoc(): Doc {
  return {
    which: 0,
    texts: {},
    easel: FIRST_PICTURE,
    scenario: {
      name: 'playground',
      title: 'An array of my own',
      array: { size: [12, 12], wires: { word: 2, bit: 2 }, cells: { device: 'zntpp' } },
      network: 'crossbar',
      bias: 'half',
      write: 'row',
      seed: 1,
      variability: {},
      cycleVariability: 0,
      images: { 'image-1': FIRST_PICTURE },
      replace: {},
      program: [{ write: 'image-1', volts: 10, width: 0.1, name: 'write' }],
      figures: [],
      outputs: ['conductance'],
    },
  }
}

/** An array of nothing but the chosen device. */
export function freshDoc(): Doc {
  const first = firstDoc()
  return {
    ...first,
    easel: blankEasel([16, 16]),
    scenario: {
      ...first.scenario,
      array: { ...first.scenario.array, size: [16, 16] },
      images: {},
      program: [{ wait: 0 }],
    },
  }
}

/** Opens what the address says, or else a first array; earlier work is offered. */
export function start(rest: string): void {
  if (doc.value === undefined) {
    const stored = readStored(KEY)
    const found = stored === undefined ? undefined : readShare(stored)
    if (found !== undefined && 'shared' in found) earlier.value = found.shared
    readBias.value = 'float'
    cell.value = [5, 10]
    replaceDoc(firstDoc(), false)
  }
  if (rest !== '') openLink(rest)
}

let opened = ''

function openLink(rest: string): void {
  // The page writes the address itself when a link is made.
  if (rest === opened) return
  opened = rest
  const found = readShare(rest)
  if ('refused' in found) {
    fault.value = { message: found.refused }
    return
  }
  notice.value =
    found.version === VERSION
      ? undefined
      : `This link was made by Sneakpath ${found.version}; this is ${VERSION}. Results may differ.`
  restore(found.shared)
}

function restore({ doc, view }: Shared): void {
  replaceDoc(doc, false)
  if (view.quantity !== undefined) quantity.value = view.quantity
  if (view.cell !== undefined) cell.value = view.cell
  if (view.lines !== undefined) lines.value = view.lines
}

/** Goes on with the work of an earlier visit. */
export function resume(): void {
  if (earlier.value !== undefined) restore(earlier.value)
  earlier.value = undefined
}

/** The fragment is one that this page has just written. */
export function ownLink(rest: string): void {
  opened = rest
}

// The reader's work is kept for the next visit, a moment after it has changed.
let timer: ReturnType<typeof setTimeout> | undefined
effect(() => {
  const now = doc.value
  if (now === undefined || !touched.value) return
  clearTimeout(timer)
  timer = setTimeout(() => {
    earlier.value = undefined
    writeStored(KEY, shareText({ doc: now, view: { quantity: quantity.peek(), cell: cell.peek() } }))
  }, 600)
})

export function discardEarlier(): void {
  earlier.value = undefined
  writeStored(KEY, undefined)
}
