import { oneMinusExp } from '../../../kernels/scalar.ts'

/*
 * The update law that the three-terminal devices of the review share. The lasting state is the standard exponential
 * form of potentiation and depression, G = low + (high - low)(1 - exp(-nl t/T))/(1 - exp(-nl)), written as a relaxation: rate nl/T,
 * target 1/(1 - exp(-nl)), so that T seconds at the reference amplitude cross the range whatever the non-linearity nl
 * (P.-Y. Chen, X. Peng, S. Yu, IEEE Trans. CAD 37, 3067, 2018, with their A written as 1/nl). The double layer relaxes in seconds.
 */

/** Insertion speed at |u| = `size` over that at `reference`: activated, e-fold every `steepness`, linear far below it. */
export function insertionShare(size: number, reference: number, steepness: number): number {
  return oneMinusExp(-size / steepness) / oneMinusExp(-reference / steepness)
}

/** Conductance between low and high, 0 to 1, as a function of the filling: three straight parts of equal width. */
export function fillingShare(lasting: number, lowSlope: number, highSlope: number): number {
  const early = Math.min(lasting, 1 / 3)
  const late = Math.max(lasting - 2 / 3, 0)
  return lowSlope * early + highSlope * late + (3 - lowSlope - highSlope) * (lasting - early - late)
}

export function layerRate(
  _u: number,
  _lowConductance: number,
  _highConductance: number,
  _lowSlope: number,
  _highSlope: number,
  _layerGain: number,
  layerTime: number,
  _layerScale: number,
  _raiseAmplitude: number,
  _raiseTime: number,
  _raiseNonlinearity: number,
  _lowerAmplitude: number,
  _lowerTime: number,
  _lowerNonlinearity: number,
  _steepness: number,
  _retentionTime: number,
  _restFilling: number,
  _gateConductance: number,
  _openVolts: number,
): number {
  return 1 / layerTime
}

/** Charge of the double layer, positive for the polarity that raises the conductance. */
export function layerTarget(
  u: number,
  _lowConductance: number,
  _highConductance: number,
  _lowSlope: number,
  _highSlope: number,
  _layerGain: number,
  _layerTime: number,
  layerScale: number,
  raiseAmplitude: number,
  _raiseTime: number,
  _raiseNonlinearity: number,
  _lowerAmplitude: number,
  _lowerTime: number,
  _lowerNonlinearity: number,
  _steepness: number,
  _retentionTime: number,
  _restFilling: number,
  _gateConductance: number,
  _openVolts: number,
): number {
  // tanh without the cancellation that exp(2 x) - 1 has at small x.
  const fall = oneMinusExp((2 * Math.abs(u)) / layerScale)
  const size = fall / (2 - fall)
  return u * raiseAmplitude < 0 ? -size : size
}

export function lastingRate(
  u: number,
  _lowConductance: number,
  _highConductance: number,
  _lowSlope: number,
  _highSlope: number,
  _layerGain: number,
  _layerTime: number,
  _layerScale: number,
  raiseAmplitude: number,
  raiseTime: number,
  raiseNonlinearity: number,
  lowerAmplitude: number,
  lowerTime: number,
  lowerNonlinearity: number,
  steepness: number,
  retentionTime: number,
  _restFilling: number,
  _gateConductance: number,
  _openVolts: number,
): number {
  if (u * raiseAmplitude > 0) {
    const share = insertionShare(Math.abs(u), Math.abs(raiseAmplitude), steepness)
    return 1 / retentionTime + (raiseNonlinearity / raiseTime) * share
  }
  const share = insertionShare(Math.abs(u), Math.abs(lowerAmplitude), steepness)
  return 1 / retentionTime + (lowerNonlinearity / lowerTime) * share
}

