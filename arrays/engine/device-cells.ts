import { cellPlan } from '../../kernels/gpu/law-plans.ts'
import { type CompiledLaws, compileLaws } from '../devices/compile-laws.ts'
import type { DeviceModel } from '../devices/model.ts'
import type { EngineCells } from './array-engine.ts'
import type { PlanCache } from './plan-cache.ts'

/** Fewer cells are evaluated faster here than on the way to a device and back. */
const LEAST_CELLS = 4096

/** The laws of a device with nothing in place of the slope. */
const currentLaws = new WeakMap<DeviceModel, CompiledLaws>()

/**
 * Currents in float64 here, slopes in float32 on a device: a slope only steers Newton's method, a current decides the
 * answer. Where a slope leaves float32 it is computed here.
 * @returns false where there are too few cells; nothing is set then
 */
export function deviceCells(
  cache: PlanCache,
  cells: EngineCells,
  volts: Float64Array,
  current: Float64Array,
  slope: Float64Array,
): boolean {
  const { model, size, states, parameters } = cells
  const [rows, columns] = size
  const count = rows * columns
  if (model.linear || count < LEAST_CELLS) return false
  currentsOnly(model).evaluate(count, volts, states, parameters, current, slope)
  const varying = parameters.flatMap((values, k) => (values.length > 1 ? [k] : []))
  const key = `cells ${model.name} ${rows} ${columns} ${varying.join(' ')}`
  const program = cache.program(key, () => cellPlan(model, { rows, columns, arrays: 1, varying }))
  const [voltsIn, single, planes, statesIn] = program.inputs as Float32Array[]
  voltsIn.set(volts)
  parameters.forEach((values, k) => {
    single[k] = values[0]
  })
  varying.forEach((parameter, k) => {
    planes.set(parameters[parameter], k * count)
  })
  states.forEach((state, k) => {
    statesIn.set(state, k * count)
  })
  const largest = current.reduce((most, amps) => Math.max(most, Math.abs(amps)), 0)
  const unit = largest > 0 && largest < Infinity ? largest : 1
  cache.run(program, 1 / unit)
  const [found] = program.results
  for (let k = 0; k < count; k++) {
    slope[k] = Number.isFinite(found[k]) ? found[k] * unit : oneSlope(cells, volts, k)
  }
  return true
}

function currentsOnly(model: DeviceModel): CompiledLaws {
  const known = currentLaws.get(model)
  if (known !== undefined) return known
  const laws = compileLaws({ ...model, slope: noSlope })
  currentLaws.set(model, laws)
  return laws
}

function noSlope(): number {
  return 0
}

function oneSlope({ model, states, parameters }: EngineCells, volts: Float64Array, k: number): number {
  return model.slope(
    volts[k],
    ...states.map(state => state[k]),
    ...parameters.map(values => values[values.length === 1 ? 0 : k]),
  )
}
