import { createReadReport } from '../crossbar/read-array.ts'
import { type ArrayRun, type PlayedSpec, statePlanes, takeDisturbance } from './array-run.ts'
import type { ProgramEvent } from './events.ts'
import { playDrive } from './play-drive.ts'
import type { PlayedReport } from './played-array.ts'
import type { ReadSettings } from './program.ts'
import { createTracer, type Tracer } from './record/tracer.ts'
import { createWriteWatch, type WriteWatch } from './write-watch.ts'

/** Carries out the events of a program on the array of a run, each as it is handed in. */
export interface EventPlayer<D> {
  play(event: ProgramEvent<D>): void
}

/** The one interpreter of programs. */
export function createEventPlayer<D, Spec extends PlayedSpec>(run: ArrayRun<D, Spec>): EventPlayer<D> {
  const tracer: Tracer<D> = createTracer(run)
  let watch: WriteWatch | undefined
  let reading: Reading<D> | undefined

  function play(event: ProgramEvent<D>): void {
    switch (event.kind) {
      case 'drive':
        if (tracer.active) tracer.play(event)
        else playDrive(run, event)
        break
      case 'sense':
        reading ??= startReading(run, event.step)
        reading.drives.push(event.selection.drive)
        run.array.sense(event.selection, run.states, reading.report, run.recorder)
        break
      case 'read':
        endReading(run, event.step, reading ?? startReading(run, event.step))
        reading = undefined
        break
      case 'begin-write':
        run.inputs++
        watch = createWriteWatch(run)
        break
      case 'end-write':
        watch?.end(event.step)
        run.afterWrites = run.states.map(x => x.slice())
        if (event.step.frame) keepStates(run, event.step.label, takeDisturbance(run))
        break
      case 'frame':
        keepStates(run, event.label, run.array.quantities(event.drive, run.states))
        break
      case 'begin-record':
        tracer.begin(event.request)
        break
      case 'end-record':
        run.traces.push(tracer.end(event.request))
        break
      default:
        event satisfies never
    }
  }

  return { play }
}

/** A frame of what can be said of an array that is not driven. */
export function keepStates<D, Spec extends PlayedSpec>(
  run: ArrayRun<D, Spec>,
  label: string,
  more: Readonly<Record<string, Float64Array>> = {},
): void {
  run.frames.push({
    label,
    timeS: run.time,
    quantities: { conductance: run.array.probe(run.states), ...more, ...statePlanes(run) },
  })
}

/** A read that has begun. */
interface Reading<D> {
  readonly report: PlayedReport
  /** Conductance of all cells, each alone at the read voltage, before any of them was read. */
  readonly alone: Float64Array | undefined
  /** The states before any of them was read. */
  readonly states: readonly Float64Array[]
  /** One for each selection so far. */
  readonly drives: D[]
}

/** Result of a read at one instant, without a trace. */
export function readOnce<D, Spec extends PlayedSpec>(
  run: ArrayRun<D, Spec>,
  settings: ReadSettings,
): PlayedReport {
  const report = emptyReport(run)
  for (const selection of run.array.reads(settings))
    run.array.sense(selection, run.states, report, run.recorder)
  return report
}

function emptyReport<D, Spec extends PlayedSpec>({ spec, array }: ArrayRun<D, Spec>): PlayedReport {
  return {
    ...createReadReport(spec.size),
    sourceShifts: new Float64Array(array.cells).fill(Number.NaN),
  }
}

function startReading<D, Spec extends PlayedSpec>(
  run: ArrayRun<D, Spec>,
  { frame, volts }: ReadSettings,
): Reading<D> {
  const { array, settings, states } = run
  const probed = frame && settings.network === 'crossbar' ? array.probe(states, volts) : undefined
  return {
    report: emptyReport(run),
    states: states.map(x => x.slice()),
    drives: [],
    alone: probed,
  }
}

function endReading<D, Spec extends PlayedSpec>(
  run: ArrayRun<D, Spec>,
  step: ReadSettings,
  { report, alone, states, drives }: Reading<D>,
): void {
  const { label, volts, by, bias } = step
  run.lastRead = { step: { label, volts, by, bias }, states, ...report }
  const asRead = report.senseCurrents.map(amps => amps / step.volts)
  run.reads.push({
    label: step.label,
    timeS: run.time,
    inputs: run.inputs,
    conductance: asRead,
    sneakShare: report.sneakShares,
  })
  if (!step.frame) return
  // A read that is one network shows all cells of it.
  const ofOneNetwork = drives.length === 1 ? run.array.readQuantities?.(drives[0], states) : undefined
  const isShown = (k: number): boolean => ofOneNetwork !== undefined || step.only?.has(k) !== false
  run.frames.push({
    label: step.label,
    timeS: run.time,
    quantities: {
      conductance: alone?.map((siemens, k) => (isShown(k) ? siemens : Number.NaN)) ?? asRead,
      'read-conductance': asRead,
      'sense-current': report.senseCurrents,
      'cell-current': report.cellCurrents,
      'sneak-share': report.sneakShares,
      ...(report.sourceShifts.every(Number.isNaN) ? {} : { 'source-shift': report.sourceShifts }),
      ...ofOneNetwork,
      ...takeDisturbance(run),
      ...statePlanes(run),
    },
  })
}
