import type { PulsePair } from '../devices/model.ts'
import type { WrittenPulse } from '../devices/refuse-other-pulses.ts'
import type { Step } from './step.ts'

/**
 * The pulses that a step gives the cells that it addresses. Of reads and lines driven one by one those above half of a pulse count: what
 * is below reads, or is left of a pulse to other cells.
 * @param pulses of the device
 */
export function* writtenPulses(step: Step, { raise, lower }: PulsePair): Generator<WrittenPulse> {
  const pulses = [raise, lower]
  for (const { by, amplitude: volts, seconds: width } of step.applied()) {
    const counts =
      by === 'write' ||
      (by === 'lines' &&
        pulses.some(({ amplitude }) => volts * Math.sign(amplitude) > 0.5000001 * Math.abs(amplitude))) ||
      // A read of no width changes nothing.
      (by === 'read' &&
        width > 0 &&
        pulses.some(({ amplitude }) => Math.abs(volts - amplitude) <= 0.02 * Math.abs(amplitude)))
    if (counts) yield { volts, width }
  }
}
