import { driven, imbalance, move, NotReached, noiseOf, type Stage, through } from './exact-stage.ts'
import { add, divide, multiply, narrow, negate, subtract, type Wide, wide, ZERO } from './wide.ts'
import { zeroMatrix } from './wide-linear.ts'

const MOST_STEPS = 400
const MOST_HALVINGS = 4
const MOST_CORRECTIONS = 8
/** Volts: no step may go further than this many spans of the sources. */
const MOST_SPANS = 64
const SHORTEST = 2 ** -100
/** Imbalance of an answer over the rounding of 31 digits. */
const MOST_LEFT = 1e6

/** Slopes from each unknown node to each other, and to nodes whose voltage is given. */
interface Slopes {
  readonly out: Wide[][]
  readonly leak: Wide[]
}

/**
 * Brings a network to balance where the matrix spans more than 31 digits, or where Newton's method alone goes astray. The elimination
 * adds only numbers of one sign, from slopes between nodes and to what is held, so that each pivot keeps its digits. Where
 * a step is too long or does not lower the sum of the imbalances, each node is given a slope of its own towards
 * where it stands, which a backward Euler step of the flow of charge has.
 * @throws NotReached where the nodes run away or come to nothing
 */
export function follow(stage: Stage, voltage: Wide[]): void {
  const sources = stage.drivers.filter(({ kind }) => kind === 1).map(({ value }) => value)
  const span = Math.max(1, Math.max(0, ...sources) - Math.min(0, ...sources))
  let reach = span
  let close = 0
  for (let iteration = 0; iteration < MOST_STEPS && close < 3; iteration++) {
    const leaving = leavingOf(stage, voltage)
    const slopes = slopesOf(stage, voltage)
    const full = eliminate(slopes, leaving)
    const here = sum(leaving)
    const largest = Math.max(...voltage.map(value => Math.abs(narrow(value))))
    const noise = noiseOf(stage, voltage)
    const arrived = longest(full) <= 1e-12 * largest
    // Voltages that 31 digits do not tell apart may stand anywhere; their currents are right there.
    if (arrived || here <= noise) {
      close++
      if (arrived) take(move(stage, voltage, full, 1))
      continue
    }
    const none = new Array<number>(stage.unknowns).fill(0)
    const tried = longest(full) <= MOST_SPANS * span && shorten(full, none, MOST_HALVINGS, false)
    if (!tried) heldBack()

    function heldBack(): void {
      for (reach = Math.min(span, 16 * reach); reach > SHORTEST * span; reach /= 8) {
        const held = leaving.map(value => Math.abs(narrow(value)) / reach)
        const step = eliminate(withLeaks(slopes, held), leaving)
        if (longest(step) <= MOST_SPANS * span && shorten(step, held, 1, true)) return
      }
      // At the rounding of 31 digits nothing can be told to be better: what is there is the answer.
      if (here > 64 * noise) throw new NotReached('exactSolve: no step lowers the imbalances')
      close = 3
    }

    /**
     * Takes the step or a part of it, corrected until it is that of the flow itself, which never raises the sum of the imbalances.
     * @param held leaks that the step was found with, S
     * @param flat whether the imbalances may stay as large, as long as they draw the nodes on
     */
    function shorten(
      step: readonly Wide[],
      held: readonly number[],
      halvings: number,
      flat: boolean,
    ): boolean {
      const size = longest(step)
      for (let trial = 0, length = 1; trial <= halvings; trial++, length /= 2) {
        let moved = step.map(value => multiply(wide(length), value))
        for (let correction = 0; correction <= MOST_CORRECTIONS; correction++) {
          const there = move(stage, voltage, moved, 1)
          const now = leavingOf(stage, there)
          const falls = sum(now) <= Math.max(noise, (1 - 1e-4 * length) * here)
          const drawn = now.reduce((total, value, k) => total - narrow(value) * narrow(step[k]!), 0) > 0
          if (falls || (flat && sum(now) <= here && drawn)) {
            take(there)
            return true
          }
          const bent = now.map((value, k) =>
            add(
              subtract(value, multiply(wide(1 - length), leaving[k]!)),
              multiply(wide(held[k]!), moved[k]!),
            ),
          )
          const further = eliminate(withLeaks(slopesOf(stage, there), held), bent)
          if (!(longest(further) <= size)) break
          moved = moved.map((value, k) => add(value, further[k]!))
        }
      }
      return false
    }
  }
  // Nodes that run away make steps that are small beside their voltages.
  const left = sum(leavingOf(stage, voltage))
  if (close < 3 || !(left <= MOST_LEFT * noiseOf(stage, voltage)))
    throw new NotReached(`exactSolve: no answer in ${MOST_STEPS} steps`)

  function take(there: readonly Wide[]): void {
    there.forEach((value, node) => {
      voltage[node] = value
    })
  }
}

