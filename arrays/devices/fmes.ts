import type { DeviceModel } from './model.ts'

/**
 * Flexible MXene energy-storage synapse (FMES): a supercapacitor of Ti3C2Tx films in a gel electrolyte with a regulating
 * resistor across it. Driven by current; its voltage is the weight. The films take nearly all charge; a faster branch, ions
 * that enter the porous films, gives pulses of milliseconds their height and their short memory. With the resistances
 * at 0 ohm and without leak it is the paper's equation u = (Q0 - integral of u/R dt) / C. Values by calibration/fmes.ts.
 */
export const fmes: DeviceModel = {
  name: 'fmes',
  title: 'MXene energy-storage synapse',
  citation:
    'S. Zhao et al., Neuromorphic-computing-based adaptive learning using ion dynamics in flexible energy storage devices, Natl. Sci. Rev. 2022 (paper 001 of the claims table)',
  states: [
    {
      name: 'film',
      unit: 'V',
      range: [-2, 2],
      initial: 0,
      meaning: 'voltage of the charge that the films hold',
      rate: filmRate,
      target: restVolts,
    },
    {
      name: 'pore',
      unit: 'V',
      range: [-2, 2],
      initial: 0,
      meaning: 'voltage of the ions on their way into the porous films',
      rate: poreRate,
      target: restVolts,
    },
  ],
  parameters: [
    {
      name: 'capacitance',
      unit: 'F',
      value: 8.1e-3,
      range: [1e-12, 1e3],
      meaning: 'capacitance of the films',
      source: 'fit: B02, B03, B05, B21',
    },
    {
      name: 'seriesOhms',
      unit: 'ohm',
      value: 16.1,
      range: [0, 1e6],
      meaning: 'resistance of contacts and electrolyte, felt at once; with 0 the cell takes currents only',
      source: 'fit: B04, B07, B22',
    },
    {
      name: 'poreOhms',
      unit: 'ohm',
      value: 159,
      range: [0, 1e6],
      meaning: 'resistance of the electrolyte in the pores, felt after the pore time',
      source: 'fit: B04, B07, B08, B20',
    },
    {
      name: 'poreTime',
      unit: 's',
      value: 14.9e-3,
      range: [1e-9, 1e6],
      meaning: 'time in which the pores polarise',
      source: 'fit: B07, B08, B20',
    },
    {
      name: 'leakOhms',
      unit: 'ohm',
      value: 2e6,
      range: [1, 1e15],
      meaning: 'self-discharge of the films, as a resistance across them',
      source: 'assumed; 848 kohm and more keep all claims (B01 sets the limit)',
    },
    {
      name: 'regulatingOhms',
      unit: 'ohm',
      value: 8000,
      range: [1, 1e12],
      meaning:
        'regulating resistor across the cell, or the channel of the regulating transistor; 1e12 is open',
      source: 'Fig. 2b to 2e: 500 to 8000 ohm and open',
    },
  ],
  current: fmesCurrent,
  slope: fmesSlope,
  storage: { series: seriesOhmsOf, shunt: regulatingSiemens, farads: [filmFarads, poreFarads] },
  functions: [],
  linear: true,
  validVolts: [-0.8, 0.8],
  readVolts: 0.1,
}

function fmesCurrent(
  v: number,
  film: number,
  pore: number,
  _capacitance: number,
  seriesOhms: number,
  _poreOhms: number,
  _poreTime: number,
  _leakOhms: number,
  regulatingOhms: number,
): number {
  return v / regulatingOhms + (v - film - pore) / seriesOhms
}

function fmesSlope(
  _v: number,
  _film: number,
  _pore: number,
  _capacitance: number,
  seriesOhms: number,
  _poreOhms: number,
  _poreTime: number,
  _leakOhms: number,
  regulatingOhms: number,
): number {
  return 1 / regulatingOhms + 1 / seriesOhms
}

function filmRate(
  _v: number,
  capacitance: number,
  _seriesOhms: number,
  _poreOhms: number,
  _poreTime: number,
  leakOhms: number,
): number {
  return 1 / (leakOhms * capacitance)
}

function poreRate(
  _v: number,
  _capacitance: number,
  _seriesOhms: number,
  _poreOhms: number,
  poreTime: number,
): number {
  return 1 / poreTime
}

/** Without current both capacitors end empty. */
function restVolts(): number {
  return 0
}

function seriesOhmsOf(_capacitance: number, seriesOhms: number): number {
  return seriesOhms
}

function regulatingSiemens(
  _capacitance: number,
  _seriesOhms: number,
  _poreOhms: number,
  _poreTime: number,
  _leakOhms: number,
  regulatingOhms: number,
): number {
  return 1 / regulatingOhms
}

function filmFarads(capacitance: number): number {
  return capacitance
}

/** Infinite without pore resistance: that branch is then a short. */
function poreFarads(_capacitance: number, _seriesOhms: number, poreOhms: number, poreTime: number): number {
  return poreTime / poreOhms
}