export function lastingTarget(
  u: number,
  _lowConductance: number,
  _highConductance: number,
  _lowSlope: number,
  _highSlope: number,
  _layerGain: number,
  _layerTime: number,
  _layerScale: number,
  raiseAmplitude: number,
  raiseTime: number,
  raiseNonlinearity: number,
  lowerAmplitude: number,
  lowerTime: number,
  lowerNonlinearity: number,
  steepness: number,
  retentionTime: number,
  restFilling: number,
  _gateConductance: number,
  _openVolts: number,
): number {
  const loss = 1 / retentionTime
  if (u * raiseAmplitude > 0) {
    const share = insertionShare(Math.abs(u), Math.abs(raiseAmplitude), steepness)
    const raise = (raiseNonlinearity / raiseTime) * share
    return (loss * restFilling + raise / oneMinusExp(raiseNonlinearity)) / (loss + raise)
  }
  const share = insertionShare(Math.abs(u), Math.abs(lowerAmplitude), steepness)
  const lower = (lowerNonlinearity / lowerTime) * share
  return (loss * restFilling + lower * (1 - 1 / oneMinusExp(lowerNonlinearity))) / (loss + lower)
}

export function channelCurrent(
  v: number,
  layer: number,
  lasting: number,
  lowConductance: number,
  highConductance: number,
  lowSlope: number,
  highSlope: number,
  layerGain: number,
  _layerTime: number,
  _layerScale: number,
  _raiseAmplitude: number,
  _raiseTime: number,
  _raiseNonlinearity: number,
  _lowerAmplitude: number,
  _lowerTime: number,
  _lowerNonlinearity: number,
  _steepness: number,
  _retentionTime: number,
  _restFilling: number,
  _gateConductance: number,
  _openVolts: number,
): number {
  const share = fillingShare(lasting, lowSlope, highSlope)
  return (lowConductance + (highConductance - lowConductance) * share) * (1 + layerGain * layer) * v
}

export function channelSlope(
  _v: number,
  layer: number,
  lasting: number,
  lowConductance: number,
  highConductance: number,
  lowSlope: number,
  highSlope: number,
  layerGain: number,
  _layerTime: number,
  _layerScale: number,
  _raiseAmplitude: number,
  _raiseTime: number,
  _raiseNonlinearity: number,
  _lowerAmplitude: number,
  _lowerTime: number,
  _lowerNonlinearity: number,
  _steepness: number,
  _retentionTime: number,
  _restFilling: number,
  _gateConductance: number,
  _openVolts: number,
): number {
  const share = fillingShare(lasting, lowSlope, highSlope)
  return (lowConductance + (highConductance - lowConductance) * share) * (1 + layerGain * layer)
}

/** Ohmic stack in series with the cell that host and reservoir form: at rest it stands at its open-circuit voltage. */
export function gateCurrent(
  v: number,
  _layer: number,
  lasting: number,
  _lowConductance: number,
  _highConductance: number,
  _lowSlope: number,
  _highSlope: number,
  _layerGain: number,
  _layerTime: number,
  _layerScale: number,
  _raiseAmplitude: number,
  _raiseTime: number,
  _raiseNonlinearity: number,
  _lowerAmplitude: number,
  _lowerTime: number,
  _lowerNonlinearity: number,
  _steepness: number,
  _retentionTime: number,
  _restFilling: number,
  gateConductance: number,
  openVolts: number,
): number {
  return gateConductance * (v - openVolts * lasting)
}

export function gateSlope(
  _v: number,
  _layer: number,
  _lasting: number,
  _lowConductance: number,
  _highConductance: number,
  _lowSlope: number,
  _highSlope: number,
  _layerGain: number,
  _layerTime: number,
  _layerScale: number,
  _raiseAmplitude: number,
  _raiseTime: number,
  _raiseNonlinearity: number,
  _lowerAmplitude: number,
  _lowerTime: number,
  _lowerNonlinearity: number,
  _steepness: number,
  _retentionTime: number,
  _restFilling: number,
  gateConductance: number,
  _openVolts: number,
): number {
  return gateConductance
}
