import { checkOptionKeys, type OptionNames } from './config/check-option-keys.ts'
import type { BiasScheme } from './crossbar/bias/index.ts'
import { ARRAY_OPTIONS, type ArrayOptions, createArraySpec } from './crossbar/create-array-spec.ts'
import { crossbarDrive, type Drive } from './crossbar/drive.ts'
import type { EnergyMeter } from './crossbar/energy-meter.ts'
import { operatingPoint } from './crossbar/operating-point.ts'
import { readArray } from './crossbar/read-array.ts'
import { readMargin } from './crossbar/read-margin.ts'
import { refuseOtherPulses } from './devices/refuse-other-pulses.ts'
import type { ArrayEngine } from './engine/array-engine.ts'
import { OptionError } from './errors.ts'
import type { SolveReport } from './network/problem.ts'
import { asPlane, type Plane, type PlaneLike, planeOf } from './plane.ts'
import { type ArrayRun, createArrayRun, takeDisturbance } from './program/array-run.ts'
import { lineSources } from './program/line-sources.ts'
import { hold, rest } from './program/play-drive.ts'
import { createEventPlayer } from './program/play-events.ts'
import type { Grading } from './program/program.ts'
import { lowerStep, type Step } from './program/step.ts'
import { linesStep } from './program/steps/lines-step.ts'
import { writeStep } from './program/steps/write-step.ts'
import { writtenPulses } from './program/written-pulses.ts'

export interface CrossbarArrayOptions extends ArrayOptions {
  /** A crossbar with its sneak paths (default), or every cell wired alone. */
  readonly network?: 'isolated' | 'crossbar'
  /** Unselected lines, default half. */
  readonly bias?: BiasScheme
  /** Cells that a crossbar writes at a time: one, or those of a row (default). */
  readonly write?: 'cell' | 'row'
  /** Engine that computes, as openEngine gives it; float64 unless given. */
  readonly engine?: ArrayEngine
}

/** Volts of the lines; null leaves a line open. */
export interface LineVoltages {
  readonly word: readonly (number | null)[]
  readonly bit: readonly (number | null)[]
}

/** An operating point. Planes are [word lines, bit lines]; V and A. */
export interface ArrayPoint {
  readonly cellVoltages: Plane
  readonly cellCurrents: Plane
  readonly deviceVoltages: Plane
  readonly wordVoltages: Plane
  readonly bitVoltages: Plane
  readonly report: SolveReport
}

export interface WriteOptions {
  /** Volts of a full pixel. */
  readonly volts: number
  /** Seconds of one pulse. */
  readonly width: number
  readonly pulses?: number
  /** Seconds at 0 V after each pulse. */
  readonly interval?: number
  readonly graded?: Grading
}

export interface ReadVoltages {
  /** Default: the read voltage of the device's paper. */
  readonly volts?: number
  readonly by?: 'cell' | 'row'
  readonly bias?: BiasScheme
}

/** An array with state, for studies of one's own. Planes are copies, [word lines, bit lines]. */
export interface CrossbarArray {
  readonly size: readonly [number, number]
  /** Seconds since the array was made. */
  readonly time: number
  readonly energy: EnergyMeter
  /** A state by its name. */
  state(name: string): Plane
  setState(name: string, value: PlaneLike): void
  /** Conductance of each device alone at the read voltage of its paper, S. */
  conductance(): Plane
  /** Solves the crossbar at fixed states. */
  solve(lines: LineVoltages): ArrayPoint
  /** Holds line voltages for `seconds`. */
  apply(lines: LineVoltages, seconds: number): void
  /** Leaves all driven ends at 0 V for `seconds`. */
  rest(seconds: number): void
  /** Writes levels from 0 to 1 as a scenario's write step does; gives the disturbance of the other cells (NaN where addressed). */
  write(levels: PlaneLike, options: WriteOptions): Plane
  /** Reads all cells without changing them. */
  read(options?: ReadVoltages): {
    readonly senseCurrents: Plane
    readonly cellCurrents: Plane
    readonly sneakShares: Plane
  }
  /** (I_low - I_high)/I_low of every cell in the worst background. */
  readMargin(options?: ReadVoltages): Plane
}

const NAMES: OptionNames<Required<CrossbarArrayOptions>> = {
  ...ARRAY_OPTIONS,
  network: true,
  bias: true,
  write: true,
  engine: true,
}
const LINE_NAMES: OptionNames<Required<LineVoltages>> = {
  word: true,
  bit: true,
}
const WRITE_NAMES: OptionNames<Required<WriteOptions>> = {
  volts: true,
  width: true,
  pulses: true,
  interval: true,
  graded: true,
}
const READ_NAMES: OptionNames<Required<ReadVoltages>> = {
  volts: true,
  by: true,
  bias: true,
}

/**
 * Makes an array of devices.
 * @throws RangeError for options that cannot be
 */
