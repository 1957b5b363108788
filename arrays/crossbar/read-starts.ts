import { combine } from './combine.ts'
import type { Drive } from './drive.ts'
import { type ExchangedLines, exchangedLines, exchangeLines } from './exchanged-lines.ts'
import type { SweptNodes } from './swept-grid.ts'

/** Where the reads of an array at held states begin: what the reads before them found. */
export interface ReadStarts {
  /** @returns good until the next call; undefined where no read before says anything of this one */
  at(drive: Drive): SweptNodes | undefined
  /** Takes what a read found; `at` was asked for its drive just before. */
  keep(drive: Drive, nodes: SweptNodes): void
  /** Forgets all reads. */
  restart(): void
}

/** A read that is done. */
interface DoneRead extends SweptNodes {
  drive: Drive
  /** The bit lines that it and the first read of its row exchange. */
  exchanged: readonly [number, number] | undefined
  /** The node in the middle of each line, word lines first, V. */
  readonly lines: Float64Array
  /** The read of the same bit lines in the row that is most like its own. */
  twin: DoneRead | undefined
}

/** Rows that are kept, where they have room in so many bytes; where one has not, the last read alone is kept. */
const MOST_ROWS = 8
const MOST_BYTES = 64e6

/**
 * Two reads that differ in one pair of word lines and one of bit lines are each other with these lines exchanged, nearly. What is left
 * is nearly a part that the word line makes and a part that the bit line makes. So the read of word line i and bit line j begins at
 * (i, q) + (p, j) - (p, q), each with its lines exchanged: p the word line that was most like i when the first bit line was read with
 * both, q the bit line that was most like j when both were read with p.
 */
export function createReadStarts(size: readonly [number, number]): ReadStarts {
  return new Starts(size)
}

class Starts implements ReadStarts {
  readonly #size: readonly [number, number]
  readonly #mostRows: number
  /** Reads by their word lines; the last row is the one that is being read. */
  #rows: DoneRead[][] = []
  /** The row that is most like it. */
  #alike: readonly DoneRead[] = []
  /** Of the read that begins: its twin, and whether it is the first of a row. */
  #twin: DoneRead | undefined
  #isFirst = true
  readonly #spare: DoneRead[] = []
  readonly #exchanged: readonly [SweptNodes, SweptNodes, SweptNodes]

  constructor(size: readonly [number, number]) {
    const cells = size[0] * size[1]
    const nodes = (): SweptNodes => ({ word: new Float64Array(cells), bit: new Float64Array(cells) })
    this.#size = size
    this.#mostRows = Math.min(MOST_ROWS, Math.floor(MOST_BYTES / (16 * cells * size[1])))
    this.#exchanged = [nodes(), nodes(), nodes()]
  }

