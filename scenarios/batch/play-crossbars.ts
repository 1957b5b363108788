import { type Drive, isQuiet } from '../../arrays/crossbar/drive.ts'
import { readSelections } from '../../arrays/crossbar/read-array.ts'
import { meanOf, stepTogether } from '../../arrays/crossbar/step-together.ts'
import type { ArrayEngine, BatchPoint, CrossbarBatch } from '../../arrays/engine/array-engine.ts'
import { groupWeights } from '../../arrays/engine/program-in-float64.ts'
import { writeDrives } from '../../arrays/program/play-on-crossbar.ts'
import type { ReadStep, Step } from '../../arrays/program/program.ts'
import { pulseAmplitudes } from '../../arrays/program/write-step.ts'
import { crossbarBatch, lineVolts } from './crossbar-batch.ts'
import type { BatchMeans, DrawnBatch } from './drawn-batch.ts'
import { playOneByOne } from './play-one-by-one.ts'

/**
 * Plays a program on passive crossbars side by side: networks and state increments come from a device, states stay float64
 * here. Without a device one after the other. All arrays take the same time steps, those of the array that needs the shortest, so that the step error of a run of one
 * array bounds that of each. Where the arrays do not fit the device together they go in parts.
 * @throws DeviceError where the device fails; SolverError where the steps become too small
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
  const states = spec.initial.map(plane => repeatPlane(plane, samples))
  const reads: { label: string; timeS: number }[] = []
  const means: Float64Array[] = []
  let time = 0
  for (const step of steps) play(step)
  return { reads, means }

  function play(step: Step): void {
    switch (step.kind) {
      case 'write':
        for (let pulse = 0; pulse < step.pulses; pulse++) {
          for (const drive of writeDrives(spec, pulseAmplitudes(step, pulse, cells), settings))
            hold(drive, step.width)
          rest(step.interval)
        }
        break
      case 'read':
        read(step)
        break
      case 'wait':
        rest(step.seconds)
        break
      case 'play':
        throw new RangeError('playCrossbars: found a step "play"; expected write, read and wait')
      default:
        step satisfies never
    }
  }

  /** At the start of each selection's pulse the currents are taken, then the pulse acts on the states. */
  function read(step: ReadStep): void {
    const found = new Float64Array(samples * groups.length)
    const options = {
      network: 'crossbar',
      bias: step.bias ?? settings.bias,
      volts: step.volts,
      by: step.by,
    } as const
    const only = step.only === undefined ? {} : { only: step.only }
    for (const { drive, cells: selected } of readSelections(spec, { ...options, ...only })) {
      if (step.only === undefined) {
        const { currents } = engine.solveCrossbars(batch, lineVolts(drive), states, { currents: true })
        addMeans(found, currents!, selected, step.volts, batch, weights)
      }
      if (!isQuiet(drive)) hold(drive, step.width)
    }
    if (step.only !== undefined) return
    reads.push({ label: step.label, timeS: time })
    means.push(found)
  }

  function hold(drive: Drive, seconds: number): void {
    if (isQuiet(drive)) rest(seconds)
    if (seconds === 0 || isQuiet(drive)) return
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

/** What a bit line senses is the sum of the currents of its cells, whichever ends carry it off. */
function addMeans(
  found: Float64Array,
  currents: Float64Array,
  selected: readonly number[],
  volts: number,
  { samples, size }: CrossbarBatch,
  weights: readonly Float64Array[],
): void {
  const columns = size[1]
  const cells = size[0] * columns
  for (let sample = 0; sample < samples; sample++) {
    for (const k of selected) {
      let sense = 0
      for (let at = k % columns; at < cells; at += columns) sense += currents[sample * cells + at]
      weights.forEach((weight, g) => {
        found[sample * weights.length + g] += (sense / volts) * weight[k]
      })
    }
  }
}

/** The same plane for every array of a batch. */
function repeatPlane(plane: Float64Array, samples: number): Float64Array {
  const repeated = new Float64Array(samples * plane.length)
  for (let sample = 0; sample < samples; sample++) repeated.set(plane, sample * plane.length)
  return repeated
}
