import { oneMinusExp } from '../../../kernels/scalar.ts'
import type { DeviceModel, ParameterSpec } from '../model.ts'
import { assumedSource } from './assumed-source.ts'
import { insertionShare } from './intercalation-law.ts'
import { reviewCitation } from './review-citation.ts'

const name = 'pva-naac'

function parameter(
  key: string,
  unit: string,
  value: number,
  range: readonly [number, number],
  meaning: string,
  source: string = assumedSource(name, key),
): ParameterSpec {
  return { name: key, unit, value, range, meaning, source }
}

/**
 * Polyvinyl alcohol with sodium acetate between two electrodes, written and read by millivolts. The current has an
 * electrical part, at once, and an ionic part: ions gather at the electrodes (a resistor and a capacitor in series, whose discharge
 * is the current after the spikes) and make the film more conductive.
 */
export const pvaNaac: DeviceModel = {
  name,
  title: 'Mo/PVA:NaAc/Mo two-terminal synapse (Na+)',
  citation: reviewCitation(101),
  states: [
    {
      name: 'layer',
      unit: 'V',
      range: [-1, 1],
      initial: 0,
      meaning: 'voltage of the double layers at the electrodes',
      rate: layerRate,
      target: layerTarget,
    },
    {
      name: 'filling',
      unit: '1',
      range: [0, 1],
      initial: 0,
      meaning: 'sodium that has been set free in the film, as a share of all',
      rate: fillingRate,
      target: fillingTarget,
    },
  ],
  parameters: [
    parameter('restConductance', 'S', 53.9e-12, [0, 1], 'electrical conductance at rest', 'fit: E14'),
    parameter('facilitatedConductance', 'S', 165e-12, [0, 1], 'conductance that all sodium adds', 'fit: E14'),
    parameter('layerConductance', 'S', 30e-12, [0, 1], 'conductance in series with the double layers'),
    parameter('layerTime', 's', 0.1, [1e-6, 1e6], 'time in which they charge'),
    parameter(
      'pulseVolts',
      'V',
      1e-3,
      [1e-6, 10],
      'amplitude that raiseTime and lowerTime belong to',
      'Table 1',
    ),
    parameter(
      'raiseTime',
      's',
      1 / 1.6,
      [1e-9, 1e9],
      'time constant of the rise under a positive pulse',
      'fit: E14, 10 pulses of 100 ms (Fig. 8k)',
    ),
    parameter(
      'lowerTime',
      's',
      1 / 1.6,
      [1e-9, 1e9],
      'time constant of the fall under a negative pulse',
      'fit: E14, 10 pulses of 100 ms',
    ),
    parameter('steepness', 'V', 20e-3, [1e-6, 10], 'voltage that speeds the ions up e-fold'),
    parameter('retentionTime', 's', 1000, [1e-6, 1e12], 'time constant of the return to rest'),
  ],
  current: synapseCurrent,
  slope: synapseSlope,
  functions: [oneMinusExp, insertionShare],
  linear: false,
  returnsCharge: true,
  validVolts: [-11e-3, 11e-3],
  readVolts: 1e-3,
}

function layerRate(
  _v: number,
  _restConductance: number,
  _facilitatedConductance: number,
  _layerConductance: number,
  layerTime: number,
  _pulseVolts: number,
  _raiseTime: number,
  _lowerTime: number,
  _steepness: number,
  _retentionTime: number,
): number {
  return 1 / layerTime
}

function layerTarget(
  v: number,
  _restConductance: number,
  _facilitatedConductance: number,
  _layerConductance: number,
  _layerTime: number,
  _pulseVolts: number,
  _raiseTime: number,
  _lowerTime: number,
  _steepness: number,
  _retentionTime: number,
): number {
  return v
}

function fillingRate(
  v: number,
  _restConductance: number,
  _facilitatedConductance: number,
  _layerConductance: number,
  _layerTime: number,
  pulseVolts: number,
  raiseTime: number,
  lowerTime: number,
  steepness: number,
  retentionTime: number,
): number {
  const share = insertionShare(Math.abs(v), pulseVolts, steepness)
  if (v > 0) {
    return 1 / retentionTime + share / raiseTime
  }
  return 1 / retentionTime + share / lowerTime
}

function fillingTarget(
  v: number,
  _restConductance: number,
  _facilitatedConductance: number,
  _layerConductance: number,
  _layerTime: number,
  pulseVolts: number,
  raiseTime: number,
  _lowerTime: number,
  steepness: number,
  retentionTime: number,
): number {
  if (v > 0) {
    const raise = insertionShare(v, pulseVolts, steepness) / raiseTime
    return raise / (1 / retentionTime + raise)
  }
  return 0
}

function synapseCurrent(
  v: number,
  layer: number,
  filling: number,
  restConductance: number,
  facilitatedConductance: number,
  layerConductance: number,
  _layerTime: number,
  _pulseVolts: number,
  _raiseTime: number,
  _lowerTime: number,
  _steepness: number,
  _retentionTime: number,
): number {
  return (restConductance + facilitatedConductance * filling) * v + layerConductance * (v - layer)
}

function synapseSlope(
  _v: number,
  _layer: number,
  filling: number,
  restConductance: number,
  facilitatedConductance: number,
  layerConductance: number,
  _layerTime: number,
  _pulseVolts: number,
  _raiseTime: number,
  _lowerTime: number,
  _steepness: number,
  _retentionTime: number,
): number {
  return restConductance + facilitatedConductance * filling + layerConductance
}
