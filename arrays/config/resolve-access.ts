import { accessSpec, gatePlane } from '../access/access-option.ts'
import type { AccessSpec } from '../access/access-spec.ts'
import type { AccessInput } from './access-schema.ts'
import { type ArrayContext, arrayError } from './array-context.ts'
import { resolvePlane } from './resolve-plane.ts'

/**
 * Parameters of the access element of a file, its matrices read.
 * @param path of the element in the array, ["access"]
 * @throws ConfigError for a matrix or list of another size, or values that cannot be
 */
export async function resolveAccess(
  input: AccessInput,
  size: readonly [number, number],
  context: ArrayContext,
  path: readonly PropertyKey[],
): Promise<AccessSpec> {
  if (typeof input === 'string') return accessSpec({ kind: input }, size)
  if (Object.keys(input).length !== 1) {
    const found = `a group of ${Object.keys(input).join(' and ') || 'nothing'}`
    const expected = 'one element: "resistor", "selector", "oneSidedSelector", "diode" or "transistor"'
    throw arrayError(context, path, expected, found)
  }
  if ('resistor' in input) {
    const ohms = await resolvePlane(input.resistor, OHMS, size, context, [...path, 'resistor'])
    return { kind: 'resistor', ohms }
  }
  if ('selector' in input) return { kind: 'selector', ...input.selector }
  if ('oneSidedSelector' in input) return { kind: 'oneSidedSelector', ...input.oneSidedSelector }
  if ('diode' in input) {
    const { breakdown, ...others } = input.diode
    return { kind: 'diode', ...others, ...(breakdown === undefined ? {} : { breakdown }) }
  }
  const { gateVolts, ...others } = input.transistor
  const gates = await resolveGates(gateVolts, size, context, [...path, 'transistor', 'gateVolts'])
  return { kind: 'transistor', ...others, gateVolts: gates }
}

const OHMS = { unit: 'ohm', range: [0, Number.POSITIVE_INFINITY] } as const
const VOLTS = { unit: 'V', range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] } as const

type GateInput = Extract<AccessInput, { transistor: unknown }>['transistor']['gateVolts']

async function resolveGates(
  input: GateInput,
  size: readonly [number, number],
  context: ArrayContext,
  path: readonly PropertyKey[],
): Promise<Float64Array> {
  if (isList(input)) {
    const [rows, columns] = size
    if (input.length !== rows) {
      const found = `a list of ${input.length}`
      const expected = `a number, a list of ${rows} (one for each word line) or a matrix of ${rows} x ${columns}`
      throw arrayError(context, path, expected, found)
    }
    return gatePlane(input, size)
  }
  const volts = await resolvePlane(input, VOLTS, size, context, path)
  return volts.length === 1 ? gatePlane(volts[0], size) : volts
}

function isList(input: GateInput): input is number[] {
  return Array.isArray(input) && input.every(value => typeof value === 'number')
}
