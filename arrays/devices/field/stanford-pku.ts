import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'

/**
 * A filament with a gap: the current falls exponentially with the gap, the gap moves by hopping over a barrier that the field lowers, and
 * the current heats the filament. Rates of one device run from nothing to 1e11 per second.
 */
export const stanfordPku: DeviceModel = defineDevice({
  name: 'stanford-pku',
  title: 'Stanford-PKU resistive memory, gap model',
  source:
    'Z. Jiang, S. Yu, Y. Wu, J. H. Engel, X. Guan and H.-S. P. Wong, Verilog-A compact model for oxide-based resistive random access memory, SISPAD 2014, 41; default numbers of that model',
  parameters: {
    i0: { value: '1 mA', range: [0, '1 A'], meaning: 'current without a gap at the voltage v0 asinh(1)' },
    g0: { value: '0.25 nm', range: ['1 pm', '1 um'], meaning: 'gap over which the current falls e-fold' },
    v0: {
      value: '0.25 V',
      range: ['1 mV', '100 V'],
      meaning: 'voltage beyond which the current grows exponentially',
    },
    speed: { value: '10 m/s', range: [0, 1e6], meaning: 'speed of the gap without a barrier' },
    barrier: { value: '0.6 eV', range: [0, '5 eV'], meaning: 'height of the barrier of a hop' },
    gamma0: { value: 16, range: [0, 100], meaning: 'local enhancement of the field without a gap' },
    beta: { value: 0.8, range: [0, 100], meaning: 'its loss with the cube of the gap in nm' },
    hop: { value: '0.25 nm', range: ['1 pm', '1 um'], meaning: 'length of a hop' },
    oxide: { value: '12 nm', range: ['0.1 nm', '1 um'], meaning: 'thickness of the oxide' },
    heating: { value: '2100 K/W', range: [0, 1e9], meaning: 'thermal resistance of the filament' },
    least: { value: '1.4e9 V/m', range: [0, 1e12], meaning: 'enhanced field below which nothing moves' },
    // Every law knows the temperature; a device may say its own. The filament is hotter by what the current heats it.
    temperature: { value: '298 K', range: [1, 5000], meaning: 'temperature around the device' },
  },
  states: {
    gap: {
      range: ['0.2 nm', '1.7 nm'],
      start: '1.7 nm',
      meaning: 'gap between the filament and the electrode',
    },
  },
  let: {
    hot: 'temperature + abs(v * i) * heating',
    gamma: 'gamma0 - beta * (gap / 1e-9) ** 3',
    field: 'gamma * v / oxide',
  },
  current: 'i0 * exp(-gap / g0) * sinh(v / v0)',
  rates: {
    gap: 'abs(field) < least ? 0 : -speed * exp(-barrier / (boltzmann * hot)) * sinh(hop * elementaryCharge * field / (boltzmann * hot))',
  },
  read: '0.1 V',
  measured: ['-2 V', '2 V'],
  // Pulses are ours: across the range.
  write: { volts: '2 V', width: '10 ns' },
  erase: { volts: '-2 V', width: '10 ns' },
})
