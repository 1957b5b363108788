import { oneMinusExp } from '../../../kernels/scalar.ts'
import type { DeviceModel, ParameterSpec } from '../model.ts'
import { assumedSource } from './assumed-source.ts'
import { insertionShare } from './intercalation-law.ts'
import { reviewCitation } from './review-citation.ts'

const name = 'licoo2-vertical'

function fitted(
  key: string,
  unit: string,
  value: number,
  range: readonly [number, number],
  meaning: string,
  source: string,
): ParameterSpec {
  return { name: key, unit, value, range, meaning, source }
}

function assumed(
  key: string,
  unit: string,
  value: number,
  range: readonly [number, number],
  meaning: string,
): ParameterSpec {
  return fitted(key, unit, value, range, meaning, assumedSource(name, key))
}

/**
 * Au/LiCoO2/Pt between two electrodes: a negative voltage draws lithium into the gold and raises the conductance, a positive
 * one returns it. The pulses of Table 1 use a window of a wider range, to whose ends the state relaxes, so that the conductance stays positive
 * however long it is driven; more linear pulses than these would need a range that passes zero.
 */
export const licoo2Vertical: DeviceModel = {
  name,
  title: 'Au/LiCoO2/Pt two-terminal synapse (Li+)',
  citation: reviewCitation(92),
  states: [
    {
      name: 'layer',
      unit: '1',
      range: [-1, 1],
      initial: 0,
      meaning: 'ions that have gathered at the electrode, positive where they add conductance',
      rate: layerRate,
      target: layerTarget,
    },
    {
      name: 'lasting',
      unit: '1',
      range: [0, 1],
      initial: 0.168,
      meaning: 'lithium that has left the film, as a share of what can',
      rate: lastingRate,
      target: lastingTarget,
    },
  ],
  parameters: [
    fitted('lowConductance', 'S', 1.17e-6, [0, 1], 'conductance with all lithium in the film', 'fit: E12'),
    fitted('highConductance', 'S', 41.8e-6, [0, 1], 'conductance with all lithium out', 'fit: E12, E41'),
    assumed('layerGain', '1', 0.2, [0, 0.99], 'relative change of the conductance by the full layer'),
    assumed('layerTime', 's', 0.03, [1e-6, 1e6], 'relaxation time of the layer'),
    assumed('layerVolts', 'V', 1.5, [1e-3, 100], 'voltage at which the layer saturates'),
    fitted(
      'raiseVolts',
      'V',
      1.5,
      [1e-3, 100],
      'negative voltage, as a magnitude, that raiseTime belongs to',
      'Table 1',
    ),
    fitted(
      'raiseTime',
      's',
      0.25 / 1.6,
      [1e-9, 1e9],
      'time constant of the rise at that voltage',
      'fit: E12 (25 pulses of 10 ms)',
    ),
    fitted('lowerVolts', 'V', 1.1, [1e-3, 100], 'positive voltage that lowerTime belongs to', 'Table 1'),
    fitted(
      'lowerTime',
      's',
      0.25 / 1.6,
      [1e-9, 1e9],
      'time constant of the fall at that voltage',
      'fit: E12 (25 pulses of 10 ms)',
    ),
    assumed('steepness', 'V', 0.12, [1e-3, 100], 'voltage that speeds the motion up e-fold'),
  ],
  current: synapseCurrent,
  slope: synapseSlope,
  functions: [oneMinusExp, insertionShare],
  linear: true,
  validVolts: [-1.5, 1.1],
  readVolts: 0.1,
}

function layerRate(
  _v: number,
  _lowConductance: number,
  _highConductance: number,
  _layerGain: number,
  layerTime: number,
  _layerVolts: number,
  _raiseVolts: number,
  _raiseTime: number,
  _lowerVolts: number,
  _lowerTime: number,
  _steepness: number,
): number {
  return 1 / layerTime
}

function layerTarget(
  v: number,
  _lowConductance: number,
  _highConductance: number,
  _layerGain: number,
  _layerTime: number,
  layerVolts: number,
  _raiseVolts: number,
  _raiseTime: number,
  _lowerVolts: number,
  _lowerTime: number,
  _steepness: number,
): number {
  // tanh without the cancellation that exp(2 x) - 1 has at small x.
  const fall = oneMinusExp((2 * Math.abs(v)) / layerVolts)
  const size = fall / (2 - fall)
  return v > 0 ? -size : size
}

function lastingRate(
  v: number,
  _lowConductance: number,
  _highConductance: number,
  _layerGain: number,
  _layerTime: number,
  _layerVolts: number,
  raiseVolts: number,
  raiseTime: number,
  lowerVolts: number,
  lowerTime: number,
  steepness: number,
): number {
  if (v < 0) {
    return insertionShare(-v, raiseVolts, steepness) / raiseTime
  }
  return insertionShare(v, lowerVolts, steepness) / lowerTime
}

function lastingTarget(
  v: number,
  _lowConductance: number,
  _highConductance: number,
  _layerGain: number,
  _layerTime: number,
  _layerVolts: number,
  _raiseVolts: number,
  _raiseTime: number,
  _lowerVolts: number,
  _lowerTime: number,
  _steepness: number,
): number {
  return v < 0 ? 1 : 0
}

function synapseCurrent(
  v: number,
  layer: number,
  lasting: number,
  lowConductance: number,
  highConductance: number,
  layerGain: number,
  _layerTime: number,
  _layerVolts: number,
  _raiseVolts: number,
  _raiseTime: number,
  _lowerVolts: number,
  _lowerTime: number,
  _steepness: number,
): number {
  return (lowConductance + (highConductance - lowConductance) * lasting) * (1 + layerGain * layer) * v
}

function synapseSlope(
  _v: number,
  layer: number,
  lasting: number,
  lowConductance: number,
  highConductance: number,
  layerGain: number,
  _layerTime: number,
  _layerVolts: number,
  _raiseVolts: number,
  _raiseTime: number,
  _lowerVolts: number,
  _lowerTime: number,
  _steepness: number,
): number {
  return (lowConductance + (highConductance - lowConductance) * lasting) * (1 + layerGain * layer)
}
