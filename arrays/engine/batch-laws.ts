import type { BatchLaw, BatchLaws } from '../../kernels/gpu/shaders/batch-cells.ts'
import { rangeWidth } from '../../kernels/range-width.ts'
import { float32Laws } from '../devices/float32-laws.ts'
import type { DeviceModel } from '../devices/model.ts'
import { shaderDialect } from '../law/law-dialect.ts'
import { type LawNode, numberNode } from '../law/law-node.ts'
import { operate } from '../law/operate.ts'
import { shaderUnknown } from '../law/shader-unknown.ts'
import { namesOf } from '../law/walk-law.ts'
import { currentAtRest, keyOf, movingLaws, nameIn, writeFor } from './kernel-laws.ts'

type DeviceText = Pick<BatchLaws, 'key' | 'functions' | 'current' | 'read' | 'states' | 'charge' | 'flow'>

const written = new WeakMap<DeviceModel, DeviceText>()

/**
 * The laws of a device in WGSL: of its states rate and target where they relax, what charges the capacitors of a circuit, or their flow.
 * @param smallest share of the range of a state below which its changes are measured against that share
 */
export function batchLaws(model: DeviceModel, smallest: number): DeviceText {
  const known = written.get(model)
  if (known !== undefined) return known
  const { storage, relaxes } = model
  const { current, slope, unknown, states, slopes } = float32Laws(model)
  const solved = unknown === undefined ? undefined : shaderUnknown(unknown, nameIn(model), 'device')
  const write = (laws: readonly LawNode[]): BatchLaw => {
    const { statements, results } = writeFor(model, laws, { dialect: shaderDialect })
    if (solved === undefined || !namesOf(...laws).has(unknown!.name)) return { statements, results }
    return { statements: `let unknown = ${solved.call};\n${statements}`, results }
  }
  const flows = storage === undefined && !relaxes
  const inner = unknown === undefined ? [] : [unknown.equation, ...unknown.between]
  const made: DeviceText = {
    key: keyOf(model, [...(storage === undefined ? states : movingLaws(model)).flat(), current, ...inner]),
    ...(solved === undefined ? {} : { functions: solved.functions }),
    current: write([current, slope]),
    ...(model.returnsCharge === true
      ? { read: write([operate('-', current, currentAtRest(model)), slope]) }
      : {}),
    states: model.states.map(({ range }, s) => ({
      ...write(storage === undefined && relaxes ? states[s] : []),
      floor: smallest * rangeWidth(range),
      range,
    })),
    ...(flows ? { flow: { rates: write(states.flat()), slopes: write(slopes) } } : {}),
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
