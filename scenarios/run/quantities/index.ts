import type { GatedDeviceModel } from '../../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import type { AnyRun } from '../../../arrays/program/array-run.ts'
import type { Frame } from '../../../arrays/program/program.ts'
import type { ScenarioFile } from '../../file/scenario-file.ts'
import { cellPower } from './cell-power.ts'
import { KEPT_IN_FRAMES } from './kept-in-frames.ts'
import type { OutputQuantity, QuantityInfo } from './output-quantity.ts'
import { readMarginQuantity } from './read-margin.ts'

/** Quantities that a scenario can ask for, beside the states of its device. A new quantity is a file here and its line in this list. */
const QUANTITIES: readonly OutputQuantity[] = [...KEPT_IN_FRAMES, readMarginQuantity, cellPower]

/** The quantities that a scenario with this device can keep. */
export function quantitiesOf(model: DeviceModel | GatedDeviceModel): Record<string, QuantityInfo> {
  const without = 'channel' in model ? 'two-terminal' : 'three-terminal'
  const own = QUANTITIES.filter(({ of }) => of !== without).map(({ name, unit, title, domain }) => [
    name,
    { unit, title, ...(domain === undefined ? {} : { domain }) },
  ])
  const states = model.states.map(state => [
    `state-${state.name}`,
    { unit: state.unit === '1' ? '' : state.unit, title: `State ${state.name}: ${state.meaning}` },
  ])
  return Object.fromEntries([...own, ...states])
}

/** The frames of a run with the quantities that are derived from them, as far as they are wanted. */
export function withDerived(
  run: AnyRun,
  file: Pick<ScenarioFile, 'network' | 'bias' | 'outputs'>,
): readonly Frame[] {
  const wanted = QUANTITIES.filter(({ name, derive }) => derive !== undefined && file.outputs.includes(name))
  if (wanted.length === 0) return run.frames
  return run.frames.map((frame, k) => {
    const context = { run, last: k === run.frames.length - 1, file }
    const own = wanted.flatMap(({ name, derive }): [string, Float64Array][] => {
      const plane = derive?.(frame, context)
      return plane === undefined ? [] : [[name, plane]]
    })
    return { ...frame, quantities: { ...frame.quantities, ...Object.fromEntries(own) } }
  })
}