function withLeaks({ out, leak }: Slopes, held: readonly number[]): Slopes {
  return { out, leak: leak.map((own, k) => add(own, wide(held[k]!))) }
}

/** Current that leaves each unknown node. */
function leavingOf(stage: Stage, voltage: readonly Wide[]): Wide[] {
  const all = imbalance(stage, voltage)
  const leaving = new Array<Wide>(stage.unknowns).fill(ZERO)
  stage.unknown.forEach((place, node) => {
    if (place >= 0) leaving[place] = all[node]!
  })
  return leaving
}

function slopesOf(stage: Stage, voltage: readonly Wide[]): Slopes {
  const out = zeroMatrix(stage.unknowns)
  const leak = new Array<Wide>(stage.unknowns).fill(ZERO)
  const addTo = (a: number, b: number, slope: Wide): void => {
    if (a < 0) return
    if (b < 0) leak[a] = add(leak[a]!, slope)
    else out[a]![b] = add(out[a]![b]!, slope)
  }
  for (const branch of stage.branches) {
    if (branch.from === branch.to) continue
    const [a, b] = [stage.unknown[branch.from]!, stage.unknown[branch.to]!]
    const { fromSlope, toSlope } = through(branch, voltage)
    addTo(a, b, fromSlope)
    addTo(b, a, toSlope)
  }
  for (const driver of stage.drivers) {
    const node = stage.root(driver.node)
    addTo(stage.unknown[node]!, -1, driven(driver, voltage[node]!).slope)
  }
  return { out, leak }
}

/** The step that takes the currents that leave to zero; the slopes are kept. */
function eliminate({ out: given, leak: held }: Slopes, leaving: readonly Wide[]): Wide[] {
  const size = leaving.length
  const out = given.map(row => row.slice())
  const leak = held.slice()
  const right = leaving.map(negate)
  const pivots: Wide[] = []
  for (let p = 0; p < size; p++) {
    const row = out[p]!
    let pivot = leak[p]!
    for (let k = p + 1; k < size; k++) if (row[k]![0] !== 0) pivot = add(pivot, row[k]!)
    pivots.push(pivot)
    // A node that no slope leads away from stays where it is.
    if (!(narrow(pivot) > 0)) continue
    const shares = row.map((slope, k) => (k > p && slope[0] !== 0 ? divide(slope, pivot) : ZERO))
    const away = divide(leak[p]!, pivot)
    for (let k = p + 1; k < size; k++) {
      if (shares[k]![0] !== 0) right[k] = add(right[k]!, multiply(shares[k]!, right[p]!))
      const target = out[k]!
      const slope = target[p]!
      if (slope[0] === 0) continue
      leak[k] = add(leak[k]!, multiply(slope, away))
      for (let l = p + 1; l < size; l++)
        if (l !== k && shares[l]![0] !== 0) target[l] = add(target[l]!, multiply(slope, shares[l]!))
    }
  }
  for (let p = size - 1; p >= 0; p--) {
    if (!(narrow(pivots[p]!) > 0)) {
      right[p] = ZERO
      continue
    }
    let current = right[p]!
    for (let k = p + 1; k < size; k++)
      if (out[k]![p]![0] !== 0) current = add(current, multiply(out[k]![p]!, right[k]!))
    right[p] = divide(current, pivots[p]!)
  }
  return right
}

function sum(leaving: readonly Wide[]): number {
  return narrow(leaving.reduce((total, value) => add(total, value[0] < 0 ? negate(value) : value), ZERO))
}

function longest(step: readonly Wide[]): number {
  let most = 0
  for (const value of step) if (!(Math.abs(narrow(value)) <= most)) most = Math.abs(narrow(value))
  return Number.isNaN(most) ? Number.POSITIVE_INFINITY : most
}
