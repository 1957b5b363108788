import { float32Laws } from '../devices/float32-laws.ts'
import type { DeviceModel, StateSpec } from '../devices/model.ts'
import { noiseColumn } from '../devices/read-parameters.ts'
import { solveUnknown } from '../devices/solve-unknown.ts'
import { evaluateLaw } from '../law/evaluate-law.ts'

const obstacles = new WeakMap<DeviceModel, string | undefined>()

/** Why shaders cannot move whole arrays of a device, in the words of an error; undefined where they can. */
export function gpuObstacle(model: DeviceModel): string | undefined {
  if (!obstacles.has(model)) obstacles.set(model, obstacleOf(model))
  return obstacles.get(model)
}

function obstacleOf(model: DeviceModel): string | undefined {
  const { name, unknown } = model
  if (unknown !== undefined && model.returnsCharge === true) {
    return `${name}, whose ${unknown.name} is solved inside the cell and which returns charge`
  }
  if (!float32Laws(model).holds) return `${name}, whose laws float32 does not hold`
  if (noiseColumn(model) >= 0) return `${name}, which draws a number for each pulse`
  if (model.states.some(state => freezes(model, state))) {
    return `${name}, whose state stands still at an end of its range under any voltage and comes back from near it by digits that float32 does not have`
  }
  return undefined
}

/** Whether a state that is integrated stands still at an end of its range whatever the voltage, while it moves elsewhere. */
function freezes(model: DeviceModel, { name, range, law }: StateSpec): boolean {
  if (law.kind !== 'rate' || model.storage !== undefined) return false
  const initial = Object.fromEntries([
    ...model.states.map(state => [state.name, state.initial]),
    ...model.parameters.map(({ name, value }) => [name, value]),
  ])
  const volts = model.validVolts.flatMap(v => [0.5 * v, v, 2 * v, 4 * v])
  const rateAt = (at: number, v: number): number => {
    const point = { ...initial, [name]: at, v }
    const { unknown } = model
    return evaluateLaw(
      law.rate,
      unknown === undefined ? point : { ...point, [unknown.name]: solveUnknown(unknown, point) },
    )
  }
  const rates = (at: number): number[] => volts.map(v => rateAt(at, v))
  const [low, high] = range
  if (!Number.isFinite(high - low)) return false
  const moves = rates((low + high) / 2).some(rate => rate !== 0)
  return moves && range.some(end => rates(end).every(rate => rate === 0))
}

/** The same for kernels of gpu.js, which move states that relax and those of circuits. */
export function kernelObstacle(model: DeviceModel): string | undefined {
  const { name, relaxes, storage, unknown } = model
  if (!relaxes && storage === undefined) return `${name}, whose states do not relax at a constant voltage`
  if (unknown !== undefined) return `${name}, whose ${unknown.name} is solved inside the cell`
  return gpuObstacle(model)
}
