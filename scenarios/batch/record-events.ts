import { type ArrayEngine, FLOAT64_REPORT } from '../../arrays/engine/array-engine.ts'
import { createArrayRun } from '../../arrays/program/array-run.ts'
import { runProgram } from '../../arrays/program/run-program.ts'
import type { ProgramEvent } from '../../kernels/gpu/program-plan.ts'
import type { TwoTerminalCase } from '../file/two-terminal.ts'

/** What a program does to cells that are wired alone. */
export interface RecordedProgram {
  /** Different voltage patterns, N*M, V. */
  readonly patterns: readonly Float64Array[]
  readonly events: readonly ProgramEvent[]
  /** One for each read event. */
  readonly reads: readonly { readonly label: string; readonly timeS: number }[]
}

/**
 * Writes down the voltages that a program puts on cells wired alone, which do not depend on their states, by carrying it out
 * on an array that does not change. Reads of single pixels are left out; what they do to the states is not.
 */
export async function recordEvents({ spec, steps }: TwoTerminalCase): Promise<RecordedProgram> {
  const cells = spec.size[0] * spec.size[1]
  const patterns: Float64Array[] = []
  const events: ProgramEvent[] = []
  const reads: { label: string; timeS: number }[] = []
  const unchanged = spec.model.states.map(() => new Float32Array(cells))
  const engine: ArrayEngine = {
    createLinear: () => {
      throw new RangeError('recordEvents: the cells are not wired alone')
    },
    runProgram: () => [],
    mostCrossbars: () => 0,
    solveCrossbars: () => {
      throw new RangeError('recordEvents: the cells are not wired alone')
    },
    stateIncrements({ control: volts, seconds }) {
      const pattern = volts.length === 1 ? new Float64Array(cells).fill(volts[0]) : volts.slice()
      let place = patterns.findIndex(known => known.every((v, k) => v === pattern[k]))
      if (place < 0) place = patterns.push(pattern) - 1
      events.push({ kind: 'hold', pattern: place, seconds })
      return unchanged
    },
    report: () => FLOAT64_REPORT,
    close: async () => {},
  }
  const run = createArrayRun(
    // Whatever law moves the states of the device, here the engine does, which only writes down.
    { ...spec, engine, model: { ...spec.model, relaxes: true } },
    { network: 'isolated', bias: 'half', write: 'row', keep: { energy: false, disturbance: false } },
  )
  for (const step of steps) {
    if (step.kind === 'read' && step.only === undefined) {
      events.push({ kind: 'read', volts: step.volts })
      reads.push({ label: step.label, timeS: run.time })
    }
    await runProgram(run, [step])
  }
  return { patterns, events, reads }
}
