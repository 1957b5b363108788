import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'
import { parameterTable } from '../parameter-table.ts'
import { assumedSource } from './assumed-source.ts'
import { reviewCitation } from './review-citation.ts'

const name = 'pva-naac'

/**
 * Polyvinyl alcohol with sodium acetate between two electrodes, written and read by millivolts. The current has an
 * electrical part, at once, and an ionic part: ions gather at the electrodes (a resistor and a capacitor in series, whose discharge
 * is the current after the spikes) and make the film more conductive.
 */
export const pvaNaac: DeviceModel = defineDevice({
  name,
  title: 'Mo/PVA:NaAc/Mo two-terminal synapse (Na+)',
  source: reviewCitation(101),
  states: {
    layer: { range: [-1, 1], start: 0, unit: 'V', meaning: 'voltage of the double layers at the electrodes' },
    filling: { range: [0, 1], meaning: 'sodium that has been set free in the film, as a share of all' },
  },
  parameters: parameterTable({
    restConductance: ['S', 53.9e-12, [0, 1], 'electrical conductance at rest', 'fit: E14'],
    facilitatedConductance: ['S', 165e-12, [0, 1], 'conductance that all sodium adds', 'fit: E14'],
    layerConductance: [
      'S',
      30e-12,
      [0, 1],
      'conductance in series with the double layers',
      assumedSource(name, 'layerConductance'),
    ],
    layerTime: ['s', 0.1, [1e-6, 1e6], 'time in which they charge', assumedSource(name, 'layerTime')],
    pulseVolts: ['V', 1e-3, [1e-6, 10], 'amplitude that raiseTime and lowerTime belong to', 'Table 1'],
    raiseTime: [
      's',
      1 / 1.6,
      [1e-9, 1e9],
      'time constant of the rise under a positive pulse',
      'fit: E14, 10 pulses of 100 ms (Fig. 8k)',
    ],
    lowerTime: [
      's',
      1 / 1.6,
      [1e-9, 1e9],
      'time constant of the fall under a negative pulse',
      'fit: E14, 10 pulses of 100 ms',
    ],
    steepness: [
      'V',
      20e-3,
      [1e-6, 10],
      'voltage that speeds the ions up e-fold',
      assumedSource(name, 'steepness'),
    ],
    retentionTime: [
      's',
      1000,
      [1e-6, 1e12],
      'time constant of the return to rest',
      assumedSource(name, 'retentionTime'),
    ],
  }),
  let: {
    share: '(exp(abs(v) / steepness) - 1) / (exp(pulseVolts / steepness) - 1)',
    raise: 'v > 0 ? share / raiseTime : 0',
    lower: 'v > 0 ? 0 : share / lowerTime',
    loss: '1 / retentionTime',
  },
  current: '(restConductance + facilitatedConductance * filling) * v + layerConductance * (v - layer)',
  rates: {
    layer: { rate: '1 / layerTime', target: 'v' },
    filling: { rate: 'loss + raise + lower', target: 'raise / (loss + raise + lower)' },
  },
  read: 1e-3,
  measured: [-11e-3, 11e-3],
})
