import { defineDevice } from '../define-device.ts'
import type { GatedDeviceModel } from '../gated-model.ts'
import { parameterTable } from '../parameter-table.ts'
import { assumedSource } from './assumed-source.ts'
import { stackConductance } from './intercalation-synapse.ts'
import { reviewCitation } from './review-citation.ts'

const name = 'sio2-mos2'

const gate = stackConductance(1, 0.1)

/**
 * Sodium in the SiO2 under a monolayer of MoS2: near the channel it adds electrons, far from it it takes them away. It
 * hops over a barrier, so it is frozen at 30 C, stays where it was put at 150 C and drifts back within seconds at 350 C. The
 * conductance is exponential in its place, as in a transistor below its threshold.
 */
export const sio2Mos2: GatedDeviceModel = defineDevice({
  name,
  title: 'Na+-diffused SiO2/MoS2 transistor (Na+)',
  source: reviewCitation(100),
  terminals: 3,
  states: {
    ions: { range: [-1, 1], start: 0, meaning: 'place of the sodium, 1 = at the channel, -1 = far from it' },
  },
  parameters: parameterTable({
    conductance: ['S', 2.53e-6, [0, 1], 'conductance with the sodium at rest', 'fit: E13'],
    ionGain: [
      '1',
      7.33,
      [0, 20],
      'exponent of the conductance by the sodium; 0 without sodium',
      'fit: E13, E43',
    ],
    temperature: [
      'K',
      423.15,
      [200, 1000],
      'temperature of the device',
      'text: 150 C, where states are kept; 623.15 K (350 C) for the volatile device',
    ],
    activationEnergy: ['eV', 1.1, [0, 5], 'barrier of a hop', assumedSource(name, 'activationEnergy')],
    returnTime: [
      's',
      4,
      [1e-6, 1e6],
      'time constant of the way back to rest at 350 C',
      assumedSource(name, 'returnTime'),
    ],
    driftTime: [
      's',
      1.11,
      [1e-6, 1e6],
      'time of the drift at 350 C and the voltage that speeds it up e-fold',
      'fit: E13, E43',
    ],
    raiseVolts: [
      'V',
      4,
      [0.01, 100],
      'positive voltage that speeds the drift up e-fold',
      assumedSource(name, 'raiseVolts'),
    ],
    lowerVolts: ['V', 8, [0.01, 100], 'the same for negative voltage', assumedSource(name, 'lowerVolts')],
    gateConductance: [
      'S',
      gate[0],
      [0, 1],
      'conductance of the gate stack',
      `${gate[1]}; Table 1 gives no area, 1 um2 is taken`,
    ],
  }),
  let: {
    // Hopping speed over that at 350 C, where the paper measured the volatile device; 8.617e-5 eV/K is Boltzmann's constant.
    hops: 'exp(activationEnergy / 8.617333e-5 * (1 / 623.15 - 1 / temperature))',
    drift: '(vg > 0 ? exp(vg / raiseVolts) - 1 : exp(-vg / lowerVolts) - 1) / driftTime',
    share: 'drift / (drift + 1 / returnTime)',
  },
  current: 'conductance * exp(ionGain * ions) * v',
  gate: 'gateConductance * vg',
  rates: { ions: { rate: '(1 / returnTime + drift) * hops', target: 'vg < 0 ? -share : share' } },
  read: 0.1,
  measured: [-60, 30],
  write: { volts: 30, width: 0.1, number: 10 },
  erase: { volts: -60, width: 0.1, number: 10 },
})
