import { prepareNetwork } from '../network/prepare-network.ts'
import { FLOAT, type NetworkProblem, VOLTAGE } from '../network/problem.ts'
import type { ArrayEngine } from './array-engine.ts'

/** Lines of the array that is solved to compare an engine with float64. */
const LINES = 512

/**
 * Seconds of a solve of a linear array after set-up, the faster of two.
 * @param engine float64 unless given
 */
export function probeSeconds(engine: ArrayEngine | undefined, lines: number = LINES): number {
  const conductance = Float64Array.from(
    { length: lines * lines },
    (_, k) => 10 ** (-6 + 2 * ((k * 0.618034) % 1)),
  )
  const ends = (kind: number, volts: number) => ({
    kind: new Uint8Array(lines).fill(kind),
    value: new Float64Array(lines).fill(volts),
    ohms: new Float64Array(lines),
  })
  const problem: NetworkProblem = {
    rows: lines,
    columns: lines,
    wordWire: 1,
    bitWire: 1,
    left: ends(VOLTAGE, 1),
    right: ends(FLOAT, 0),
    top: ends(FLOAT, 0),
    bottom: ends(VOLTAGE, 0),
    cells: {
      linear: true,
      evaluate(volts, current, slope) {
        slope.set(conductance)
        for (let k = 0; k < volts.length; k++) current[k] = conductance[k] * volts[k]
      },
    },
  }
  const network = prepareNetwork(problem, engine === undefined ? {} : { createEngine: engine.createLinear })
  return Math.min(...[1, 2].map(() => network.solve({}).report.seconds))
}
