import type { PulsePair } from '../devices/model.ts'
import type { WrittenPulse } from '../devices/refuse-other-pulses.ts'
import { playedVolts } from './applied-drives.ts'
import type { Step } from './program.ts'

/**
 * The pulses that a step gives the cells that it addresses. Of reads and tables of lines those above half of a pulse count: what
 * is below reads, or is left of a pulse to other cells.
 * @param pulses of the device
 */
export function* writtenPulses(step: Step, { raise, lower }: PulsePair): Generator<WrittenPulse> {
  const writes = (volts: number): boolean =>
    [raise, lower].some(({ amplitude }) => volts * Math.sign(amplitude) > 0.5000001 * Math.abs(amplitude))
  switch (step.kind) {
    case 'write':
      for (const { levels, amplitude } of step.targets) {
        const shares = step.graded === 'volts' ? new Set(levels) : [1]
        for (const share of shares) yield { volts: share * amplitude, width: step.width }
      }
      return
    case 'read':
      // A read of no width changes nothing.
      for (const { amplitude } of [raise, lower]) {
        if (step.width > 0 && Math.abs(step.volts - amplitude) <= 0.02 * Math.abs(amplitude))
          yield { volts: step.volts, width: step.width }
      }
      return
    case 'play':
      for (const row of step.rows) {
        for (const volts of playedVolts(row)) if (writes(volts)) yield { volts, width: row.seconds }
      }
      return
    case 'wait':
  }
}
