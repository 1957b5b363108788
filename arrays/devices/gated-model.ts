import type { DeviceCore, PathLaw, PulsePair } from './model.ts'

/**
 * A three-terminal device: the gate is written, the channel between drain and source is read. Its states follow from the gate
 * alone, `vg` (gate minus source, V) or `ig` (from the gate through its stack to the source, A), as it is controlled.
 */
export interface GatedDeviceModel extends DeviceCore {
  readonly control: 'voltage' | 'current'
  /** From drain to source; v = drain minus source. */
  readonly channel: PathLaw
  /** From gate to source through the gate stack; its slope is by `vg`. */
  readonly gate: PathLaw
  /** The pulses of the paper: the defaults of write protocols. */
  readonly pulses: PulsePair
  /** Gate volts or amperes that the paper applied; outside, results carry a warning. */
  readonly validControl: readonly [number, number]
}
