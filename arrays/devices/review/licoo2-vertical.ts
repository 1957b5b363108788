import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'
import { parameterTable } from '../parameter-table.ts'
import { assumedSource } from './assumed-source.ts'
import { reviewCitation } from './review-citation.ts'

const name = 'licoo2-vertical'

/**
 * Au/LiCoO2/Pt between two electrodes: a negative voltage draws lithium into the gold and raises the conductance, a positive
 * one returns it. The pulses of Table 1 use a window of a wider range, to whose ends the state relaxes, so that the conductance stays positive
 * however long it is driven; more linear pulses than these would need a range that passes zero.
 */
export const licoo2Vertical: DeviceModel = defineDevice({
  name,
  title: 'Au/LiCoO2/Pt two-terminal synapse (Li+)',
  source: reviewCitation(92),
  states: {
    layer: {
      range: [-1, 1],
      start: 0,
      meaning: 'ions that have gathered at the electrode, positive where they add conductance',
    },
    lasting: {
      range: [0, 1],
      start: 0.168,
      meaning: 'lithium that has left the film, as a share of what can',
    },
  },
  parameters: parameterTable({
    lowConductance: ['S', 1.17e-6, [0, 1], 'conductance with all lithium in the film', 'fit: E12'],
    highConductance: ['S', 41.8e-6, [0, 1], 'conductance with all lithium out', 'fit: E12, E41'],
    layerGain: [
      '1',
      0.2,
      [0, 0.99],
      'relative change of the conductance by the full layer',
      assumedSource(name, 'layerGain'),
    ],
    layerTime: ['s', 0.03, [1e-6, 1e6], 'relaxation time of the layer', assumedSource(name, 'layerTime')],
    layerVolts: [
      'V',
      1.5,
      [1e-3, 100],
      'voltage at which the layer saturates',
      assumedSource(name, 'layerVolts'),
    ],
    raiseVolts: [
      'V',
      1.5,
      [1e-3, 100],
      'negative voltage, as a magnitude, that raiseTime belongs to',
      'Table 1',
    ],
    raiseTime: [
      's',
      0.25 / 1.6,
      [1e-9, 1e9],
      'time constant of the rise at that voltage',
      'fit: E12 (25 pulses of 10 ms)',
    ],
    lowerVolts: ['V', 1.1, [1e-3, 100], 'positive voltage that lowerTime belongs to', 'Table 1'],
    lowerTime: [
      's',
      0.25 / 1.6,
      [1e-9, 1e9],
      'time constant of the fall at that voltage',
      'fit: E12 (25 pulses of 10 ms)',
    ],
    steepness: [
      'V',
      0.12,
      [1e-3, 100],
      'voltage that speeds the motion up e-fold',
      assumedSource(name, 'steepness'),
    ],
  }),
  let: {
    raise: '(exp(-v / steepness) - 1) / (exp(raiseVolts / steepness) - 1) / raiseTime',
    lower: '(exp(v / steepness) - 1) / (exp(lowerVolts / steepness) - 1) / lowerTime',
    conductance: '(lowConductance + (highConductance - lowConductance) * lasting) * (1 + layerGain * layer)',
  },
  current: 'conductance * v',
  rates: {
    layer: { rate: '1 / layerTime', target: '-tanh(v / layerVolts)' },
    lasting: { rate: 'v < 0 ? raise : lower', target: 'v < 0 ? 1 : 0' },
  },
  read: 0.1,
  measured: [-1.5, 1.1],
})
