import type { FreshSpecimen } from '../specimen.ts'

/** A pulse and the pause after it. */
export interface DevicePulse {
  /** V, or A where a current drives the device. */
  readonly level: number
  /** s */
  readonly width: number
  /** s */
  readonly interval: number
}

/** A device as the plasticity protocols meet it: what drives it, what answers, and the pulses of its paper. */
export interface PlasticDevice {
  readonly name: string
  readonly title: string
  readonly driveUnit: 'V' | 'A'
  /** Meaning of it. */
  readonly driveLabel: 'voltage' | 'current driven' | 'gate voltage' | 'gate current'
  /** Pulses of each half of a cycle of potentiation and depression. */
  readonly pulses: number
  readonly answer: { readonly label: 'current' | 'voltage'; readonly unit: 'A' | 'V' }
  /** Raises the conductance, and lowers it. */
  readonly raise: DevicePulse
  readonly lower: DevicePulse
  /** Scan rate of sweeps, V/s or A/s. */
  readonly rate: number
  /** Levels that the paper measured at. */
  readonly validLevels: readonly [number, number]
  readonly fresh: FreshSpecimen
}
