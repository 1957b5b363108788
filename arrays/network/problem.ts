import type { CellEquations } from './cell-equations.ts'
import type { CreateLinearEngine } from './linear-engine.ts'
import type { UndeterminedPart } from './undetermined-part.ts'

/** Kinds of one end of a line: open, at a voltage source or at a current source. */
export const FLOAT = 0
export const VOLTAGE = 1
export const CURRENT = 2

/** One end of all word lines (or of all bit lines): one entry for each line. Ground is VOLTAGE of 0 V behind 0 ohm. */
export interface LineEnds {
  /** FLOAT, VOLTAGE or CURRENT. */
  readonly kind: Uint8Array
  /** Volts for VOLTAGE; amperes into the line for CURRENT; ignored for FLOAT. */
  readonly value: Float64Array
  /** Ohms in series with a VOLTAGE, 0 is exact; ignored otherwise. */
  readonly ohms: Float64Array
  /** Compliance of a VOLTAGE, A, Infinity for none: beyond it the driver is a current source. @defaultValue none */
  readonly limit?: Float64Array
}

/**
 * The cells of a network at fixed state: `count` monotone laws, row-major (word line i, bit line j at i * columns + j).
 */
export interface CellLaws {
  /** Currents and slopes at the given voltages (V = word minus bit): fills `current` (A) and `slope` (S, at least 0). */
  evaluate(volts: Float64Array, current: Float64Array, slope: Float64Array): void
  /** True where current = slope * volts + constant for every cell: one linear solve is exact. */
  readonly linear: boolean
  /**
   * Largest current that a charged cell drives at 0 V, A; 0 unless given. It counts as a branch current, since the source
   * and the conductance of such a cell cancel to their own rounding only.
   */
  readonly sourceAmps?: number
  /** The same laws as trees, for engines that write code of their own; absent where no tree says all of them. */
  readonly equations?: CellEquations | undefined
}

/**
 * Elements in series with the devices whose currents depend on where their terminals stand against ground too, as those of
 * transistors do. Each stands at a line, with the other terminal at the device. `evaluate` gives currents and slopes
 * against the drop across the element (word side minus bit side), the volts of the line held.
 */
export interface GroundedLaws extends CellLaws {
  /** The lines that the elements stand at. */
  readonly side: 'word' | 'bit'
  /** Sets the volts of the lines against ground, one for each element; kept, not copied. 0 V before. */
  hold(lineVolts: Float64Array): void
  /** Fills `slope` with |dI/d(line volts)|, the terminal at the device held, S: at least 0. */
  lineSlopes(drops: Float64Array, slope: Float64Array): void
}

/** A crossbar network: N word lines, M bit lines, N x M cells. All arrays row-major, SI. */
export interface NetworkProblem {
  /** N, word lines. */
  readonly rows: number
  /** M, bit lines. */
  readonly columns: number
  /** Ohms of the word-line segments, N x (M - 1); one number for all. 0 is exact, Infinity is broken. */
  readonly wordWire: number | Float64Array
  /** Ohms of the bit-line segments, (N - 1) x M, segment (i, j) between rows i and i + 1; one number for all. */
  readonly bitWire: number | Float64Array
  readonly left: LineEnds
  readonly right: LineEnds
  readonly top: LineEnds
  readonly bottom: LineEnds
  readonly cells: CellLaws
  /** An element in series with every device: one that knows its own drop alone, on whichever side, or one that stands at a line. */
  readonly series?: CellLaws | GroundedLaws
  /** The user's name of a line, where that is not word line or bit line of its own number. */
  nameLine?(side: 'word' | 'bit', line: number): LineName
}

export interface LineName {
  readonly kind: string
  readonly number: number
}

/** The driver at an end of a line that carries all the current that its compliance lets it. */
export interface LimitedEnd {
  readonly end: 'left' | 'right' | 'top' | 'bottom'
  readonly line: number
  /** Into the line, A. */
  readonly amps: number
  /** "left of word line 0" */
  readonly name: string
}

/** Report of the engine on every solve. */
export interface SolveReport {
  readonly engine: string
  readonly backend: string
  /** Iterations of the linear solver, summed over Newton steps; 0 for a direct solve. */
  readonly iterations: number
  /** Newton steps; 1 for a linear network. */
  readonly newton: number
  /** Largest Kirchhoff imbalance of any node over the largest branch current (sources of charged cells included); 0 where none flows. */
  readonly residual: number
  readonly seconds: number
  readonly warnings: readonly string[]
  /** Floating parts whose potential the currents do not determine; each has its warning. Absent where there are none. */
  readonly undetermined?: readonly UndeterminedPart[]
  /** Drivers at their compliance; absent where none has one. */
  readonly limited?: readonly LimitedEnd[]
}

export interface NetworkSolution {
  /** Node voltages, N x M. */
  readonly wordVoltages: Float64Array
  readonly bitVoltages: Float64Array
  /** Word minus bit, N x M, accurate to its own rounding (formed from deviations). */
  readonly cellVoltages: Float64Array
  /** Current from word to bit through each cell, A. */
  readonly cellCurrents: Float64Array
  /** Voltage across the device alone, where there is a series element. */
  readonly deviceVoltages?: Float64Array
  /** Currents into the array at each end of the word lines, A. */
  readonly leftCurrents: Float64Array
  readonly rightCurrents: Float64Array
  /** Currents out of the array at each end of the bit lines, A. */
  readonly topCurrents: Float64Array
  readonly bottomCurrents: Float64Array
  /** Watts dissipated in the cells (device and series element), wires and driver resistances. */
  readonly power: {
    readonly delivered: number
    readonly cells: number
    readonly wires: number
    readonly drivers: number
  }
  readonly report: SolveReport
}

export interface SolveOptions {
  /** Largest Kirchhoff imbalance over the largest branch current, default 1e-12. */
  readonly tolerance?: number
  /** A solution of a similar problem to start from. */
  readonly start?: NetworkSolution
  /** Maker of the engine that solves the linear networks in place of the float64 engines, as arrays/engine/ does on a GPU. */
  readonly createEngine?: CreateLinearEngine
  /**
   * Threads of the float64 engine; the answer is the same to the last bit. @defaultValue 2 from 500,000 cells on in the main
   * thread of a machine with several cores, else 1
   */
  readonly threads?: 1 | 2
}
