import { type Drive, isQuiet } from '../../arrays/crossbar/drive.ts'
import { meanOf, stepTogether } from '../../arrays/crossbar/step-together.ts'
import type { ArrayEngine, BatchPoint, CrossbarBatch } from '../../arrays/engine/array-engine.ts'
import { groupWeights } from '../../arrays/engine/program-in-float64.ts'
import type { DriveEvent, PlayedSelection, ProgramEvent } from '../../arrays/program/events.ts'
import { playOnCrossbar } from '../../arrays/program/play-on-crossbar.ts'
import type { ReadSettings } from '../../arrays/program/program.ts'
import { lowerProgram } from '../../arrays/program/step.ts'
import { crossbarBatch, lineVolts } from './crossbar-batch.ts'
import type { BatchMeans, DrawnBatch } from './drawn-batch.ts'
import { playOneByOne } from './play-one-by-one.ts'

/**
 * Plays a program on passive crossbars side by side: networks and state increments come from a device, states stay float64
 * here. Without a device one after the other. All arrays take the same time steps, those of the array that needs the shortest, so that the step error of a run of one
 * array bounds that of each. Where the arrays do not fit the device together they go in parts.
 * @throws GpuError where the GPU fails; SolverError where the steps become too small
 */
export async function playCrossbars(drawn: DrawnBatch, engine: ArrayEngine | undefined): Promise<BatchMeans> {
  if (engine === undefined) return playOneByOne(drawn)
  const { samples, groups } = drawn
  const all = crossbarBatch(drawn, 0, samples)
  const parts = Math.ceil(samples / engine.mostCrossbars(all))
  const size = Math.ceil(samples / parts)
  let result: BatchMeans | undefined
  for (let from = 0; from < samples; from += size) {
    const count = Math.min(size, samples - from)
    const part = playPart(drawn, parts === 1 ? all : crossbarBatch(drawn, from, count), engine)
    result ??= { reads: part.reads, means: part.means.map(() => new Float64Array(samples * groups.length)) }
    part.means.forEach((means, r) => {
      result!.means[r].set(means, from * groups.length)
    })
  }
  return result!
}

function playPart(
  { one, settings, groups }: DrawnBatch,
  batch: CrossbarBatch,
  engine: ArrayEngine,
): BatchMeans {
  const { spec, steps } = one
  const { model, parameters, samples, size } = batch
  const cells = size[0] * size[1]
  const weights = groupWeights(groups)
  const states = spec.initial.map(plane => {
    const repeated = new Float64Array(samples * cells)
    for (let sample = 0; sample < samples; sample++) repeated.set(plane, sample * cells)
    return repeated
  })
  const reads: { label: string; timeS: number }[] = []
  const means: Float64Array[] = []
  let time = 0
  let found = new Float64Array(samples * groups.length)
  const array = playOnCrossbar(spec, { ...settings, network: 'crossbar' })
  for (const event of lowerProgram(steps, array)) play(event)
  return { reads, means }

  function play(event: ProgramEvent<Drive>): void {
    switch (event.kind) {
      case 'drive':
        hold(event)
        break
      case 'sense':
        sense(event.step, event.selection)
        break
      case 'read':
        if (event.step.only === undefined) {
          reads.push({ label: event.step.label, timeS: time })
          means.push(found)
        }
        found = new Float64Array(samples * groups.length)
        break
      case 'begin-write':
      case 'end-write':
      case 'frame':
      case 'begin-record':
      case 'end-record':
        break
      default:
        event satisfies never
    }
  }

  function sense({ only, volts }: ReadSettings, { drive, cells: selected }: PlayedSelection<Drive>): void {
    if (only !== undefined) return
    const { currents } = engine.solveCrossbars(batch, lineVolts(drive), states, { currents: true })
    addMeans(found, currents!, selected, { volts, size, weights })
  }

  function hold({ from: drive, seconds }: DriveEvent<Drive>): void {
    if (seconds === 0) return
    if (isQuiet(drive)) {
      rest(seconds)
      return
    }
    const volts = lineVolts(drive)
    stepTogether<BatchPoint>(
      {
        model,
        relax: (control, step, from, to) => relax(meanOf(control), step, from, to),
        point: (at, start) => engine.solveCrossbars(batch, volts, at, { start }),
        control: point => point.deviceVolts,
      },
      seconds,
      states,
    )
    time += seconds
  }

  function rest(seconds: number): void {
    if (seconds === 0) return
    relax(new Float64Array(1), seconds, states, states)
    time += seconds
  }

  function relax(
    volts: Float64Array,
    seconds: number,
    from: readonly Float64Array[],
    to: readonly Float64Array[],
  ): void {
    if (from.length === 0) return
    const step = { model, size: [samples, cells], parameters, states: from, control: volts, seconds } as const
    engine.stateIncrements(step).forEach((increment, s) => {
      const x = from[s]
      const y = to[s]
      for (let k = 0; k < y.length; k++) y[k] = x[k] + increment[k]
    })
  }
}

/** A read of crossbars side by side. */
interface SensedRead {
  readonly volts: number
  readonly size: readonly [number, number]
  /** Of each cell in the mean of each group. */
  readonly weights: readonly Float64Array[]
}

/**
 * Adds what the selected cells give to the means of all samples. What a bit line senses is the sum of the currents of its cells, whichever
 * ends carry it off.
 */
function addMeans(
  found: Float64Array,
  currents: Float64Array,
  selected: readonly number[],
  { volts, size: [rows, columns], weights }: SensedRead,
): void {
  const cells = rows * columns
  for (let sample = 0; sample < found.length / weights.length; sample++) {
    for (const k of selected) {
      let sense = 0
      for (let at = k % columns; at < cells; at += columns) sense += currents[sample * cells + at]
      weights.forEach((weight, g) => {
        found[sample * weights.length + g] += (sense / volts) * weight[k]
      })
    }
  }
}
