import { createEnergyMeter } from '../crossbar/energy-meter.ts'
import { type ArrayRun, hold, type PlayedSpec, rest, statePlanes, takeDisturbance } from './array-run.ts'
import type { WriteStep } from './program.ts'

/**
 * Carries out a write. Isolated cells are pulsed all at once; an array is written row by row (cells of a row that
 * need the same amplitude together) or cell by cell, so that it takes longer. Gives way after each pulse, so that an interrupt is
 * served.
 */
export function* runWriteStep<D, Spec extends PlayedSpec>(
  run: ArrayRun<D, Spec>,
  step: WriteStep,
): Generator<void> {
  const keep = run.settings.keep?.disturbance ?? true
  const before = keep ? run.states.map(x => x.slice()) : []
  const start = run.time
  run.inputs++
  for (let pulse = 0; pulse < step.pulses; pulse++) {
    for (const drive of run.array.pulse(pulseAmplitudes(step, pulse, run.array.cells))) {
      hold(run, drive, step.width)
      yield
    }
    rest(run, step.interval)
    yield
  }
  if (keep) noteDisturbance(run, disturbance(run, step, before, run.time - start))
  if (!step.frame) return
  run.frames.push({
    label: step.label,
    timeS: run.time,
    quantities: {
      conductance: run.array.probe(run.states),
      ...takeDisturbance(run),
      ...statePlanes(run),
    },
  })
}

/** Amplitude of every cell in one pulse; 0 where the cell is not addressed. */
export function pulseAmplitudes(step: WriteStep, pulse: number, count: number): Float64Array {
  const amplitudes = new Float64Array(count)
  for (const { levels, amplitude } of step.targets) {
    for (let k = 0; k < count; k++) {
      const level = levels[k]
      switch (step.graded) {
        case 'none':
          if (level >= 0.5) amplitudes[k] = amplitude
          break
        case 'pulses':
          if (pulse < Math.round(level * step.pulses)) amplitudes[k] = amplitude
          break
        case 'volts':
          if (level > 0) amplitudes[k] = amplitude * level
          break
        default:
          step.graded satisfies never
      }
    }
  }
  return amplitudes
}

function noteDisturbance(
  run: { disturbance: Float64Array | undefined; worstDisturbance: number },
  latest: Float64Array,
): void {
  run.disturbance = latest
  for (const change of latest) {
    if (Math.abs(change) > Math.abs(run.worstDisturbance)) run.worstDisturbance = change
  }
}

/**
 * Relative change of the conductance of every cell that the write did not address, against the same array left alone for the same
 * time; NaN for the addressed cells.
 */
function disturbance<D, Spec extends PlayedSpec>(
  { array, states }: ArrayRun<D, Spec>,
  step: WriteStep,
  before: readonly Float64Array[],
  seconds: number,
): Float64Array {
  const alone = before.map(x => x.slice())
  array.advance(array.rest, seconds, alone, createEnergyMeter(), { energy: false }, undefined)
  const undisturbed = array.probe(alone)
  const now = array.probe(states)
  const addressed = new Uint8Array(now.length)
  for (let pulse = 0; pulse < step.pulses; pulse++) {
    pulseAmplitudes(step, pulse, now.length).forEach((v, k) => {
      if (v !== 0) addressed[k] = 1
    })
  }
  return now.map((g, k) =>
    addressed[k] === 1 ? Number.NaN : g === undisturbed[k] ? 0 : g / undisturbed[k] - 1,
  )
}
