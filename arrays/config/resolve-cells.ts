import { type ArraySpec, SHORT_CONDUCTANCE } from '../crossbar/array-spec.ts'
import { drawFaults } from '../crossbar/draw-faults.ts'
import type { DeviceModel, StateSpec } from '../devices/model.ts'
import { type ArrayContext, arrayError, keyError } from './array-context.ts'
import type { CellsInput, StuckInput } from './array-file.ts'
import { expectedName } from './did-you-mean.ts'
import type { PlaneInput } from './plane-schema.ts'
import { resolvePlane } from './resolve-plane.ts'

/** Keys of `cells` that are not parameters of the device. */
const RESERVED = ['device', 'state', 'access', 'stuck']

/** Parts of a device that the cells of a file refer to. */
type CellModel = Pick<DeviceModel, 'name' | 'states' | 'parameters'>

/** Devices, their parameters and initial states: the `cells` of an array. */
export interface ResolvedCells<Model extends CellModel> {
  readonly model: Model
  /** In the model's order; N*M values each, or one for all cells. */
  readonly parameters: Float64Array[]
  /** In the model's order; N*M values each. */
  readonly initial: Float64Array[]
}

/**
 * Resolves the cells of an array; what is not given has the model's own value.
 * @throws ConfigError for a parameter or state that does not exist, or a value outside its range
 */
export async function resolveCells<Model extends CellModel>(
  model: Model,
  cells: CellsInput,
  size: readonly [number, number],
  context: ArrayContext,
): Promise<ResolvedCells<Model>> {
  const names = model.parameters.map(spec => spec.name)
  for (const key of Object.keys(cells)) {
    if (RESERVED.includes(key) || names.includes(key)) continue
    throw keyError(
      context,
      ['cells', key],
      expectedName(key, [...names, ...RESERVED]),
      `the unknown key "${key}" of device ${model.name}`,
    )
  }
  const parameters: Float64Array[] = []
  for (const spec of model.parameters) {
    const given = cells[spec.name] as PlaneInput | undefined
    parameters.push(
      given === undefined
        ? Float64Array.of(spec.value)
        : await resolvePlane(given, spec, size, context, ['cells', spec.name]),
    )
  }
  return { model, parameters, initial: await resolveStates(model, cells.state, size, context) }
}

/**
 * Cells that are stuck: N*M values, NaN where a cell works, else its conductance in S; shares of a program stay undrawn until a run
 * draws them with its seed.
 */
export function resolveStuck(
  stuck: StuckInput,
  size: readonly [number, number],
  context: ArrayContext,
  path: readonly PropertyKey[],
): Pick<ArraySpec, 'stuck' | 'faults'> {
  if (!Array.isArray(stuck)) {
    try {
      const drawn = drawFaults(stuck, size)
      return context.programmed === true ? { faults: stuck } : { stuck: drawn }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw arrayError(context, path, 'shares "open" and "short" that are at most 1 together')
    }
  }
  const [rows, columns] = size
  if (stuck.length !== rows) throw arrayError(context, path, `a list of ${rows}, one for each word line`)
  const plane = new Float64Array(rows * columns).fill(Number.NaN)
  stuck.forEach((row, i) => {
    if (row.length !== columns)
      throw arrayError(context, [...path, i], `a list of ${columns}, one for each bit line`)
    row.forEach((fault, j) => {
      if (fault === null) return
      plane[i * columns + j] = fault === 'open' ? 0 : fault === 'short' ? SHORT_CONDUCTANCE : fault
    })
  })
  return { stuck: plane }
}

async function resolveStates(
  model: CellModel,
  given: CellsInput['state'],
  size: readonly [number, number],
  context: ArrayContext,
): Promise<Float64Array[]> {
  const byName = typeof given === 'object' && !Array.isArray(given)
  const names = model.states.map(spec => spec.name)
  if (given !== undefined && !byName && names.length !== 1) {
    const expected =
      names.length === 0 ? `no state: ${model.name} has none` : `a group of ${names.join(', ')}`
    throw arrayError(context, ['cells', 'state'], expected)
  }
  if (byName) {
    for (const key of Object.keys(given)) {
      if (names.includes(key)) continue
      const found = `the unknown state "${key}" of device ${model.name}`
      throw keyError(context, ['cells', 'state', key], expectedName(key, names), found)
    }
  }
  const planes: Float64Array[] = []
  for (const spec of model.states) {
    const input = byName ? given[spec.name] : given
    const path = byName ? ['cells', 'state', spec.name] : ['cells', 'state']
    planes.push(await initialState(spec, input, size, context, path))
  }
  return planes
}

async function initialState(
  spec: StateSpec,
  input: PlaneInput | undefined,
  size: readonly [number, number],
  context: ArrayContext,
  path: readonly PropertyKey[],
): Promise<Float64Array> {
  const count = size[0] * size[1]
  if (input === undefined) return new Float64Array(count).fill(spec.initial)
  const plane = await resolvePlane(input, spec, size, context, path)
  return plane.length === count ? plane : new Float64Array(count).fill(plane[0])
}
