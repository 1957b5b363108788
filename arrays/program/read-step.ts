import { createReadReport } from '../crossbar/read-array.ts'
import { type ArrayRun, hold, type PlayedSpec, statePlanes, takeDisturbance } from './array-run.ts'
import type { PlayedReport } from './played-array.ts'
import type { ReadStep } from './program.ts'

/**
 * Carries out a read: at the start of each selection's pulse the currents are taken, then the pulse acts on the states
 * for its width.
 */
export function* runReadStep<D, Spec extends PlayedSpec>(
  run: ArrayRun<D, Spec>,
  step: ReadStep,
): Generator<void> {
  const { array, states } = run
  const report = emptyReport(run)
  const found = states.map(x => x.slice())
  const alone = step.frame && run.settings.network === 'crossbar' ? cellsAlone(run, step) : undefined
  for (const selection of array.reads(step)) {
    array.record(selection, states, report, run.recorder)
    if (step.width > 0 && !array.isQuiet(selection.drive)) hold(run, selection.drive, step.width)
    yield
  }
  run.lastRead = { step, states: found, ...report }
  const asRead = report.senseCurrents.map(amps => amps / step.volts)
  run.reads.push({
    label: step.label,
    timeS: run.time,
    inputs: run.inputs,
    conductance: asRead,
    sneakShare: report.sneakShares,
  })
  if (!step.frame) return
  run.frames.push({
    label: step.label,
    timeS: run.time,
    quantities: {
      conductance: alone ?? asRead,
      'read-conductance': asRead,
      'sense-current': report.senseCurrents,
      'cell-current': report.cellCurrents,
      'sneak-share': report.sneakShares,
      ...(report.sourceShifts.every(Number.isNaN) ? {} : { 'source-shift': report.sourceShifts }),
      ...takeDisturbance(run),
      ...statePlanes(run),
    },
  })
}

/** What a read finds at one instant, without a trace. */
export function readOnce<D, Spec extends PlayedSpec>(run: ArrayRun<D, Spec>, step: ReadStep): PlayedReport {
  const report = emptyReport(run)
  for (const selection of run.array.reads(step)) run.array.record(selection, run.states, report, run.recorder)
  return report
}

function emptyReport<D, Spec extends PlayedSpec>({ spec, array }: ArrayRun<D, Spec>): PlayedReport {
  return {
    ...createReadReport(spec.size),
    sourceShifts: new Float64Array(array.cells).fill(Number.NaN),
  }
}

/** Conductance of the cells that are read, each alone at the read voltage. */
function cellsAlone<D, Spec extends PlayedSpec>(
  { array, states }: ArrayRun<D, Spec>,
  { volts, only }: ReadStep,
): Float64Array {
  return array.probe(states, volts).map((siemens, k) => (only?.has(k) === false ? Number.NaN : siemens))
}
