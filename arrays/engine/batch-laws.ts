import type { BatchLaws } from '../../kernels/gpu/shaders/batch-cells.ts'
import type { DeviceModel } from '../devices/model.ts'
import { shaderDialect } from '../law/law-dialect.ts'
import { type LawNode, numberNode } from '../law/law-node.ts'
import { operate } from '../law/operate.ts'
import { currentAtRest, keyOf, movingLaws, writeFor } from './kernel-laws.ts'

type DeviceText = Pick<BatchLaws, 'key' | 'current' | 'read' | 'states' | 'charge'>

const written = new WeakMap<DeviceModel, DeviceText>()

/**
 * The laws of a device whose states relax or are those of a circuit, in WGSL.
 * @param smallest share of the range of a state below which its changes are measured against that share
 * @throws RangeError for a device of other states
 */
export function batchLaws(model: DeviceModel, smallest: number): DeviceText {
  const known = written.get(model)
  if (known !== undefined) return known
  const write = (laws: readonly LawNode[]) => writeFor(model, laws, { dialect: shaderDialect })
  const { current, slope, storage } = model
  const moving = movingLaws(model)
  const made: DeviceText = {
    key: keyOf(model, [...moving.flat(), current]),
    current: write([current, slope]),
    ...(model.returnsCharge === true
      ? { read: write([operate('-', current, currentAtRest(model)), slope]) }
      : {}),
    states: model.states.map(({ range }, s) => {
      const [low, high] = range
      const floor = smallest * (Number.isFinite(high - low) ? high - low : 1)
      return { ...write(storage === undefined ? moving[s] : []), floor, range }
    }),
    ...(storage === undefined
      ? {}
      : {
          charge: write([
            storage.series,
            storage.shunt,
            ...storage.farads.flatMap((farads, s) => [inverseOf(farads), storage.rates[s]]),
          ]),
        }),
  }
  written.set(model, made)
  return made
}

/** Without a quotient that is infinite where its inverse is 0. */
function inverseOf(law: LawNode): LawNode {
  if (law.kind !== 'operation' || law.operation !== '/') return operate('/', numberNode(1), law)
  return operate('/', law.operands[1], law.operands[0])
}
