import { createArraySpec } from '../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../arrays/crossbar/drive.ts'
import { networkProblem } from '../arrays/crossbar/operating-point.ts'
import type { ArrayEngine } from '../arrays/engine/array-engine.ts'
import { shaderCells } from '../arrays/engine/shader-cells.ts'
import type { NetworkProblem, NetworkSolution } from '../arrays/network/problem.ts'
import { solveNetwork } from '../arrays/network/solve-network.ts'
import { networkPlan } from '../kernels/gpu/shaders/network-plan.ts'
import { launchBytes, leastBytes } from '../kernels/gpu/shaders/shader-plan.ts'

let reference: { readonly lines: number; readonly volts: Float64Array } | undefined

/** N x N sinh junctions, 1 ohm a segment, one word line at 2 V and one bit line at 0, the others at half. */
function sinhProblem(lines: number): NetworkProblem {
  const conductance = Array.from({ length: lines }, (_, i) =>
    Array.from({ length: lines }, (_, j) => 10 ** (-6 + 2 * (((i * lines + j) * 0.618034) % 1))),
  )
  const spec = createArraySpec({
    device: 'sinh',
    size: [lines, lines],
    parameters: { conductance },
    wires: { word: 1, bit: 1 },
  })
  const volts = (selected: number) => new Float64Array(lines).fill(1).fill(selected, 0, 1)
  const drive = crossbarDrive(spec, { word: volts(2), bit: volts(0) }, new Uint8Array(lines).fill(1))
  return networkProblem(spec, drive, spec.initial)
}

/** A whole nonlinear solve, and what a step of Newton's method on the GPU moves. */
export async function newtonRow(
  lines: number,
  engine: ArrayEngine | undefined,
): Promise<{ seconds: number; cells: readonly string[] }> {
  const problem = sinhProblem(lines)
  const options = {
    tolerance: 1e-10,
    ...(engine === undefined ? {} : { createEngine: engine.createLinear }),
  }
  const before = performance.now()
  let solution: NetworkSolution = solveNetwork(problem, options)
  const first = (performance.now() - before) / 1000
  let seconds = Infinity
  for (let turn = 0; turn < 2; turn++) {
    const started = performance.now()
    solution = solveNetwork(problem, options)
    seconds = Math.min(seconds, (performance.now() - started) / 1000)
  }
  const { newton, iterations, residual } = solution.report
  return {
    seconds,
    cells: [
      first.toPrecision(3),
      seconds.toPrecision(3),
      String(newton),
      String(iterations),
      residual.toExponential(1),
      compare(lines, solution, engine === undefined),
      ...(engine === undefined ? ['-', '-', '-', '-'] : movedBy(lines, problem)),
    ],
  }
}

/** Launches of a step, MB that it moves where all that it may do is done, the least, and milliseconds of the former at 4.8 TB/s. */
function movedBy(lines: number, { cells }: NetworkProblem): string[] {
  const shape = { rows: lines, columns: lines, wordStride: 0, bitStride: 0, joined: false }
  const { plan } = networkPlan({ ...shape, cells: shaderCells(cells.equations!) })
  const [step] = plan.runs.newton.loop!.turns
  const [moved, least] = [launchBytes(plan, step), leastBytes(plan, step)]
  return [
    String(step.length),
    (moved / 1e6).toPrecision(3),
    (least / 1e6).toPrecision(3),
    (moved / 4.8e9).toPrecision(3),
  ]
}

function compare(lines: number, { cellVoltages }: NetworkSolution, isReference: boolean): string {
  if (isReference) {
    reference = { lines, volts: cellVoltages.slice() }
    return 'reference'
  }
  if (reference?.lines !== lines) return 'no reference'
  let most = 0
  cellVoltages.forEach((volts, k) => {
    most = Math.max(most, Math.abs(volts - reference!.volts[k]))
  })
  return most.toExponential(1)
}
