import { compileGatedLaws, compileLaws } from '../compile-laws.ts'
import type { GatedDeviceModel } from '../gated-model.ts'
import type { DeviceModel } from '../model.ts'
import { type LawFinding, pathFindings, rateFindings, type SampledPath } from './law-findings.ts'
import { type SamplePoints, samplePoints } from './sample-points.ts'

export interface CheckedState {
  readonly name: string
  readonly unit: string
  readonly start: number
  /** A relaxation by what drives the device alone, or a circuit of capacitors, is advanced exactly; any other rate is integrated. */
  readonly moves: 'relaxes exactly' | 'follows its circuit exactly' | 'is integrated'
  /** dx/dt in the start states without a drive, 1/s of its unit. */
  readonly rateAtRest: number
}

/** Current and slope of a path in the start states. */
export interface CheckedPoint {
  readonly path: 'current' | 'gate'
  readonly volts: number
  readonly amps: number
  readonly siemens: number
}

export interface DeviceCheck {
  readonly name: string
  readonly title: string
  /** "v", "vg" or "ig". */
  readonly drive: string
  /** Drives that were sampled. */
  readonly range: readonly [number, number]
  readonly drives: number
  readonly valuesOfEachState: number
  readonly states: readonly CheckedState[]
  readonly points: readonly CheckedPoint[]
  readonly findings: readonly LawFinding[]
}

/** Places of the range at which currents are told. */
const TOLD = [0, 0.25, 0.5, 0.75, 1]

/**
 * Looks at the laws of a device over the voltages that were measured and the ranges of its states. Laws are sampled on a grid: a fault
 * between its points is not seen.
 */
export function checkDevice(model: DeviceModel | GatedDeviceModel): DeviceCheck {
  const points = samplePoints(model)
  const gated = 'control' in model
  const laws = gated ? compileGatedLaws(model) : compileLaws(model)
  const columns = model.parameters.map(({ value }) => Float64Array.of(value))
  const starts = model.states.map(({ initial }) => Float64Array.of(initial))
  const drive = gated ? (model.control === 'voltage' ? 'vg' : 'ig') : 'v'
  const paths = pathsOf(model, points)
  const flow = laws.states.flow(columns)
  flow.load(0)
  const rest = new Float64Array(starts.length)
  flow.rates(
    0,
    Float64Array.from(starts, ([x]) => x!),
    rest,
  )
  const stores = !gated && (model.storage !== undefined || model.stored !== undefined)
  return {
    name: model.name,
    title: model.title,
    drive,
    range: points.range,
    drives: points.drives,
    valuesOfEachState: points.perState,
    states: model.states.map(({ name, unit, initial: start, law }, s) => ({
      name,
      unit,
      start,
      moves:
        law.kind === 'relaxation'
          ? 'relaxes exactly'
          : !gated && model.storage !== undefined
            ? 'follows its circuit exactly'
            : 'is integrated',
      rateAtRest: rest[s],
    })),
    points: paths.flatMap(({ path, loop, range }) =>
      TOLD.map(place => {
        const volts = range[0] + place * (range[1] - range[0])
        const [amps, siemens] = [new Float64Array(1), new Float64Array(1)]
        loop(1, Float64Array.of(volts), starts, columns, amps, siemens)
        return { path, volts, amps: amps[0], siemens: siemens[0] }
      }),
    ),
    findings: [
      ...paths.flatMap(path => pathFindings(model, path, points, columns, stores)),
      ...rateFindings(model, drive, points, flow),
    ],
  }
}

/** The channel of a device with a gate is looked at up to its read voltage, to both sides. */
function pathsOf(model: DeviceModel | GatedDeviceModel, { drive, range }: SamplePoints): SampledPath[] {
  if (!('control' in model)) {
    return [{ path: 'current', loop: compileLaws(model).evaluate, name: 'v', volts: drive, range }]
  }
  const { evaluate, gate } = compileGatedLaws(model)
  const read = Math.abs(model.readVolts)
  const [low, high] = range
  const volts = drive.map(value => read * ((2 * (value - low)) / (high - low) - 1))
  const channel: SampledPath = { path: 'current', loop: evaluate, name: 'v', volts, range: [-read, read] }
  if (model.control === 'current') return [channel]
  return [channel, { path: 'gate', loop: gate, name: 'vg', volts: drive, range }]
}
