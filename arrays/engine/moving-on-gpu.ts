import type { ShaderProgram } from '../../kernels/gpu/gpu.ts'
import { loadOhms } from '../../kernels/gpu/shaders/load-network.ts'
import { lineVoltsOf, loadLines, loadStart } from '../../kernels/gpu/shaders/load-newton.ts'
import { UNFOLLOWED } from '../../kernels/gpu/shaders/moved-states.ts'
import { ENERGIES_AT, ENERGY_PARTS } from '../../kernels/gpu/shaders/moving-power.ts'
import { REPORT_NAMES } from '../../kernels/gpu/shaders/moving-shaders.ts'
import { linesOfLevels } from '../../kernels/gpu/shaders/network-inputs.ts'
import { NEWTON_STATUS } from '../../kernels/gpu/shaders/newton-state.ts'
import { shaderBytes } from '../../kernels/gpu/shaders/shader-plan.ts'
import { bendOf } from '../crossbar/control-bend.ts'
import { growthAfter, type TriedSteps, takeSteps } from '../crossbar/step-together.ts'
import { spanOfSources } from '../network/conducting-cells.ts'
import type { NetworkGrid } from '../network/network-grid.ts'
import { GpuError } from './gpu-error.ts'
import type { HeldDrive, HeldTime, MovingArray, MovingCrossbar } from './moving-crossbar.ts'
import { type MovingPlace, movingPlanOf, type WrittenPlan } from './moving-place.ts'
import { loadValues, siemensOf } from './shader-cells.ts'

/** A last step of a network above this share of its largest voltage is one that float32 cannot settle. */
const SETTLED = 1e-4
const UNDECIDED = 3e-6
/** Siemens of wires over those of cells, above which lines that float are float64's. */
const MOST_APART = 1e10
/** Steps, each a tenth of the one before, in which a cell cannot be followed. */
const MOST_UNFOLLOWED = 4
/** Times that a network is gone on with. */
const MOST_MORE = 30

type Total = { -readonly [part in keyof HeldDrive]: HeldDrive[part] }

const NOTHING_HELD: HeldDrive = {
  seconds: 0,
  steps: 0,
  nextFirst: 0,
  energy: { delivered: 0, cells: 0, wires: 0, drivers: 0 },
  solves: 0,
  newton: 0,
  iterations: 0,
  worst: 0,
}

/** A network that float32 does not settle, or a cell that it does not follow. */
class Unsettled extends Error {}

/**
 * Opens a crossbar of an engine.
 * @returns undefined where the GPU does not hold the array
 */
export function movingOnGpu(place: MovingPlace, array: MovingArray): MovingCrossbar | undefined {
  const { largestArray, largestPlan } = place.facts
  const plan = movingPlanOf(array)
  const { largest, total } = shaderBytes(plan.written.plan)
  return largest <= largestArray && total <= largestPlan ? new MovingOnGpu(array, plan, place) : undefined
}

/** What comes back of a step is how far it is from the one that was predicted, and how good its network is. */
class MovingOnGpu implements MovingCrossbar {
  readonly #array: MovingArray
  readonly #plan: WrittenPlan
  readonly #place: MovingPlace
  readonly #states: readonly Float64Array[]
  /** The states as they were when they stood here and there alike. */
  #alike: readonly Float64Array[] = []
  /** They are newer there. */
  #moved = false
  #memory: ShaderProgram['memory'] = new Map()
  #unitOhms = 0
  /** Ohms of the ends of the lines, and the pace, as they stand there. */
  #ends = ''
  #pace: Float64Array | undefined

  constructor(array: MovingArray, plan: WrittenPlan, place: MovingPlace) {
    this.#array = array
    this.#plan = plan
    this.#place = place
    this.#states = array.equations.columns.slice(0, array.model.states.length)
  }

  get isThere(): boolean {
    return this.#place.isOwnedBy(this) && (this.#moved || this.#isAlike())
  }

