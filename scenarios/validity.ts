import type { DeviceModel } from '../arrays/devices/model.ts'
import type { Step } from './program/program.ts'

/** One warning where a program goes beyond the voltages that the paper measured the device at. */
export function validityWarnings(model: DeviceModel, steps: readonly Step[]): string[] {
  const [low, high] = model.validVolts
  const volts = steps.flatMap(step => {
    if (step.kind === 'write') return step.targets.map(target => target.amplitude)
    return step.kind === 'read' ? [step.volts] : []
  })
  const outside = volts.filter(v => v < low || v > high)
  if (outside.length === 0) return []
  const farthest = outside.reduce((far, v) => (Math.abs(v) > Math.abs(far) ? v : far))
  return [
    `${model.name} was measured from ${low} V to ${high} V; this program goes to ${farthest} V, where the model is a guess`,
  ]
}