  restart(): void {
    for (const row of this.#rows) this.#spare.push(...row)
    this.#rows = []
    this.#alike = []
    this.#twin = undefined
    this.#isFirst = true
  }

  at(drive: Drive): SweptNodes | undefined {
    const row = this.#rows.at(-1)
    const last = row?.at(-1)
    const lines = last && exchangedLines(last.drive, drive)
    if (row === undefined || last === undefined || lines === undefined) {
      this.restart()
      return undefined
    }
    this.#isFirst = lines.word !== undefined
    const twin = this.#isFirst ? twinIn(row, drive, 0) : twinIn(this.#alike, drive, row.length)
    this.#twin = twin
    const like = twin && !this.#isFirst ? this.#likest(row, twin) : undefined
    const [start, plus, minus] = this.#exchanged
    const near = like ?? twin ?? last
    const own = near === last ? lines : exchangedLines(near.drive, drive)
    this.#exchange(near, own, start)
    if (twin === undefined || like?.twin === undefined) return start
    const others = exchangedLines(twin.drive, drive)
    this.#exchange(twin, others, plus)
    this.#exchange(like.twin, { ...own, ...others }, minus)
    for (const side of ['word', 'bit'] as const)
      combine(start[side], [start[side], plus[side], minus[side]], [1, 1, -1])
    return start
  }

  keep(drive: Drive, { word, bit }: SweptNodes): void {
    const [rows, columns] = this.#size
    if (this.#mostRows === 0) this.restart()
    if (this.#isFirst) this.#begin()
    const read = this.#spare.pop() ?? {
      drive,
      word: new Float64Array(rows * columns),
      bit: new Float64Array(rows * columns),
      exchanged: undefined,
      lines: new Float64Array(rows + columns),
      twin: undefined,
    }
    read.drive = drive
    read.word.set(word)
    read.bit.set(bit)
    takeMiddles(read, this.#size)
    const row = this.#rows.at(-1) ?? []
    row.push(read)
    read.exchanged = exchangedLines(row[0].drive, drive)?.bit
    if (this.#isFirst) this.#alike = this.#mostAlike(read)
    read.twin = this.#isFirst ? twinIn(this.#alike, drive, 0) : this.#twin
  }

  #begin(): void {
    this.#rows.push([])
    if (this.#rows.length > Math.max(1, this.#mostRows)) this.#spare.push(...(this.#rows.shift() ?? []))
  }

  /** The row of another word line in which the same bit lines were read most like in a new row. */
  #mostAlike(first: DoneRead): readonly DoneRead[] {
    let alike: readonly DoneRead[] = []
    let least = Number.POSITIVE_INFINITY
    for (const row of this.#rows) {
      const twin = twinIn(row, first.drive, 0)
      const pair = twin && exchangedLines(twin.drive, first.drive)?.word
      if (twin === undefined || pair === undefined) continue
      const far = distance(twin.lines, first.lines, pair, least)
      if (far >= least) continue
      least = far
      alike = row
    }
    return alike
  }

  /** Of the reads of a row, that whose twin is most like another of the row of its twin. */
  #likest(row: readonly DoneRead[], twin: DoneRead): DoneRead | undefined {
    let likest: DoneRead | undefined
    let least = Number.POSITIVE_INFINITY
    for (const read of row) {
      if (read.twin === undefined) continue
      const pair = exchangedBetween(read.twin, twin, this.#size[0])
      const far = distance(read.twin.lines, twin.lines, pair, least)
      if (far > least) continue
      least = far
      likest = read
    }
    return likest
  }

  /** The nodes of a read with some lines exchanged. */
  #exchange({ word, bit }: DoneRead, lines: ExchangedLines | undefined, nodes: SweptNodes): void {
    nodes.word.set(word)
    nodes.bit.set(bit)
    if (lines !== undefined) exchangeLines(nodes, this.#size, lines)
  }
}

/** Largest difference between the lines of two reads, V, two of them exchanged; one above `enough` where it is more. */
function distance(a: Float64Array, b: Float64Array, pair: readonly [number, number], enough: number): number {
  const [from, to] = pair
  let most = 0
  for (let line = 0; line < a.length && most <= enough; line++) {
    const size = Math.abs(a[line] - b[line === from ? to : line === to ? from : line])
    if (size > most) most = size
  }
  return most
}

/** The bit lines that two reads of a row exchange: each has exchanged one with the selected line of the first. */
function exchangedBetween(a: DoneRead, b: DoneRead, offset: number): readonly [number, number] {
  const [one, other] = [a.exchanged, b.exchanged]
  const [c, d] = one ?? other ?? [0, 0]
  if (one === undefined || other === undefined) return [offset + c, offset + d]
  const [e, f] = other
  return [offset + (c === e || c === f ? d : c), offset + (e === c || e === d ? f : e)]
}

/** The read of a row whose bit lines are driven as in another, its word line not: mostly it came in the same place. */
function twinIn(row: readonly DoneRead[], drive: Drive, place: number): DoneRead | undefined {
  const isTwin = (read: DoneRead): boolean => {
    const lines = exchangedLines(read.drive, drive)
    return lines?.word !== undefined && lines.bit === undefined
  }
  return row.slice(place, place + 1).find(isTwin) ?? row.find(isTwin)
}

function takeMiddles({ word, bit, lines }: DoneRead, [rows, columns]: readonly [number, number]): void {
  for (let i = 0; i < rows; i++) lines[i] = word[i * columns + (columns >> 1)]
  for (let j = 0; j < columns; j++) lines[rows + j] = bit[(rows >> 1) * columns + j]
}
