import { defineDevice } from './define-device.ts'
import type { DeviceModel } from './model.ts'
import { parameterTable } from './parameter-table.ts'

/**
 * Flexible MXene energy-storage synapse (FMES): a supercapacitor of Ti3C2Tx films in a gel electrolyte with a regulating
 * resistor across it. Driven by current; its voltage is the weight. The films take nearly all charge; a faster branch, ions
 * that enter the porous films, gives pulses of milliseconds their height and their short memory. With the resistances
 * at 0 ohm and without leak it is the paper's equation u = (Q0 - integral of u/R dt) / C. Values by scenarios/papers/calibration/fmes.ts.
 */
export const fmes: DeviceModel = defineDevice({
  name: 'fmes',
  title: 'MXene energy-storage synapse',
  source:
    'S. Zhao et al., Neuromorphic-computing-based adaptive learning using ion dynamics in flexible energy storage devices, Natl. Sci. Rev. 2022',
  states: {
    film: { range: [-2, 2], start: 0, unit: 'V', meaning: 'voltage of the charge that the films hold' },
    pore: {
      range: [-2, 2],
      start: 0,
      unit: 'V',
      meaning: 'voltage of the ions on their way into the porous films',
    },
  },
  parameters: parameterTable({
    capacitance: ['F', 8.1e-3, [1e-12, 1e3], 'capacitance of the films', 'fit: B02, B03, B05, B21'],
    seriesOhms: [
      'ohm',
      16.1,
      [0, 1e6],
      'resistance of contacts and electrolyte, felt at once; with 0 the cell takes currents only',
      'fit: B04, B07, B22',
    ],
    poreOhms: [
      'ohm',
      159,
      [0, 1e6],
      'resistance of the electrolyte in the pores, felt after the pore time',
      'fit: B04, B07, B08, B20',
    ],
    poreTime: ['s', 14.9e-3, [1e-9, 1e6], 'time in which the pores polarise', 'fit: B07, B08, B20'],
    leakOhms: [
      'ohm',
      2e6,
      [1, 1e15],
      'self-discharge of the films, as a resistance across them',
      'assumed; 848 kohm and more kept B01 as a balance of charge, before it was read at the terminal',
    ],
    regulatingOhms: [
      'ohm',
      8000,
      [1, 1e12],
      'regulating resistor across the cell, or the channel of the regulating transistor; 1e12 is open',
      'Fig. 2b to 2e: 500 to 8000 ohm and open',
    ],
  }),
  let: { charging: '(v - film - pore) / seriesOhms' },
  current: 'v / regulatingOhms + charging',
  rates: {
    film: 'charging / capacitance - film / (leakOhms * capacitance)',
    // Without pore resistance that branch is a short.
    pore: 'charging * poreOhms / poreTime - pore / poreTime',
  },
  stored: 'capacitance * film ** 2 / 2 + poreTime / poreOhms * pore ** 2 / 2',
  read: 0.1,
  measured: [-0.8, 0.8],
})
