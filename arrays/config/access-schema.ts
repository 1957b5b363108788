import * as z from 'zod'
import { ACCESS_DEFAULTS, ACCESS_NAMES, type AccessName } from '../access/access-defaults.ts'
import type { Diodes } from '../access/diode.ts'
import type { OneSidedSelectors } from '../access/one-sided-selector.ts'
import type { Transistors } from '../access/transistor.ts'
import { listOf } from './list-of.ts'
import { type PlaneInput, plane } from './plane-schema.ts'
import { type QuantitySchema, quantity, volts } from './quantity-schemas.ts'

/** As it stands in a file: SI numbers and defaults once validated, planes as they were written. */
export type AccessInput =
  | AccessName
  | { readonly resistor: PlaneInput }
  | { readonly selector: { readonly saturation: number; readonly scale: number } }
  | { readonly oneSidedSelector: OneSidedSelectors }
  | { readonly diode: Omit<Diodes, 'breakdown'> & { readonly breakdown?: number | undefined } }
  | {
      readonly transistor: Omit<Transistors, 'gateVolts'> & {
        /** A list has one for each word line. */
        readonly gateVolts: PlaneInput | number[]
      }
    }

const { selector, oneSidedSelector, diode, transistor } = ACCESS_DEFAULTS

const positive = (unit: string): QuantitySchema => quantity(unit, { above: 0 })

const towards = z
  .enum(['bit', 'word'])
  .describe('Line that the current flows to in the direction that conducts')

const selectorInput = z.strictObject({
  saturation: positive('A').default(selector.saturation),
  scale: positive('V').default(selector.scale),
})

const oneSidedInput = z.strictObject({
  saturation: positive('A').default(oneSidedSelector.saturation),
  scale: positive('V').default(oneSidedSelector.scale),
  leakage: positive('A')
    .default(oneSidedSelector.leakage)
    .describe('Largest current in the blocked direction, A'),
  towards: towards.default(oneSidedSelector.towards),
})

const diodeInput = z.strictObject({
  saturation: positive('A').default(diode.saturation),
  ideality: positive('1').default(diode.ideality),
  temperature: positive('K').default(diode.temperature),
  towards: towards.default(diode.towards),
  breakdown: positive('V').optional().describe('Reverse volts of the breakdown; none unless given'),
  breakdownCurrent: positive('A')
    .default(diode.breakdownCurrent)
    .describe('Reverse current at the breakdown, A'),
})

const gateVolts = z
  .union([plane, listOf(volts)], {
    error:
      'a voltage in V, a list with one for each word line, a matrix (word lines x bit lines) or the path of a CSV or NPY file',
  })
  .describe(
    'Gate volts against ground where the word line is addressed: one, one for each word line, a matrix (word lines x bit lines), or the path of a CSV or NPY file',
  )

const transistorInput = z.strictObject({
  side: z
    .enum(['word', 'bit'])
    .default(transistor.side)
    .describe('Between word line and device, or between device and bit line'),
  gateVolts: gateVolts.default(transistor.gateVolts),
  threshold: volts.default(transistor.threshold),
  transconductance: positive('A/V2').default(transistor.transconductance),
  offCurrent: positive('A').default(transistor.offCurrent),
})

const element = z
  .strictObject({
    resistor: plane.optional().describe('Ohms of each cell: one, a matrix or the path of a file'),
    selector: selectorInput.optional(),
    oneSidedSelector: oneSidedInput.optional(),
    diode: diodeInput.optional(),
    transistor: transistorInput.optional(),
  })
  .meta({ minProperties: 1, maxProperties: 1 })
  .transform(group => group as AccessInput)

/** Schema of the element in series with every device. */
export const access: z.ZodType<AccessInput> = z
  .union([z.enum(ACCESS_NAMES), element], {
    error: `${ACCESS_NAMES.map(name => `"${name}"`).join(', ')}, or a group "resistor", "selector", "oneSidedSelector", "diode" or "transistor" of its parameters`,
  })
  .describe('Element in series with every device, default none')
