import type { DeviceModel } from '../../../arrays/devices/model.ts'

/**
 * A device for the tests of the protocols whose answers can be worked out by hand: amps = volts (1 + x), the state
 * x relaxes to `volts` with 0.5 per second and volt while a voltage is on and to 0 with 0.1 per second at rest.
 */
export const leakySynapse: DeviceModel = {
  name: 'leaky-synapse',
  title: 'Leaky synapse',
  citation: 'made up for the tests',
  states: [
    {
      name: 'x',
      unit: '1',
      range: [-100, 100],
      initial: 0,
      meaning: 'what it has learnt',
      rate: v => 0.1 + 0.5 * Math.abs(v),
      target: v => v,
    },
  ],
  parameters: [],
  current: (v, x) => v * (1 + x),
  slope: (_v, x) => 1 + x,
  functions: [],
  linear: true,
  validVolts: [-10, 10],
  readVolts: 0.1,
}
