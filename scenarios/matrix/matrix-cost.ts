import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { OptionError } from '../../arrays/errors.ts'
import { type AdcFigures, adcFigures, type FigureOrigin, PUBLISHED_ADCS } from './converter-table.ts'
import type { MatrixSurvey } from './matrix-product.ts'
import type { MatrixArray } from './write-matrix.ts'

/** Assumptions of the cost of a matrix beside the array. SI. */
export interface CostOptions {
  /** Distance from cell to cell, m. @defaultValue 100 nm */
  readonly pitch?: number
  /** Capacitance of a wire segment, F. @defaultValue 0.2 fF for each micrometre of the pitch */
  readonly lineFarads?: number
  /** Measured currents that share a converter. @defaultValue 1 */
  readonly columnsPerAdc?: number
  /** @defaultValue the ADC of ISAAC */
  readonly converters?: readonly AdcFigures[]
}

const NAMES: OptionNames<Required<CostOptions>> = {
  pitch: true,
  lineFarads: true,
  columnsPerAdc: true,
  converters: true,
}

/** A figure and whether it was computed. */
export interface CostFigure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly origin: FigureOrigin
  readonly note: string
}

/** Cost of one vector. */
export interface MatrixCost {
  /** J: of the network while its lines settle, and of the conversions. */
  readonly energy: {
    readonly cells: number
    readonly wires: number
    readonly drivers: number
    readonly converters: number
    readonly total: number
  }
  /** s */
  readonly latency: number
  /** m2 */
  readonly area: { readonly cells: number; readonly converters: number; readonly total: number }
  /** All figures, those that these rest on included. */
  readonly figures: readonly CostFigure[]
}

/** F for each metre of a line. */
const FARADS_PER_METRE = 0.2e-9
const PITCH = 100e-9
/** Bits that lines settle to where there is no ADC. */
const ANALOGUE_BITS = 10

/**
 * Cost of a vector. tau is the Elmore delay of the longest word line plus that of the longest bit line, each with a
 * capacitance at the end of each segment; lines settle within tau (B + 1) ln 2 to half a step of B bits (W. C. Elmore, J. Appl.
 * Phys. 19, 55, 1948). Energy is the power that the drivers deliver for that time, and the conversions; latency settling and the
 * conversions that one converter does in turn, both times the bits of streamed inputs; area cells and converters.
 * @param survey of the vectors that it is the mean of
 * @throws RangeError for options that cannot be
 */
export function matrixCost(array: MatrixArray, survey: MatrixSurvey, options: CostOptions = {}): MatrixCost {
  checkOptionKeys('matrixCost', options, NAMES)
  const { pitch = PITCH, lineFarads = FARADS_PER_METRE * pitch, columnsPerAdc = 1 } = options
  const { settings, tiles } = array
  checkPositive('pitch', pitch)
  if (!(lineFarads >= 0 && lineFarads < Infinity)) throw refused('lineFarads', lineFarads, '0 F or more')
  if (!Number.isInteger(columnsPerAdc) || columnsPerAdc < 1)
    throw refused('columnsPerAdc', columnsPerAdc, 'a whole number from 1')
  const { turns } = survey
  const bits = settings.adcBits ?? ANALOGUE_BITS
  const adc =
    settings.adcBits === undefined ? undefined : adcFigures(bits, options.converters ?? PUBLISHED_ADCS)
  const tau =
    elmoreSeconds(Math.max(...tiles.map(({ tile }) => tile.columns)), settings.wire, lineFarads) +
    elmoreSeconds(Math.max(...tiles.map(({ tile }) => tile.rows)), settings.wire, lineFarads)
  const settling = tau * (bits + 1) * Math.LN2
  const measured = tiles.reduce((sum, { measures }) => sum + measures.length, 0)
  const conversions = adc === undefined ? 0 : measured * turns
  const adcs =
    adc === undefined
      ? 0
      : tiles.reduce((sum, { measures }) => sum + Math.ceil(measures.length / columnsPerAdc), 0)
  const conversionSeconds = adc === undefined ? 0 : 1 / adc.conversionsPerSecond
  const { cells, wires } = survey.power
  const energy = {
    cells: cells * settling,
    wires: wires * settling,
    // Drivers have no resistance.
    drivers: 0,
    converters: conversions * conversionSeconds * (adc?.watts ?? 0),
  }
  const area = { cells: array.cells * pitch ** 2, converters: adcs * (adc?.squareMetres ?? 0) }
  const latency = turns * (settling + (adc === undefined ? 0 : columnsPerAdc * conversionSeconds))
  const total = energy.cells + energy.wires + energy.drivers + energy.converters
  return {
    energy: { ...energy, total },
    latency,
    area: { ...area, total: area.cells + area.converters },
    figures: [
      computed('energy of the cells', energy.cells, 'J', 'a vector, from the network'),
      computed('energy of the wires', energy.wires, 'J', 'a vector, from the network'),
      computed('energy of the drivers', energy.drivers, 'J', 'a vector; they have no resistance'),
      computed('energy of the converters', energy.converters, 'J', `${conversions} conversions a vector`),
      computed('latency', latency, 's', `a vector; its lines settle ${turns} time${turns === 1 ? '' : 's'}`),
      computed('area of the cells', area.cells, 'm2', `${array.cells} cells`),
      computed('area of the converters', area.converters, 'm2', `${adcs} converters`),
      computed('settling', settling, 's', `Elmore delay ${tau.toPrecision(3)} s, to ${bits} bits`),
      assumption('pitch', pitch, 'm', options.pitch, 'from cell to cell'),
      assumption('line capacitance', lineFarads, 'F', options.lineFarads, 'a segment'),
      ...(adc === undefined ? [] : adcFiguresOf(adc, columnsPerAdc)),
    ],
  }
}

function computed(name: string, value: number, unit: string, note: string): CostFigure {
  return { name, value, unit, origin: 'computed', note }
}

function assumption(
  name: string,
  value: number,
  unit: string,
  given: number | undefined,
  note: string,
): CostFigure {
  return { name, value, unit, origin: given === undefined ? 'assumed' : 'given', note }
}

function adcFiguresOf(
  { bits, conversionsPerSecond, watts, squareMetres, origin, source }: AdcFigures,
  columnsPerAdc: number,
): CostFigure[] {
  const note = `of ${bits} bits for ${columnsPerAdc} measured current${columnsPerAdc === 1 ? '' : 's'}; ${source}`
  return [
    { name: 'rate of a converter', value: conversionsPerSecond, unit: '1/s', origin, note },
    { name: 'power of a converter', value: watts, unit: 'W', origin, note: 'as its rate' },
    { name: 'area of a converter', value: squareMetres, unit: 'm2', origin, note: 'as its rate' },
  ]
}

/** Delay at the far end of a driven line: segment k carries the charge of all nodes behind it. */
function elmoreSeconds(cells: number, ohms: number, farads: number): number {
  return (ohms * farads * (cells - 1) * cells) / 2
}

function checkPositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw refused(name, value, 'a number above 0')
}

function refused(name: string, value: number, expected: string): RangeError {
  return new OptionError('matrixCost', String(value), expected, name)
}
