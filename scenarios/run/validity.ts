import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import { reachedWarnings } from '../../arrays/devices/measured-limits.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import type { AnyArraySpec } from '../../arrays/gated/any-array.ts'
import { isGated } from '../../arrays/gated/any-array.ts'
import type { AnyRun } from '../../arrays/program/array-run.ts'
import type { Step } from '../../arrays/program/step.ts'
import { isWrite } from '../../arrays/program/steps/write-step.ts'

/** One warning where a program goes beyond the voltages, or gate currents, that the paper measured the device at. */
export function validityWarnings(
  model: DeviceModel | GatedDeviceModel,
  steps: readonly Step[],
  network: 'isolated' | 'crossbar',
): string[] {
  const gated = 'channel' in model
  // In an array a gate sees another voltage than its line: the network warns of that.
  if (gated && network === 'crossbar') return []
  const [low, high] = gated ? model.validControl : model.validVolts
  const unit = gated && model.control === 'current' ? 'A' : 'V'
  const amplitudes = steps.flatMap(step => {
    const applied = [...step.applied()].filter(({ by }) => by !== 'read' || !gated)
    return applied.map(({ amplitude }) => amplitude)
  })
  // The corners of a sine that is played in straight pieces are 2e-5 higher than the sine.
  const slack = 1e-4 * Math.max(Math.abs(low), Math.abs(high))
  const outside = amplitudes.filter(v => v < low - slack || v > high + slack)
  if (outside.length === 0) return []
  const farthest = outside.reduce((far, v) => (Math.abs(v) > Math.abs(far) ? v : far))
  return [
    `${model.name} was measured from ${low} ${unit} to ${high} ${unit}; this program goes to ${farthest} ${unit}, where the model is a guess`,
  ]
}

/** States, times and levels of a program that go beyond those that were measured. */
export function beyondMeasured(run: AnyRun, steps: readonly Step[]): string[] {
  const { model, parameters } = run.spec
  const kelvin = model.parameters.findIndex(({ name }) => name === 'temperature')
  const pulses = steps.reduce((sum, step) => sum + (isWrite(step) ? step.pulses : 0), 0)
  return reachedWarnings(model.name, {
    seconds: run.time,
    pulses,
    ...(kelvin < 0 ? {} : { temperature: parameters[kelvin][0] }),
    states: Object.fromEntries(
      model.states.map(({ name }, s) => [name, [lowest(run.states[s]), highest(run.states[s])] as const]),
    ),
  })
}

function lowest(values: Float64Array): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
}

function highest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
}

/** One warning where lines or access elements take a part of the pulses that a table of measured steps holds for. */
export function stepWarnings(spec: AnyArraySpec, network: 'isolated' | 'crossbar'): string[] {
  if (isGated(spec)) return []
  const wires = [spec.wordWire, spec.bitWire].some(ohms =>
    typeof ohms === 'number' ? ohms > 0 : ohms.some(each => each > 0),
  )
  return lostSteps(spec.model, {
    wires: network === 'crossbar' && wires,
    access: spec.access.kind !== 'none',
  })
}

/** The same by what stands between drivers and devices. */
export function lostSteps(
  model: DeviceModel | GatedDeviceModel,
  { wires, access }: { readonly wires: boolean; readonly access: boolean },
): string[] {
  if ('channel' in model || model.steps === undefined || !(wires || access)) return []
  const parts = [...(wires ? ['wires'] : []), ...(access ? ['access elements'] : [])]
  return [
    `${model.name} is a table of measured steps, which hold within 1 % of the volts of their pulses: a cell that ${parts.join(' and ')} leave less does not move`,
  ]
}
