import type { EndSources, GridShape, GridSources } from '../../kernels/kirchhoff.ts'
import { CURRENT, type LineEnds, type NetworkProblem, VOLTAGE } from './problem.ts'

/** A network as the kernels see it: resistances, and what feeds the ends. */
export interface NetworkGrid {
  readonly shape: GridShape
  readonly sources: GridSources
}

export function networkGrid(problem: NetworkProblem): NetworkGrid {
  const sources = {
    left: endSources(problem.left),
    right: endSources(problem.right),
    top: endSources(problem.top),
    bottom: endSources(problem.bottom),
  }
  const word = wire(problem.wordWire)
  const bit = wire(problem.bitWire)
  return {
    sources,
    shape: {
      rows: problem.rows,
      columns: problem.columns,
      wordOhms: word.ohms,
      wordStride: word.stride,
      bitOhms: bit.ohms,
      bitStride: bit.stride,
      left: sources.left.ohms,
      right: sources.right.ohms,
      top: sources.top.ohms,
      bottom: sources.bottom.ohms,
    },
  }
}

function wire(value: number | Float64Array): { ohms: Float64Array; stride: number } {
  return typeof value === 'number' ? { ohms: Float64Array.of(value), stride: 0 } : { ohms: value, stride: 1 }
}

function endSources(ends: LineEnds): EndSources {
  const lines = ends.kind.length
  const ohms = new Float64Array(lines)
  const volts = new Float64Array(lines)
  const amps = new Float64Array(lines)
  for (let line = 0; line < lines; line++) {
    const kind = ends.kind[line]
    ohms[line] = kind === VOLTAGE ? ends.ohms[line] : Infinity
    if (kind === VOLTAGE) volts[line] = ends.value[line]
    if (kind === CURRENT) amps[line] = ends.value[line]
  }
  return { ohms, volts, amps }
}
