import * as z from 'zod'
import type { FaultShares } from '../crossbar/array-spec.ts'
import { type AccessInput, access } from './access-schema.ts'
import { listOf } from './list-of.ts'
import { type PlaneInput, plane } from './plane-schema.ts'
import { amps, ohms, type QuantitySchema, quantity, siemens, volts } from './quantity-schemas.ts'

/** One value for all lines or one for each; null leaves that line open. */
export type LineInput = number | (number | null)[]
/** Ohms of all segments or of each; null is a broken segment. */
export type WireInput = number | (number | null)[][]

export interface DriverInput {
  readonly volts?: LineInput | undefined
  /** Into the line. */
  readonly amps?: LineInput | undefined
  readonly ohms?: LineInput | undefined
  /** Compliance of `volts`. */
  readonly limit?: LineInput | undefined
}
export type EndInput = 'float' | 'ground' | DriverInput

export type StuckInput = (null | 'open' | 'short' | number)[][] | FaultShares

export interface CellsInput {
  readonly device: string
  /** Initial state of a device with one state, or of each state by name. */
  readonly state?: PlaneInput | Record<string, PlaneInput> | undefined
  readonly access?: AccessInput | undefined
  readonly stuck?: StuckInput | undefined
  /** Parameters of the device by name. */
  readonly [parameter: string]: unknown
}

/** Settings of the cells that differ from one array to another. */
export type OtherCells = Omit<CellsInput, 'device'> & { readonly device?: string | undefined }

export type LineName = 'word' | 'bit' | 'gate' | 'drain' | 'source'
export interface RowEnds {
  readonly left?: EndInput | undefined
  readonly right?: EndInput | undefined
}
export interface ColumnEnds {
  readonly top?: EndInput | undefined
  readonly bottom?: EndInput | undefined
}

/** The `array` section of a scenario, and all of a file for `sneakpath solve`: SI numbers once validated. */
export interface ArrayFile {
  /** [word lines, bit lines]; of a three-terminal device [gate and drain lines, source lines] */
  readonly size: [number, number]
  /** Of word and bit lines; of a three-terminal device of gate, drain and source lines. */
  readonly wires?: { readonly [Line in LineName]?: WireInput | undefined } | undefined
  readonly word?: RowEnds | undefined
  readonly bit?: ColumnEnds | undefined
  readonly gate?: RowEnds | undefined
  readonly drain?: RowEnds | undefined
  readonly source?: ColumnEnds | undefined
  readonly cells: CellsInput
  readonly access?: AccessInput | undefined
  readonly stuck?: StuckInput | undefined
}

/** Largest number of lines on one side, and of cells: 2^25 cells need 5 GB in the solver. */
const MAX_LINES = 65_536
const MAX_CELLS = 2 ** 25

const side = z.int().min(1).max(MAX_LINES)

/** Schema of the size of an array. */
export const arraySize: z.ZodType<[number, number]> = z
  .tuple([side, side], { error: '[word lines, bit lines], two whole numbers' })
  .refine(([rows, columns]) => rows * columns <= MAX_CELLS, { error: `at most ${MAX_CELLS} cells` })
  .describe('[word lines, bit lines]; with a three-terminal device [gate and drain lines, source lines]')

function perLine(item: QuantitySchema, what: string): z.ZodType<LineInput> {
  return z.union([item, listOf(item.nullable())], { error: `${what}, or a list with one for each line` })
}

const driver: z.ZodType<DriverInput> = z.strictObject({
  volts: perLine(volts, 'a voltage in V').optional().describe('Volts behind `ohms`'),
  amps: perLine(amps, 'a current in A').optional().describe('Amperes into the line'),
  ohms: perLine(ohms, 'a resistance in ohm').optional().describe('Ohms in series, default 0, which is exact'),
  limit: perLine(quantity('A', { above: 0 }), 'a current in A above 0')
    .optional()
    .describe('Compliance of the volts: beyond this current the driver is a current source; null for none'),
})

const end: z.ZodType<EndInput> = z
  .union([z.literal('float'), z.literal('ground'), driver], {
    error: '"float", "ground" or a group of "volts" or "amps" with "ohms"',
  })
  .describe('What is attached to this end of the lines; default "float" in a file for solve')

const wire: z.ZodType<WireInput> = z
  .union([ohms, listOf(listOf(ohms.nullable()))], {
    error: 'a resistance in ohm, or a matrix with one for each segment (null is broken)',
  })
  .describe('Ohms of each wire segment; 0 is exact')

const share = quantity('1', { min: 0, max: 1 })

const stuck: z.ZodType<StuckInput> = z
  .union(
    [
      listOf(
        listOf(
          z.union([z.null(), z.literal('open'), z.literal('short'), siemens], {
            error: 'null, "open", "short" or a conductance in S',
          }),
        ),
      ),
      z.strictObject({
        open: share.optional().describe('Share of the cells that are open, 0 S'),
        short: share.optional().describe('Share of the cells that are short, 0.1 S'),
        seed: z.int().min(0).optional().describe('Draws them; default the seed of the run, 1 for solve'),
      }),
    ],
    { error: 'a matrix of faults, or a group of the shares "open" and "short" from 0 to 1' },
  )
  .describe(
    'Faulty cells: null where a cell works, "open", "short" or a fixed conductance in S; or shares of the cells that are open and short, drawn at random',
  )

const device = z.string().describe('resistor, sinh or the name of a calibrated model')
const cellKeys = {
  state: z
    .union([plane, z.record(z.string(), plane)])
    .optional()
    .describe('Initial state'),
  access: access.optional(),
  stuck: stuck.optional(),
}

const cells: z.ZodType<CellsInput> = z.object({ device, ...cellKeys }).catchall(plane)

/** Schema of what of the cells differs from one array to another. */
export const otherCells: z.ZodType<OtherCells> = z
  .object({ device: device.optional(), ...cellKeys })
  .catchall(plane)

const rowEnds: z.ZodType<RowEnds> = z.strictObject({ left: end.optional(), right: end.optional() })
const columnEnds: z.ZodType<ColumnEnds> = z.strictObject({ top: end.optional(), bottom: end.optional() })

/** Schema of an array: a file for `sneakpath solve`, or the `array` section of a scenario. */
export const arrayFile: z.ZodType<ArrayFile> = z.strictObject({
  size: arraySize,
  wires: z
    .strictObject({
      word: wire.optional(),
      bit: wire.optional(),
      gate: wire.optional(),
      drain: wire.optional(),
      source: wire.optional(),
    })
    .optional()
    .describe('Of word and bit lines; with a three-terminal device of gate, drain and source lines'),
  word: rowEnds.optional(),
  bit: columnEnds.optional(),
  gate: rowEnds.optional().describe('Ends of gate lines, of a three-terminal device'),
  drain: rowEnds.optional().describe('Ends of drain lines, of a three-terminal device'),
  source: columnEnds.optional().describe('Ends of source lines, of a three-terminal device'),
  cells,
  access: access.optional(),
  stuck: stuck.optional(),
})
