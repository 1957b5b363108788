import { defineDevice } from '../../../arrays/devices/define-device.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'

/**
 * A device for the tests of the protocols whose answers can be worked out by hand: amps = volts (1 + x), the state
 * x relaxes to `volts` with 0.5 per second and volt while a voltage is on and to 0 with 0.1 per second at rest.
 */
export const leakySynapse: DeviceModel = defineDevice({
  name: 'leaky-synapse',
  title: 'Leaky synapse',
  source: 'made up for the tests',
  states: { x: { range: [-100, 100], start: 0, meaning: 'what it has learnt' } },
  current: 'v * (1 + x)',
  rates: { x: { rate: '0.1 + 0.5 * abs(v)', target: 'v' } },
  read: 0.1,
  measured: [-10, 10],
})
