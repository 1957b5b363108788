import { capacitorIncrement, riseShare } from '../../kernels/scalar.ts'
import type { StorageCircuit } from '../devices/storage-circuit.ts'
import { crossShare, rampShare, squareShare } from '../devices/storage-shares.ts'
import type { CellLaws } from '../network/problem.ts'
import type { ArraySpec } from './array-spec.ts'
import { withSourceAmps, withStuckCells } from './device-cells.ts'

/** Storage cells over one time step. */
export interface MeanStorage {
  /** Mean current against mean voltage of the step: a conductance and a source, as the network wants it. */
  readonly cells: CellLaws
  /**
   * States at the end of the step, for the mean device voltages that the network gave.
   * @returns watts dissipated in the devices and stored in their capacitors, means over the step, summed over all cells
   */
  move(deviceVolts: Float64Array, to: readonly Float64Array[]): { dissipated: number; stored: number }
}

/**
 * The step in which the current through the capacitors of each cell is constant. Each capacitor then relaxes exactly, so
 * the mean voltage is affine in the current, and means obey Kirchhoff's laws. For a capacitor without leak it is the
 * implicit midpoint rule: of second order, stable for any step, and what the drivers deliver is what is dissipated
 * plus what is stored, to rounding. It is exact where the current is constant indeed.
 * @param states at the start of the step, in the model's order; not changed
 */
export function meanStorage(
  spec: ArraySpec,
  circuit: StorageCircuit,
  states: readonly Float64Array[],
  seconds: number,
): MeanStorage {
  const { count, series, shunt, farads, rates } = circuit
  const { model, size, parameters, stuck, engine } = spec
  /** Mean voltage across series resistance and capacitors = source + ohms * current. */
  const source = new Float64Array(count)
  const ohms = series.slice()
  states.forEach((from, s) => {
    for (let k = 0; k < count; k++) {
      const x = rates[s][k] * seconds
      source[k] = source[k] + from[k] * riseShare(x)
      ohms[k] = ohms[k] + (seconds / farads[s][k]) * rampShare(x)
    }
  })
  const isStuck = (k: number): boolean => stuck !== undefined && !Number.isNaN(stuck[k])
  const working: CellLaws = {
    linear: true,
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
      const increments =
        engine?.stateIncrements({ model, size, control: amps, states, parameters, seconds }) ??
        chargeIncrements(circuit, amps, states, seconds)
      let dissipated = 0
      let stored = 0
      for (let k = 0; k < count; k++) {
        const volts = deviceVolts[k]
        dissipated += (isStuck(k) ? stuck![k] : shunt[k]) * volts * volts + series[k] * amps[k] * amps[k]
        for (let s = 0; s < states.length; s++) {
          const capacitance = farads[s][k]
          const rate = rates[s][k]
          const x = rate * seconds
          const before = states[s][k]
          const charged = (amps[k] * seconds) / capacitance
          const after = before + increments[s][k]
          to[s][k] = after
          if (before === 0 && after === 0) continue
          const meanSquare =
            before * before * riseShare(2 * x) +
            2 * before * charged * crossShare(x) +
            charged * charged * squareShare(x)
          dissipated += rate * capacitance * meanSquare
          stored += (capacitance * (after - before) * (after + before)) / (2 * seconds)
        }
      }
      return { dissipated, stored }
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