export function createCrossbarArray(options: CrossbarArrayOptions): CrossbarArray {
  checkOptionKeys('createCrossbarArray', options, NAMES)
  const { network = 'crossbar', bias = 'half', write = 'row', engine, ...array } = options
  const plain = createArraySpec(array)
  const spec = engine === undefined ? plain : { ...plain, engine }
  const run: ArrayRun = createArrayRun(spec, { network, bias, write })
  const { size } = spec
  const plane = (data: Float64Array): Plane => planeOf(data, size)
  const stateIndex = (name: string): number => {
    const names = spec.model.states.map(state => state.name)
    if (!names.includes(name))
      throw new OptionError(spec.model.name, `state "${name}"`, `one of ${names.join(', ')}`)
    return names.indexOf(name)
  }
  const readOptions = (call: string, given: ReadVoltages = {}) => {
    checkOptionKeys(call, given, READ_NAMES)
    return {
      network,
      bias: given.bias ?? bias,
      volts: readVolts(given.volts ?? spec.model.readVolts),
      by: given.by ?? ('cell' as const),
    }
  }
  const driveOf = (call: string, lines: LineVoltages): Drive & { kind: 'crossbar' } => {
    checkOptionKeys(call, lines, LINE_NAMES)
    const word = lineVolts(lines.word, size[0], 'word')
    const bit = lineVolts(lines.bit, size[1], 'bit')
    return crossbarDrive(spec, { word, bit }, new Uint8Array(size[0]).fill(1)) as Drive & { kind: 'crossbar' }
  }
  const refuseStep = (call: string, step: Step): void => {
    const { pulses } = spec.model
    if (pulses !== undefined) refuseOtherPulses(spec.model, writtenPulses(step, pulses), { file: call })
  }
  return {
    size,
    get time() {
      return run.time
    },
    energy: run.meter,
    state: name => plane(run.states[stateIndex(name)].slice()),
    setState(name, value) {
      run.states[stateIndex(name)].set(asPlane(value, size, name).data)
    },
    conductance: () => plane(run.array.probe(run.states)),
    solve(lines) {
      const point = operatingPoint(spec, driveOf('solve', lines), run.states, { recorder: run.recorder })
      const solution = point.solution!
      return {
        cellVoltages: plane(point.cellVolts),
        cellCurrents: plane(point.cellCurrents),
        deviceVoltages: plane(point.deviceVolts),
        wordVoltages: plane(solution.wordVoltages),
        bitVoltages: plane(solution.bitVoltages),
        report: solution.report,
      }
    },
    apply(lines, seconds) {
      const drive = driveOf('apply', lines)
      atLeastZero('apply', 'seconds', seconds)
      const sources = {
        word: lineSources(lineVolts(lines.word, size[0], 'word'), 'V'),
        bit: lineSources(lineVolts(lines.bit, size[1], 'bit'), 'V'),
      }
      const rows = [{ seconds, from: sources, to: sources, goesOn: false }]
      refuseStep('apply', linesStep({ kind: 'apply', label: '', frame: false, rows }))
      hold(run, drive, seconds)
    },
    rest: seconds => rest(run, atLeastZero('rest', 'seconds', seconds)),
    write(levels, given) {
      checkOptionKeys('write', given, WRITE_NAMES)
      const { volts, width, pulses = 1, interval = 0, graded = 'none' } = given
      finite('write', 'volts', volts)
      atLeastZero('write', 'width', width)
      atLeastZero('write', 'interval', interval)
      if (!Number.isInteger(pulses) || pulses < 1)
        throw new OptionError('write', String(pulses), 'a whole number from 1', 'pulses')
      const targets = [{ levels: levelsOf(levels, size), amplitude: volts }]
      const step = writeStep({ label: '', targets, width, interval, pulses, graded, frame: false })
      refuseStep('write', step)
      const player = createEventPlayer(run)
      for (const event of lowerStep(step, run.array)) player.play(event)
      return plane(takeDisturbance(run).disturbance!)
    },
    read(given) {
      const report = readArray(spec, run.states, readOptions('read', given))
      return {
        senseCurrents: plane(report.senseCurrents),
        cellCurrents: plane(report.cellCurrents),
        sneakShares: plane(report.sneakShares),
      }
    },
    readMargin: given => plane(readMargin(spec, run.states, readOptions('readMargin', given))),
  }
}

function finite(call: string, name: string, value: number): number {
  if (!Number.isFinite(value)) throw new OptionError(call, String(value), 'a finite number', name)
  return value
}

function atLeastZero(call: string, name: string, value: number): number {
  if (!(finite(call, name, value) >= 0)) throw new OptionError(call, String(value), 'at least 0', name)
  return value
}

function readVolts(volts: number): number {
  if (finite('read', 'volts', volts) === 0) throw new OptionError('read', '0', 'another voltage', 'volts')
  return volts
}

/** Levels from 0 to 1 for every cell. */
function levelsOf(levels: PlaneLike, size: readonly [number, number]): Float64Array {
  const { data } = asPlane(levels, size, 'levels')
  const wrong = data.find(level => !(level >= 0 && level <= 1))
  if (wrong !== undefined) throw new OptionError('write', `level ${wrong}`, '0 to 1')
  return data
}

function lineVolts(volts: readonly (number | null)[], lines: number, name: string): Float64Array {
  if (volts.length !== lines)
    throw new OptionError(`${name} volts`, `${volts.length} values`, `${lines}, one for each ${name} line`)
  return Float64Array.from(volts, v => v ?? Number.NaN)
}
