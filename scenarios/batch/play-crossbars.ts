import { type Drive, isQuiet } from '../../arrays/crossbar/drive.ts'
import type { ArrayEngine, CrossbarBatch } from '../../arrays/engine/array-engine.ts'
import { groupWeights } from '../../arrays/engine/program-in-float64.ts'
import type { DriveEvent, PlayedSelection, ProgramEvent } from '../../arrays/program/events.ts'
import { playOnCrossbar } from '../../arrays/program/play-on-crossbar.ts'
import type { ReadSettings } from '../../arrays/program/program.ts'
import { lowerProgram } from '../../arrays/program/step.ts'
import { crossbarBatch, lineVolts } from './crossbar-batch.ts'
import type { BatchMeans, DrawnBatch } from './drawn-batch.ts'
import { playOneByOne } from './play-one-by-one.ts'

/**
 * Plays a program on arrays side by side, crossbars or cells wired alone. Without an engine one after the other. All arrays take the same time steps, those of the array that needs the shortest, so that the step error of a run of one
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
  const { samples } = batch
  const cells = spec.size[0] * spec.size[1]
  const isAlone = settings.network === 'isolated'
  const weights = groupWeights(groups)
  const states = spec.initial.map(plane => {
    const repeated = new Float64Array(samples * cells)
    for (let sample = 0; sample < samples; sample++) repeated.set(plane, sample * cells)
    return repeated
  })
  const crossbars = engine.openCrossbars(batch, states)
  const reads: { label: string; timeS: number }[] = []
  const means: Float64Array[] = []
  let time = 0
  let found = new Float64Array(samples * groups.length)
  const array = playOnCrossbar(spec, settings)
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
    const { size } = batch
    addMeans(found, crossbars.read(lineVolts(drive)), selected, { volts, size, isAlone, weights })
  }

  function hold({ from: drive, seconds }: DriveEvent<Drive>): void {
    if (seconds === 0) return
    if (isQuiet(drive) && spec.model.stored === undefined) crossbars.rest(seconds)
    else crossbars.hold(lineVolts(drive), seconds)
    time += seconds
  }
}

/** A read of crossbars side by side. */
interface SensedRead {
  readonly volts: number
  readonly size: readonly [number, number]
  /** Each cell is sensed by itself. */
  readonly isAlone: boolean
  /** Of each cell in the mean of each group. */
  readonly weights: readonly Float64Array[]
}

/**
 * Adds what the selected cells give to the means of all samples. What a bit line senses is the sum of the currents of its cells, whichever
 * ends carry it off; of cells wired alone it is their own.
 */
function addMeans(
  found: Float64Array,
  currents: Float64Array,
  selected: readonly number[],
  { volts, size: [rows, columns], isAlone, weights }: SensedRead,
): void {
  const cells = rows * columns
  for (let sample = 0; sample < found.length / weights.length; sample++) {
    for (const k of selected) {
      let sense = isAlone ? currents[sample * cells + k] : 0
      for (let at = k % columns; !isAlone && at < cells; at += columns) sense += currents[sample * cells + at]
      weights.forEach((weight, g) => {
        found[sample * weights.length + g] += (sense / volts) * weight[k]
      })
    }
  }
}
