import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'

/** Tunnelling through a part of the area that grows with voltage and shrinks by diffusion, beside a Schottky barrier. */
export const umich: DeviceModel = defineDevice({
  name: 'umich',
  title: 'Tungsten oxide memristor of Michigan',
  source:
    'T. Chang, S.-H. Jo, K.-H. Kim, P. Sheridan, S. Gaba and W. Lu, Synaptic behaviors and modeling of a metal oxide memristive device, Appl. Phys. A 102, 857 (2011); form and numbers of its SPICE model',
  parameters: {
    alpha: { value: '0.5 uA', range: [0, '1 A'], meaning: 'current of the Schottky barrier' },
    beta: { value: '0.5 1/V', range: [1e-6, 1e3], meaning: 'how fast it saturates' },
    gamma: { value: '4 uA', range: [0, '1 A'], meaning: 'current by tunnelling' },
    delta: { value: '2 1/V', range: [1e-6, 1e3], meaning: 'how fast it bends upwards' },
    lambda: { value: '4.5 1/s', range: [0, 1e12], meaning: 'speed of the state' },
    eta1: { value: 0.004, range: [0, 1e3], meaning: 'share of the speed that the field makes' },
    eta2: { value: '4 1/V', range: [1e-6, 1e3], meaning: 'how fast the speed grows with the field' },
    tau: { value: 10, range: [1e-6, 1e12], meaning: 'diffusion: the state falls at lambda w / tau' },
  },
  states: { w: { range: [0, 1], start: 0, meaning: 'share of the area that tunnels' } },
  current: '(1 - w) * alpha * (1 - exp(-beta * v)) + w * gamma * sinh(delta * v)',
  rates: { w: 'lambda * (eta1 * sinh(eta2 * v) - w / tau)' },
  read: '0.3 V',
  measured: ['-1.5 V', '1.5 V'],
  write: { volts: '1.3 V', width: '1 s' },
  erase: { volts: '-1.3 V', width: '1 s' },
})
