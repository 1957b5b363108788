import { capacitorIncrement, oneMinusExp, riseShare } from '../../kernels/scalar.ts'
import type { StorageCircuit } from '../devices/storage-circuit.ts'
import { nameNode, numberNode } from '../law/law-node.ts'
import { operate } from '../law/operate.ts'
import type { CellLaws } from '../network/problem.ts'
import type { ArraySpec } from './array-spec.ts'
import { withSourceAmps, withStuckCells } from './device-cells.ts'

/** Storage cells over one time step. */
export interface EulerStorage {
  /** Current against the voltage at the end of the step: a conductance and a source, as the network wants it. */
  readonly cells: CellLaws
  /**
   * States at the end of the step, for the device voltages there that the network gave.
   * @returns watts dissipated in the devices there, summed over all cells
   */
  move(deviceVolts: Float64Array, to: readonly Float64Array[]): number
}

const [V, SHUNT, OHMS, SOURCE] = ['v', 'shunt', 'ohms', 'source'].map(nameNode)
const EQUATIONS = {
  current: operate('+', operate('*', SHUNT, V), operate('/', operate('-', V, SOURCE), OHMS)),
  slope: operate('+', SHUNT, operate('/', numberNode(1), OHMS)),
  names: ['shunt', 'ohms', 'source'],
} as const

/**
 * The implicit Euler step: the current through the capacitors of each cell is constant and obeys Kirchhoff's laws with the voltages at
 * its end. Each capacitor relaxes exactly, so that its voltage is affine in the current. It is exact where the current is constant
 * indeed, and damps what is faster than the step.
 * @param states at the start of the step, in the model's order; not changed
 */
export function eulerStorage(
  spec: ArraySpec,
  circuit: StorageCircuit,
  states: readonly Float64Array[],
  seconds: number,
): EulerStorage {
  const { count, series, shunt, farads, rates } = circuit
  const { stuck } = spec
  /** Voltage across series resistance and capacitors at the end = source + ohms * current. */
  const source = new Float64Array(count)
  const ohms = series.slice()
  states.forEach((from, s) => {
    for (let k = 0; k < count; k++) {
      const x = rates[s][k] * seconds
      source[k] = source[k] + from[k] * (1 - oneMinusExp(x))
      ohms[k] = ohms[k] + (seconds / farads[s][k]) * riseShare(x)
    }
  })
  const isStuck = (k: number): boolean => stuck !== undefined && !Number.isNaN(stuck[k])
  const working: CellLaws = {
    linear: true,
    equations: { ...EQUATIONS, columns: [shunt, ohms, source] },
    evaluate(volts, current, slope) {
      for (let k = 0; k < count; k++) {
        slope[k] = shunt[k] + 1 / ohms[k]
        current[k] = shunt[k] * volts[k] + (volts[k] - source[k]) / ohms[k]
      }
    },
  }
  return {
    cells: withStuckCells(spec, withSourceAmps(working, count)),
    move(deviceVolts, to) {
      // The capacitors of a stuck cell are cut off and only leak.
      const amps = deviceVolts.map((volts, k) => (isStuck(k) ? 0 : (volts - source[k]) / ohms[k]))
      const increments = chargeIncrements(circuit, amps, states, seconds)
      let dissipated = 0
      for (let k = 0; k < count; k++) {
        const volts = deviceVolts[k]
        dissipated += (isStuck(k) ? stuck![k] : shunt[k]) * volts * volts + series[k] * amps[k] * amps[k]
        for (let s = 0; s < states.length; s++) {
          const after = states[s][k] + increments[s][k]
          to[s][k] = after
          // Infinite capacitors, as of a branch without resistance, stay at 0 V.
          if (rates[s][k] > 0 && after !== 0) dissipated += rates[s][k] * farads[s][k] * after * after
        }
      }
      return dissipated
    },
  }
}

/**
 * How much the capacitors of each cell change in a step of constant current: the float64 twin of the kernel.
 * @param amps that charge the capacitors of each cell
 * @returns one plane for each state, V
 */
export function chargeIncrements(
  { farads, rates }: StorageCircuit,
  amps: Float64Array,
  states: readonly Float64Array[],
  seconds: number,
): Float64Array[] {
  return states.map((state, s) =>
    state.map((before, k) =>
      capacitorIncrement(before, (amps[k] * seconds) / farads[s][k], rates[s][k] * seconds),
    ),
  )
}
