import { nameOf } from '../../kernels/gpu/definition-order.ts'
import type { DeviceLaws, KernelLaw, StateLaws } from '../../kernels/gpu/law-plans.ts'
import { lawText } from '../../kernels/gpu/law-text.ts'
import {
  hyperbolicSineFrom,
  hyperbolicTangent,
  inverseHyperbolicSine,
  oneMinusExp,
  signOf,
} from '../../kernels/scalar.ts'
import { controlName } from '../devices/compile-laws.ts'
import type { GatedDeviceModel } from '../devices/gated-model.ts'
import type { DeviceModel } from '../devices/model.ts'
import { OptionError } from '../errors.ts'
import { deviceDialect, type LawDialect } from '../law/law-dialect.ts'
import { identityOf, type LawNode, numberNode } from '../law/law-node.ts'
import { substitute } from '../law/substitute.ts'
import { writeLaws } from '../law/write-law.ts'

const FUNCTIONS = [hyperbolicTangent, hyperbolicSineFrom, inverseHyperbolicSine, signOf, oneMinusExp]
const kernelDialect = deviceDialect({
  sinhFrom: nameOf(hyperbolicSineFrom),
  oneMinusExp: nameOf(oneMinusExp),
  hyperbolicTangent: nameOf(hyperbolicTangent),
  inverseHyperbolicSine: nameOf(inverseHyperbolicSine),
  signOf: nameOf(signOf),
})

const written = new WeakMap<DeviceModel | GatedDeviceModel, StateLaws>()
const whole = new WeakMap<DeviceModel, DeviceLaws>()

/** Whether the kernels compute the states of a device: those that relax, and those of circuits. */
function movesOnDevice(model: DeviceModel | GatedDeviceModel): boolean {
  return model.relaxes || ('storage' in model && model.storage !== undefined)
}

/**
 * The laws that move the states of a device, as statements of its kernels.
 * @throws RangeError for a device whose states neither relax nor are those of a circuit
 */
export function stateLaws(model: DeviceModel | GatedDeviceModel): StateLaws {
  const known = written.get(model)
  if (known !== undefined) return known
  const laws = movingLaws(model)
  const states = laws.map(pair => writeFor(model, pair))
  const made: StateLaws = {
    name: model.name,
    key: keyOf(model, laws.flat()),
    states,
    storesCharge: 'storage' in model && model.storage !== undefined,
    parameters: model.parameters.length,
    functions: calledIn(states),
  }
  written.set(model, made)
  return made
}

/**
 * The same with current and slope.
 * @throws RangeError for a device with an unknown that is solved inside the cell
 */
export function deviceLaws(model: DeviceModel): DeviceLaws {
  const known = whole.get(model)
  if (known !== undefined) return known
  if (model.unknown !== undefined) {
    throw new OptionError(
      'deviceLaws',
      `${model.name}, whose ${model.unknown.name} is solved inside the cell`,
      'laws without an unknown',
    )
  }
  const moving = movesOnDevice(model) ? stateLaws(model) : undefined
  const current = writeFor(model, [model.current])
  const slope = writeFor(model, [model.slope])
  const rest =
    model.returnsCharge === true ? { rest: writeFor(model, [currentAtRest(model)], { mark: 'r' }) } : {}
  const states = moving?.states ?? model.states.map(() => ({ statements: '', results: [] }))
  const made: DeviceLaws = {
    name: model.name,
    key: [moving?.key ?? '', keyOf(model, [model.current])].join('/'),
    states,
    storesCharge: moving?.storesCharge ?? false,
    parameters: model.parameters.length,
    functions: calledIn([...states, current, slope, ...Object.values(rest)]),
    current,
    slope,
    ...rest,
  }
  whole.set(model, made)
  return made
}

/** What flows at 0 V, A: of cells that return charge. */
export function currentAtRest({ current }: DeviceModel): LawNode {
  return substitute(current, new Map([['v', numberNode(0)]]))
}

/** Different for different laws, and for the same laws of names in another order, which are other inputs of a kernel. */
export function keyOf(model: DeviceModel | GatedDeviceModel, laws: readonly LawNode[]): string {
  const names = [...model.states, ...model.parameters].map(({ name }) => name)
  return [...laws.map(identityOf), controlName(model), ...names].join(',')
}

/** The laws that move each state: rate and target, or of devices that store charge rate and farads. */
export function movingLaws(model: DeviceModel | GatedDeviceModel): LawNode[][] {
  if ('storage' in model && model.storage !== undefined) {
    const { farads, rates } = model.storage
    return rates.map((rate, k) => [rate, farads[k]])
  }
  return model.states.map(({ law }) => {
    if (law.kind === 'relaxation') return [law.rate, law.target]
    throw new OptionError('stateLaws', `a state of ${model.name} that does not relax`, 'one that does')
  })
}

/**
 * Laws as statements and expressions.
 * @param options.mark keeps the variables of statements apart that stand in one kernel
 */
export function writeFor(
  model: DeviceModel | GatedDeviceModel,
  laws: readonly LawNode[],
  { dialect = kernelDialect, mark = '' }: { readonly dialect?: LawDialect; readonly mark?: string } = {},
): KernelLaw {
  const name = nameIn(model)
  const { before, body, results } = writeLaws(laws, { dialect, name, isUniform: () => false, mark })
  return { statements: `${before}\n${body}`, results }
}

/** The text of a name in the laws of a device: `v`, x0, p0, and `unknown` where that is solved before. */
export function nameIn(model: DeviceModel | GatedDeviceModel): (of: string) => string {
  const control = controlName(model)
  return of => {
    if (of === control || of === 'v') return 'v'
    if (of === model.unknown?.name) return 'unknown'
    const state = model.states.findIndex(spec => spec.name === of)
    return state >= 0 ? `x${state}` : `p${model.parameters.findIndex(spec => spec.name === of)}`
  }
}

function calledIn(laws: readonly KernelLaw[]): typeof FUNCTIONS {
  let text = laws.map(({ statements, results }) => `${statements} ${results.join(' ')}`).join(' ')
  const called: typeof FUNCTIONS = []
  // Callers stand before what they call.
  for (const one of FUNCTIONS) {
    if (!new RegExp(`\\b${nameOf(one)}\\(`).test(text)) continue
    called.push(one)
    text += lawText(one)
  }
  return called
}
