import { isQuiet } from '../../arrays/crossbar/drive.ts'
import { createReadReport, readPoint, readSelections, recordRead } from '../../arrays/crossbar/read-array.ts'
import { type ArrayRun, hold, probeConductance, statePlanes, takeDisturbance } from './array-run.ts'
import type { ReadStep } from './program.ts'

/**
 * Carries out a read: at the start of each selection's pulse the currents are taken, then the pulse acts on the states
 * for its width.
 */
export function* runReadStep(run: ArrayRun, step: ReadStep): Generator<void> {
  const report = createReadReport(run.spec)
  const { network } = run.settings
  const bias = step.bias ?? run.settings.bias
  const only = step.only === undefined ? {} : { only: step.only }
  const alone = step.frame && network === 'crossbar' ? cellsAlone(run, step) : undefined
  for (const selection of readSelections(run.spec, {
    network,
    bias,
    volts: step.volts,
    by: step.by,
    ...only,
  })) {
    recordRead(
      run.spec,
      selection,
      readPoint(run.spec, selection.drive, run.states, { recorder: run.recorder }),
      report,
    )
    if (step.width > 0 && !isQuiet(selection.drive)) hold(run, selection.drive, step.width)
    yield
  }
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
      ...takeDisturbance(run),
      ...statePlanes(run),
    },
  })
}

/** Conductance of the cells that are read, each alone at the read voltage. */
function cellsAlone({ spec, states }: ArrayRun, { volts, only }: ReadStep): Float64Array {
  return probeConductance(spec, states, volts).map((siemens, k) =>
    only?.has(k) === false ? Number.NaN : siemens,
  )
}
