import * as z from 'zod'
import type { DeviceDefinition, Quantity } from '../device-definition.ts'

/** A device as its equations. */
export interface EquationsFile extends DeviceDefinition {
  readonly kind: 'sneakpath-device'
  readonly version?: 1
}

/** A device as a table of measured steps. */
export interface TableFile {
  readonly kind: 'sneakpath-device'
  readonly version?: 1
  readonly name: string
  readonly title: string
  readonly source: string
  /** Path of a CSV file, from the folder of this one. */
  readonly table: string
  readonly read: Quantity
  readonly write: StepPulse
  readonly erase: StepPulse
}

/** The pulse that a table was measured with. */
export interface StepPulse {
  readonly volts: Quantity
  readonly width: Quantity
  /** Pulses of a loop of training or a protocol. */
  readonly number?: number
}

/** A device with other parameters, as it stands in its file. */
export interface VariantFile {
  readonly kind: 'sneakpath-device'
  readonly version: 1
  readonly name: string
  /** The built-in device, or the path of the device file, whose laws it has. */
  readonly base: string
  /** Report of the fit; for people. */
  readonly fit?: Readonly<Record<string, unknown>>
  /** Measured range: V, of gates that are driven by a current A. */
  readonly measured?: readonly [number, number]
  /** By name, SI. */
  readonly parameters: Readonly<Record<string, number>>
  /** Standard errors of those that were fitted. */
  readonly errors?: Readonly<Record<string, number>>
  /** Initial states that differ. */
  readonly state?: Readonly<Record<string, number>>
  /** Parameter sets that meet the data. */
  readonly ensemble?: readonly Readonly<Record<string, number>>[]
}

const kind = z.literal('sneakpath-device')

const name = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]*$/, 'a name of letters, digits, "-", "_" and "."')
  .describe('Name of the device in results')

const quantity = z
  .union([z.number(), z.string()], { error: 'a number in SI units, or one with its unit ("5e-4 m/s")' })
  .describe('A number in SI units, or one with its unit: "5e-4 m/s", "1e-14 m2/(V s)", "0.6 eV"')

const law = z
  .union([z.string(), z.number()], { error: 'a law, such as v / ohms' })
  .describe(
    'An expression of numbers in SI units and names: + - * / **, comparisons, ?:, && || !, exp log sqrt sinh cosh tanh asinh asin abs min max sign pow',
  )

const range = z
  .tuple([quantity, quantity], { error: 'a list of two: [low, high]; .inf and -.inf are no ends' })
  .describe('Lower and upper end; .inf and -.inf are no ends')

const parameter = z.strictObject({
  value: quantity,
  range: range.optional().describe('Values outside are refused'),
  unit: z.string().optional().describe('In which the laws take it; that of the value, in SI, unless given'),
  meaning: z.string().optional(),
  source: z.string().optional(),
})

const state = z.strictObject({
  range: range.describe('Hard ends of the state'),
  start: quantity.optional().describe('At the beginning; the lower end unless given'),
  unit: z.string().optional(),
  meaning: z.string().optional(),
})

const relaxation = z
  .strictObject({ rate: law.describe('1/s'), target: law })
  .describe('A relaxation, dx/dt = rate (target - x)')

const pulse = z.strictObject({
  volts: quantity.optional(),
  amps: quantity.optional().describe('Of gates that are driven by a current'),
  width: quantity.describe('Seconds'),
  number: z.int().min(1).optional().describe('Pulses that cross the range; 1 unless given'),
})

/** A device as its equations; see DeviceDefinition. */
export const equationsFile: z.ZodType<EquationsFile> = z.strictObject({
  kind,
  version: z.literal(1).optional(),
  name,
  title: z.string(),
  source: z.string().describe('Where equations and numbers are from'),
  terminals: z.union([z.literal(2), z.literal(3)], { error: '2 or 3' }).optional(),
  parameters: z.record(z.string(), z.union([quantity, parameter])).optional(),
  states: z.record(z.string(), state).optional(),
  let: z.record(z.string(), law).optional().describe('Laws that others may name'),
  unknown: z
    .record(z.string(), z.strictObject({ equation: law, between: z.tuple([law, law]) }))
    .optional()
    .describe('At most one: an equation that is solved inside the cell'),
  current: law.describe('Word line to bit line, or drain to source, A'),
  gate: law.optional().describe('Gate to source, A'),
  rates: z
    .record(z.string(), z.union([law, relaxation]))
    .optional()
    .describe('How each state moves'),
  stored: law.optional().describe('Energy that a cell keeps, J'),
  read: quantity.describe('Volts of reads'),
  measured: range.describe('Volts (of gates that are driven by a current amperes) that were measured at'),
  write: pulse.optional().describe('A pulse that raises the conductance'),
  erase: pulse.optional().describe('A pulse that lowers it'),
}) as z.ZodType as z.ZodType<EquationsFile>

const stepPulse = z.strictObject(
  {
    volts: quantity,
    width: quantity.describe('Seconds'),
    number: z
      .int()
      .min(1)
      .optional()
      .describe('Pulses of a loop of training; those that cross the range unless given'),
  },
  { error: 'the pulse that the table was measured with, { volts: ..., width: ... }' },
)

/** A device as a table of measured steps. */
export const tableFile: z.ZodType<TableFile> = z.strictObject({
  kind,
  version: z.literal(1).optional(),
  name,
  title: z.string(),
  source: z.string().describe('Where the steps are from'),
  table: z
    .string()
    .min(1)
    .describe(
      'CSV file of measured steps: columns direction (up, down), conductance_S, change_S and, optionally, spread',
    ),
  read: quantity.describe('Volts of reads'),
  write: stepPulse.describe('The pulse of the rows of direction up'),
  erase: stepPulse.describe('The pulse of the rows of direction down'),
}) as z.ZodType as z.ZodType<TableFile>

const values = z.record(z.string(), z.number())

/** Another device with parameters of its own, as `sneakpath fit` writes it. */
export const variantFile: z.ZodType<VariantFile> = z.strictObject({
  kind,
  name,
  version: z.literal(1),
  base: z.string().describe('A built-in device or the path of a device file, whose laws it has'),
  fit: z.record(z.string(), z.unknown()).optional().describe('What the fit said; for people'),
  measured: z
    .tuple([z.number(), z.number()])
    .optional()
    .describe('Volts (of gates that are driven by a current amperes) that were measured at'),
  parameters: values.describe('By name, SI'),
  errors: values.optional().describe('Standard errors of those that were fitted'),
  state: values.optional().describe('Initial states that differ'),
  ensemble: z.array(values).optional().describe('Parameter sets that meet the data'),
}) as z.ZodType as z.ZodType<VariantFile>

/** Any device file. */
export const deviceFile: z.ZodType = z.union([equationsFile, tableFile, variantFile])