  hold(network: NetworkGrid, { seconds, first, tolerance, energy, pace }: HeldTime): HeldDrive {
    this.#load(spanOfSources(network.sources), pace)
    const total: Total = { ...NOTHING_HELD }
    if (!this.#putLines(network)) return total
    const metered = energy ? '-metered' : ''
    let [length, predicted] = [0, 0]
    const run = (name: string): number => this.#settle(name, length, total) / tolerance
    let unfollowed = 0
    const steps: TriedSteps = {
      predict: step => {
        length = step
        predicted = run('predict')
        unfollowed = predicted * tolerance < UNFOLLOWED ? 0 : unfollowed + 1
        if (unfollowed > MOST_UNFOLLOWED) throw new Unsettled()
        return predicted
      },
      correct: () => run('correct'),
      // States that relax bend no control.
      bend: () =>
        this.#array.model.relaxes
          ? 0
          : bendOf(this.#reported('bend'), this.#reported('turn'), this.#reported('volts')),
      take: () => {
        this.#place.run(`take${metered}`)
        this.#moved = true
        if (total.steps === 0) total.nextFirst = length * growthAfter(predicted)
        total.steps++
        total.seconds += length
      },
    }
    try {
      run('hold')
      this.#place.run(`start${metered}`)
      takeSteps(steps, seconds, first)
      total.seconds = seconds
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error
    }
    if (energy && total.steps > 0) total.energy = this.#energy()
    return total
  }

  rest(seconds: number, pace: Float64Array | undefined): boolean {
    this.#load(1, pace)
    this.#setSeconds(seconds)
    this.#place.run('rest')
    if (!this.#array.model.relaxes) {
      if (this.#reported('distance') >= UNFOLLOWED) return false
      this.#place.run('take')
    }
    this.#moved = true
    return true
  }

  bring(): void {
    if (!this.#moved) return
    this.#refuseLost()
    this.#place.run('bring')
    this.#moved = false
    const pairs = this.#memory.get(this.#plan.written.states)!
    let at = 0
    for (const plane of this.#states) {
      for (let k = 0; k < plane.length; k++, at += 2) plane[k] = pairs[at] + pairs[at + 1]
    }
    this.#alike = this.#states.map(plane => plane.slice())
  }

  /** States that moved on a GPU that failed are nowhere. */
  #refuseLost(): void {
    if (!this.#moved || this.#place.isOwnedBy(this)) return
    const { name } = this.#array.model
    throw new GpuError(`the states of a crossbar of ${name} were lost with the GPU; play the program again`)
  }

  #isAlike(): boolean {
    return (
      this.#alike.length > 0 &&
      this.#alike.every((plane, s) => plane.every((value, k) => value === this.#states[s][k]))
    )
  }

  /** Makes sure that the states are there. @param span volts of the drive, for the unit of conductance */
  #load(span: number, pace: Float64Array | undefined): void {
    const { equations, shape } = this.#array
    const { written } = this.#plan
    this.#refuseLost()
    const there = this.isThere
    const program = this.#place.take(this, this.#plan)
    this.#memory = program.memory
    if (!there) {
      this.#unitOhms = 2 ** -Math.floor(Math.log2(siemensOf(equations, span)))
      this.#ends = ''
      this.#pace = undefined
      const values = this.#memory.get(written.newton.values)!
      loadValues(equations, this.#unitOhms, shape.rows * shape.columns, values)
      putPairs(this.#states, this.#memory.get(written.states)!)
      this.#alike = this.#states.map(plane => plane.slice())
      this.#moved = false
      this.#place.run('begin')
    }
    if (there && pace === this.#pace) return
    const paces = this.#memory.get(written.pace)!
    if (pace === undefined) paces.fill(1)
    else paces.set(pace)
    this.#pace = pace
    this.#place.run('pace')
  }

  /** @returns false for lines that float beside wires too good for float32 */
  #putLines({ shape, sources }: NetworkGrid): boolean {
    const { written } = this.#plan
    const { left, right, top, bottom } = shape
    const ends = [left, right, top, bottom].map(ohms => ohms.join()).join(' ')
    if (ends !== this.#ends) {
      if (isLoose(shape) && this.#unitOhms / leastOhms(shape) > MOST_APART) return false
      loadOhms(this.#memory, written.network, linesOfLevels(shape, written.network.levels), this.#unitOhms)
      this.#place.run('ends')
      this.#ends = ends
    }
    const lines = this.#memory.get(written.newton.lines)!
    loadLines(lines, sources, lineVoltsOf(sources), this.#unitOhms)
    return true
  }

  #setSeconds(seconds: number): void {
    this.#memory.get(this.#plan.written.drive)![0] = seconds
  }

  /**
   * Runs a try, and goes on with its network until that is good.
   * @returns the distance of its states from what they were guessed to be
   * @throws Unsettled
   */
  #settle(name: string, seconds: number, total: Total): number {
    const { drive, newton } = this.#plan.written
    this.#memory.get(drive)![0] = seconds
    loadStart(this.#memory.get(newton.newton)!, name === 'hold')
    const value = (of: (typeof REPORT_NAMES)[number]): number => this.#reported(of)
    this.#place.run(name)
    for (let more = 0; more < MOST_MORE && value('status') === 0; more++) this.#place.run('more')
    const worst = value('volts') === 0 ? 0 : value('change') / value('volts')
    total.newton += value('steps')
    total.iterations += value('iterations')
    total.solves++
    const { lost, exhausted } = NEWTON_STATUS
    // The last of steps that become smaller leaves far less than it was; where they no longer do it is what is undecided.
    const most = value('status') === exhausted ? UNDECIDED : SETTLED
    if (value('status') === 0 || value('status') === lost || !(worst <= most)) throw new Unsettled()
    total.worst = Math.max(total.worst, worst)
    return value('distance')
  }

  /** What a try gave back. */
  #reported(of: (typeof REPORT_NAMES)[number]): number {
    return this.#memory.get(this.#plan.written.report)![REPORT_NAMES.indexOf(of)]
  }

  #energy(): HeldDrive['energy'] {
    this.#place.run('energy')
    const found = this.#memory.get(this.#plan.written.energy)!
    const joules = ENERGY_PARTS.map(
      (_, p) => (found[ENERGIES_AT + 2 * p] + found[ENERGIES_AT + 2 * p + 1]) / this.#unitOhms,
    )
    const [delivered, cells, wires, drivers] = joules as [number, number, number, number]
    return { delivered, cells, wires, drivers }
  }
}

function putPairs(planes: readonly Float64Array[], out: Float32Array): void {
  let at = 0
  for (const plane of planes) {
    for (const value of plane) {
      out[at] = value
      out[at + 1] = value - out[at]
      at += 2
    }
  }
}

/** Whether a part of a line may have no driver. */
function isLoose({ wordOhms, bitOhms, left, right, top, bottom }: NetworkGrid['shape']): boolean {
  const open = (near: Float64Array, far: Float64Array) =>
    near.some((ohms, line) => ohms === Infinity && far[line] === Infinity)
  return open(left, right) || open(top, bottom) || wordOhms.includes(Infinity) || bitOhms.includes(Infinity)
}

/** Of the segments that have any. */
function leastOhms({ wordOhms, bitOhms }: NetworkGrid['shape']): number {
  let least = Infinity
  for (const ohms of [wordOhms, bitOhms])
    for (const value of ohms) if (value > 0 && value < least) least = value
  return least
}
