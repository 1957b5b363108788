import { type Balance, isFinitePlane } from './balance.ts'
import type { GroundedCells } from './grounded-cells.ts'
import type { SoftPart } from './soft-parts.ts'

/** How far from where they stand potentials are looked at, over the largest voltage. */
const REACH = 16
const BISECTIONS = 60
/** Parts that lean on each other are moved in turn, until none goes further by more than this share of its way. */
const MOST_ROUNDS = 40
const AT_REST = 1e-3

export interface RangeOptions {
  /** Of the cells, V. */
  readonly volts: Float64Array
  /** Largest voltage. */
  readonly scale: number
  /** Rounding of a current, as a share of it. */
  readonly share: number
  /** Net currents into the nodes that the solver left, A. */
  readonly left: { readonly word: Float64Array; readonly bit: Float64Array }
  readonly grounded: GroundedCells | undefined
}

/** Volts from where a part stands; -Infinity and Infinity where nothing holds it. */
export interface PartRange {
  readonly down: number
  readonly up: number
}

/**
 * How far parts may be shifted, each as a whole, until their net currents are more than rounding. A part goes further where
 * those beside it go too, so that all are moved together: the currents out of a part rise with its own potential and fall with
 * those of the others.
 */
export function rangesOf(parts: readonly SoftPart[], balance: Balance, options: RangeOptions): PartRange[] {
  const { volts, scale, share, left, grounded } = options
  const count = volts.length
  const shifts = new Float64Array(parts.length)
  const shifted = volts.slice()
  const lines = grounded === undefined ? undefined : lineVolts(balance, grounded)
  const held = lines?.slice()
  if (held !== undefined) grounded!.element.hold(held)
  const current = new Float64Array(count)
  const slope = new Float64Array(count)

  /** Current out of a part where it is shifted so far, and the sizes of its currents, A. */
  function outflow(part: number, shift: number): { readonly sum: number; readonly size: number } {
    shifts[part] = shift
    shifted.set(volts)
    held?.set(lines!)
    parts.forEach(({ border }, index) => {
      for (const [cell, sign] of border) {
        shifted[cell] += sign * shifts[index]
        // The end of an element that belongs to the part moves with it.
        if (held !== undefined && sign > 0 === (grounded!.element.side === 'word'))
          held[cell] += shifts[index]
      }
    })
    balance.laws.evaluate(shifted, current, slope)
    if (!isFinitePlane(current, slope)) return { sum: Math.sign(shift) * Infinity, size: 0 }
    let [sum, size] = [0, 0]
    for (const [cell, sign] of parts[part].border) {
      sum += sign * current[cell]
      size += Math.abs(current[cell])
    }
    return { sum, size }
  }

  const here = parts.map((_, part) => outflow(part, 0))
  // Where the solver left more than rounding, the balance lies as far on the other side of it.
  const unbalanced = parts.map(({ nodes }) =>
    Math.abs(nodes.reduce((sum, node) => sum + (node < count ? left.word[node] : left.bit[node - count]), 0)),
  )

  function edge(part: number, direction: 1 | -1): number {
    const balanced = (shift: number): boolean => {
      const there = outflow(part, shift)
      const rounding = share * Math.max(here[part].size, there.size)
      return direction * (there.sum - here[part].sum) <= rounding + 2 * unbalanced[part]
    }
    let [inside, outside] = [0, direction * REACH * scale]
    if (balanced(outside)) return outside
    for (let step = 0; step < BISECTIONS; step++) {
      const middle = (inside + outside) / 2
      if (balanced(middle)) inside = middle
      else outside = middle
    }
    return inside
  }

  function edges(direction: 1 | -1): number[] {
    shifts.fill(0)
    for (let round = 0; round < MOST_ROUNDS; round++) {
      let rests = true
      for (let part = 0; part < parts.length; part++) {
        const before = shifts[part]
        const now = edge(part, direction)
        shifts[part] = now
        if (!(Math.abs(now - before) <= AT_REST * Math.abs(now))) rests = false
      }
      if (rests || parts.length === 1) break
    }
    return Array.from(shifts, shift => (Math.abs(shift) === REACH * scale ? direction * Infinity : shift))
  }

  const [down, up] = [edges(-1), edges(1)]
  return parts.map((_, part) => ({ down: down[part], up: up[part] }))
}

/** Volts of the lines that the elements stand at, against ground. */
export function lineVolts({ planes: { nodes } }: Balance, { element }: GroundedCells): Float64Array {
  const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
  return element.side === 'word'
    ? wordReference.map((volts, k) => volts + wordDeviation[k])
    : bitReference.map((volts, k) => volts + bitDeviation[k])
}
