import { defineDevice } from '../../arrays/devices/define-device.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'

/** A made-up device for the referee: a junction behind its own series resistance, whose current is the unknown. */
export const junctionBehindResistance: DeviceModel = defineDevice({
  name: 'junction-behind-resistance',
  title: 'Junction behind its own series resistance',
  source: 'none: a device for tests',
  parameters: { saturation: '1e-7 A', scale: '0.1 V', series: '2 kohm', pace: '2e4 1/s', barrier: '0.15 V' },
  states: { x: { range: [0, 1], start: 0.3 } },
  unknown: {
    amps: {
      equation: 'amps - saturation * (0.1 + x) * sinh((v - series * amps) / scale)',
      between: ['min(0, v / series)', 'max(0, v / series)'],
    },
  },
  let: { drop: 'v - series * amps' },
  current: 'amps',
  rates: { x: 'pace * 1e-2 * sinh(drop / barrier) * (drop > 0 ? 1 - x : x)' },
  read: '0.1 V',
  measured: ['-2 V', '2 V'],
})

/** A made-up device for the referee: a filament whose temperature by Joule heating is the unknown. */
export const heatedFilament: DeviceModel = defineDevice({
  name: 'heated-filament',
  title: 'Filament heated by its own current',
  source: 'none: a device for tests',
  parameters: {
    conductance: '1e-3 S',
    heating: '1e5 K/W',
    coefficient: '2e-3 1/K',
    barrier: '0.6 eV',
    speed: '1e13 1/s',
    hop: '0.1 V',
  },
  states: { x: { range: [0, 1], start: 0.5 } },
  unknown: {
    kelvin: {
      equation:
        'kelvin - temperature - heating * v ** 2 * siemens / (1 + coefficient * (kelvin - temperature))',
      between: ['temperature', 'temperature + heating * v ** 2 * siemens'],
    },
  },
  let: { siemens: 'conductance * (0.1 + x)' },
  current: 'v * siemens / (1 + coefficient * (kelvin - temperature))',
  rates: {
    x: 'speed * exp(-barrier / (boltzmann * kelvin)) * sinh(v / hop * temperature / kelvin) * 1e-5 * (v > 0 ? 1 - x : x)',
  },
  read: '0.1 V',
  measured: ['-2 V', '2 V'],
})
