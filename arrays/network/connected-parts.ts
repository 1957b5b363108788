import { SolverError } from '../errors.ts'
import { nameLines, namePart } from './line-names.ts'
import { type LineEnds, type NetworkProblem, VOLTAGE } from './problem.ts'

/**
 * Refuses a network without one answer: a connected part that no voltage or ground holds, or one line of 0 ohm
 * between two 0-ohm sources of different volts.
 * @param conducts whether cell (i, j) at i * columns + j can carry a changing current; asked only where lines float
 * @returns warnings: lines where equal 0-ohm sources share the current
 * @throws SolverError ill-posed or conflicting-sources, naming the lines
 */
export function checkParts(problem: NetworkProblem, conducts: (cell: number) => boolean): string[] {
  const warnings = [...sharedSources(problem, 'word'), ...sharedSources(problem, 'bit')]
  if (!allHeld(problem)) findLooseParts(problem, conducts)
  return warnings
}

function sharedSources(problem: NetworkProblem, side: 'word' | 'bit'): string[] {
  const { rows, columns } = problem
  const [from, to] = side === 'word' ? [problem.left, problem.right] : [problem.top, problem.bottom]
  const wire = side === 'word' ? problem.wordWire : problem.bitWire
  const [lines, length] = side === 'word' ? [rows, columns] : [columns, rows]
  const shared: number[] = []
  for (let line = 0; line < lines; line++) {
    if (!isIdeal(from, line) || !isIdeal(to, line)) continue
    let zero = true
    for (let k = 0; zero && k < length - 1; k++) {
      const at = side === 'word' ? line * (columns - 1) + k : k * columns + line
      zero = (typeof wire === 'number' ? wire : wire[at]) === 0
    }
    if (!zero) continue
    if (from.value[line] !== to.value[line]) {
      throw new SolverError(
        'conflicting-sources',
        `${side} line ${line} has no resistance and is held at ${from.value[line]} V at one end and ${to.value[line]} V at the other, both behind 0 ohm; give a wire or a driver some resistance`,
      )
    }
    shared.push(line)
  }
  if (shared.length === 0) return []
  return [
    `${nameLines(side, shared)}: two 0-ohm sources of the same volts on one 0-ohm line; the current is split evenly`,
  ]
}

function isIdeal(ends: LineEnds, line: number): boolean {
  return ends.kind[line] === VOLTAGE && ends.ohms[line] === 0
}

/** True where every line is whole and has a voltage at one end: then nothing can be loose. */
export function allHeld(problem: NetworkProblem): boolean {
  const { rows, columns, wordWire, bitWire, left, right, top, bottom } = problem
  for (let i = 0; i < rows; i++) if (left.kind[i] !== VOLTAGE && right.kind[i] !== VOLTAGE) return false
  for (let j = 0; j < columns; j++) if (top.kind[j] !== VOLTAGE && bottom.kind[j] !== VOLTAGE) return false
  return !hasBreak(wordWire) && !hasBreak(bitWire)
}

function hasBreak(wire: number | Float64Array): boolean {
  return typeof wire === 'number' ? wire === Infinity : wire.includes(Infinity)
}

/** Joins the pieces of lines (a line is one piece, or more where it is broken) that cells connect. */
function findLooseParts(problem: NetworkProblem, conducts: (cell: number) => boolean): void {
  const { rows, columns, wordWire, bitWire } = problem
  const word = (k: number) => (typeof wordWire === 'number' ? wordWire : wordWire[k])
  const bit = (k: number) => (typeof bitWire === 'number' ? bitWire : bitWire[k])
  const parent: number[] = []
  const held: boolean[] = []
  const lineOf: number[] = []
  /** Pieces that no cell joins to an earlier one yet. */
  let apart = 0
  const addPiece = (line: number, holds: boolean) => {
    apart++
    lineOf.push(line)
    held.push(holds)
    return parent.push(parent.length) - 1
  }
  const root = (piece: number) => {
    let at = piece
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]]
      at = parent[at]
    }
    return at
  }
  // Word pieces are numbered on the way; bit pieces are kept for the row at hand.
  const bitPiece = Int32Array.from({ length: columns }, (_, j) =>
    addPiece(rows + j, problem.top.kind[j] === VOLTAGE),
  )
  for (let i = 0; i < rows; i++) {
    let wordPiece = addPiece(i, problem.left.kind[i] === VOLTAGE)
    for (let j = 0; j < columns; j++) {
      // Where all pieces so far are one, further cells join nothing.
      if (apart > 1 && conducts(i * columns + j)) {
        const a = root(wordPiece)
        const b = root(bitPiece[j])
        if (a !== b) {
          parent[a] = b
          held[b] ||= held[a]
          apart--
        }
      }
      if (j < columns - 1) {
        if (word(i * (columns - 1) + j) === Infinity) wordPiece = addPiece(i, false)
      } else if (problem.right.kind[i] === VOLTAGE) held[root(wordPiece)] = true
      if (i === rows - 1) {
        if (problem.bottom.kind[j] === VOLTAGE) held[root(bitPiece[j])] = true
      } else if (bit(i * columns + j) === Infinity) bitPiece[j] = addPiece(rows + j, false)
    }
  }
  const loose = new Map<number, Set<number>>()
  for (let piece = 0; piece < parent.length; piece++) {
    const part = root(piece)
    if (held[part]) continue
    if (!loose.has(part)) loose.set(part, new Set())
    loose.get(part)!.add(lineOf[piece])
  }
  if (loose.size === 0) return
  const parts = [...loose.values()].map(lines => {
    const sorted = [...lines].sort((a, b) => a - b)
    const words = sorted.filter(line => line < rows)
    const bits = sorted.filter(line => line >= rows).map(line => line - rows)
    return namePart(problem, words, bits)
  })
  throw new SolverError(
    'ill-posed',
    `no voltage or ground holds ${parts.slice(0, 4).join('; nor ')}${parts.length > 4 ? ` (and ${parts.length - 4} parts more)` : ''}: connect a driver or ground to one of these lines, or let a cell conduct`,
  )
}
