import { defineDevice } from '../../arrays/devices/define-device.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'

/** VTEAM: S. Kvatinsky et al., IEEE Trans. Circuits Syst. II 62, 786 (2015). */
export const vteam: DeviceModel = defineDevice({
  name: 'vteam',
  title: 'VTEAM',
  source: 'S. Kvatinsky et al., IEEE Trans. Circuits Syst. II 62, 786 (2015)',
  parameters: {
    rOn: '50 ohm',
    rOff: '1 kohm',
    d: '3 nm',
    kOff: '5e-4 m/s',
    kOn: '-10 m/s',
    vOff: '0.02 V',
    vOn: '-0.2 V',
    aOff: 1,
    aOn: 3,
  },
  states: { w: { range: [0, '3 nm'], start: 0 } },
  let: { ohms: 'rOn + (rOff - rOn) * w / d' },
  current: 'v / ohms',
  rates: {
    w: 'v > vOff ? kOff * (v / vOff - 1) ** aOff : v < vOn ? kOn * (v / vOn - 1) ** aOn : 0',
  },
  read: '0.01 V',
  measured: ['-1 V', '1 V'],
})

export const linearDriftJoglekar: DeviceModel = defineDevice({
  name: 'linear-drift-joglekar',
  title: 'Linear ion drift, window of Joglekar',
  source: 'Y. N. Joglekar, S. J. Wolf, Eur. J. Phys. 30, 661 (2009)',
  parameters: { rOn: '100 ohm', rOff: '10 kohm', d: '12 nm', mobility: '5e-14 m2/(V s)', p: 7 },
  states: { x: { range: [0, 1], start: 0.56 } },
  current: 'v / (rOn * x + rOff * (1 - x))',
  rates: { x: 'mobility * rOn / d ** 2 * i * (1 - (2 * x - 1) ** (2 * p))' },
  read: '0.1 V',
  measured: ['-2 V', '2 V'],
})

export const linearDriftBiolek: DeviceModel = defineDevice({
  name: 'linear-drift-biolek',
  title: 'Linear ion drift, window of Biolek',
  source: 'Z. Biolek, D. Biolek, V. Biolkova, Radioengineering 18, 210 (2009)',
  parameters: { rOn: '100 ohm', rOff: '1 kohm', d: '16 nm', mobility: '4e-14 m2/(V s)', p: 7 },
  states: { x: { range: [0, 1], start: 0.076 } },
  current: 'v / (rOn * x + rOff * (1 - x))',
  rates: { x: 'mobility * rOn / d ** 2 * i * (1 - (x - (i > 0 ? 0 : 1)) ** (2 * p))' },
  read: '0.1 V',
  measured: ['-2 V', '2 V'],
})

export const linearDriftProdromakis: DeviceModel = defineDevice({
  name: 'linear-drift-prodromakis',
  title: 'Linear ion drift, window of Prodromakis',
  source: 'T. Prodromakis et al., IEEE Trans. Electron Devices 58, 3099 (2011)',
  parameters: { rOn: '100 ohm', rOff: '16 kohm', d: '10 nm', mobility: '1e-14 m2/(V s)', p: 2.5, j: 1 },
  states: { x: { range: [0, 1], start: 0.3 } },
  current: 'v / (rOn * x + rOff * (1 - x))',
  rates: { x: 'mobility * rOn / d ** 2 * i * j * (1 - ((x - 0.5) ** 2 + 0.75) ** p)' },
  read: '0.1 V',
  measured: ['-2 V', '2 V'],
})

export const thresholdMemristor: DeviceModel = defineDevice({
  name: 'threshold-memristor',
  title: 'Threshold memristor',
  source: 'Y. V. Pershin, M. Di Ventra, Phys. Rev. E 79, 051129 (2009)',
  parameters: { beta: '2e12 ohm/(V s)', alpha: '0 ohm/(V s)', threshold: '1.6 V' },
  states: { ohms: { range: ['1 kohm', '10 kohm'], start: '7 kohm' } },
  current: 'v / ohms',
  rates: { ohms: 'beta * v + (alpha - beta) / 2 * (abs(v + threshold) - abs(v - threshold))' },
  read: '0.1 V',
  measured: ['-5 V', '5 V'],
})

export const gapModel: DeviceModel = defineDevice({
  name: 'gap-model',
  title: 'Gap of a filament',
  source: 'Z. Jiang, H.-S. P. Wong, Stanford-PKU RRAM model (2014)',
  parameters: {
    i0: '1e-3 A',
    g0: '0.25 nm',
    v0: '0.25 V',
    speed: '10 m/s',
    gamma0: 16,
    beta: 0.8,
    barrier: '0.6 eV',
    site: '0.25 nm',
    thickness: '12 nm',
    heating: '2100 K/W',
    least: '1.4e9 V/m',
    temperature: '298 K',
  },
  states: { gap: { range: ['0.2 nm', '1.7 nm'], start: '1.2 nm' } },
  let: {
    warm: 'temperature + abs(v * i) * heating',
    gamma: 'gamma0 - beta * (gap / 1e-9) ** 3',
    thermal: 'boltzmann * warm',
  },
  current: 'i0 * exp(-gap / g0) * sinh(v / v0)',
  rates: {
    gap: `gamma * abs(v) / thickness < least ? 0
      : -speed * exp(-barrier / thermal) * sinh(gamma * site * elementaryCharge * v / (thickness * thermal))`,
  },
  read: '0.1 V',
  measured: ['-2 V', '2 V'],
})
