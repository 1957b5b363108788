import { advance } from '../arrays/crossbar/advance.ts'
import type { ArraySpec } from '../arrays/crossbar/array-spec.ts'
import { createArraySpec } from '../arrays/crossbar/create-array-spec.ts'
import { deviceCells } from '../arrays/crossbar/device-cells.ts'
import { type CrossbarDrive, crossbarDrive } from '../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../arrays/crossbar/energy-meter.ts'
import { networkProblem } from '../arrays/crossbar/operating-point.ts'
import { createSolveRecorder } from '../arrays/crossbar/solve-log.ts'
import { bringStates } from '../arrays/crossbar/states-elsewhere.ts'
import type { ArrayEngine } from '../arrays/engine/array-engine.ts'
import { movingPlanOf } from '../arrays/engine/moving-place.ts'
import { networkGrid } from '../arrays/network/network-grid.ts'
import { launchBytes, leastBytes } from '../kernels/gpu/shaders/shader-plan.ts'

/** Two pulses on another word line each, with a rest behind; s. */
const PULSES = 2
const WIDTH = 1
const REST = 10

let reference: { readonly lines: number; readonly states: readonly Float64Array[] } | undefined

function pulsed(lines: number): { readonly spec: ArraySpec; readonly drives: readonly CrossbarDrive[] } {
  const spec = createArraySpec({ device: 'zntpp', size: [lines, lines], wires: { word: 1, bit: 1 } })
  const volts = (selected: number, at: number) => new Float64Array(lines).fill(4).fill(selected, at, at + 1)
  const drives = Array.from({ length: PULSES }, (_, p) =>
    crossbarDrive(spec, { word: volts(8, p), bit: volts(0, 0) }, new Uint8Array(lines).fill(1)),
  )
  return { spec, drives }
}

/** Pulses on one passive crossbar, bias half at 8 V, and what a try of a time step moves on the GPU. */
export async function timeRow(
  lines: number,
  engine: ArrayEngine | undefined,
): Promise<{ seconds: number; cells: readonly string[] }> {
  const { spec: plain, drives } = pulsed(lines)
  const spec = engine === undefined ? plain : { ...plain, engine }
  const recorder = createSolveRecorder()
  const states = spec.initial.map(plane => plane.slice())
  const options = { recorder, stay: true }
  const meter = createEnergyMeter()
  const started = performance.now()
  let steps = 0
  for (const drive of drives) {
    steps += advance(spec, drive, WIDTH, states, meter, options)
    const quiet = crossbarDrive(
      spec,
      { word: new Float64Array(lines), bit: new Float64Array(lines) },
      drive.gateOn,
    )
    advance(spec, quiet, REST, states, meter, options)
  }
  bringStates(states)
  const seconds = (performance.now() - started) / 1000
  const { newtonSteps, iterations } = recorder.log()
  return {
    seconds,
    cells: [
      seconds.toPrecision(3),
      String(steps),
      String(newtonSteps),
      String(iterations),
      compare(lines, spec, states, engine === undefined),
      Math.abs(meter.balance()).toExponential(1),
      ...(engine === undefined ? ['-', '-', '-', '-', '-', '-'] : movedBy(plain, drives[0])),
    ],
  }
}

/** Launches of a try, MB that it moves and the least, milliseconds of that at 4.8 TB/s; launches and MB of a step that is taken. */
export function movedBy(spec: ArraySpec, drive: CrossbarDrive): string[] {
  const { written } = movingPlanOf({
    model: spec.model,
    equations: deviceCells(spec, spec.initial).equations!,
    shape: networkGrid(networkProblem(spec, drive, spec.initial)).shape,
  })
  const { plan } = written
  const { predict, 'take-metered': take } = plan.runs
  const megabytes = (bytes: number): string => (bytes / 1e6).toPrecision(3)
  const moved = launchBytes(plan, predict.launches)
  return [
    String(predict.launches.length),
    megabytes(moved),
    megabytes(leastBytes(plan, predict.launches)),
    (moved / 4.8e9).toPrecision(3),
    String(take.launches.length),
    megabytes(launchBytes(plan, take.launches)),
  ]
}

/** Largest difference of a state, over its range. */
function compare(
  lines: number,
  spec: ArraySpec,
  states: readonly Float64Array[],
  isReference: boolean,
): string {
  if (isReference) {
    reference = { lines, states }
    return 'reference'
  }
  if (reference?.lines !== lines) return 'no reference'
  let most = 0
  states.forEach((plane, s) => {
    const [low, high] = spec.model.states[s].range
    plane.forEach((x, k) => {
      most = Math.max(most, Math.abs(x - reference!.states[s][k]) / (high - low))
    })
  })
  return most.toExponential(1)
}
