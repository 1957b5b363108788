import { hyperbolicSine } from '../../kernels/scalar.ts'

/** Hopping rate at a bias v over that at 10 V: sinh(v/volts)/sinh(10/volts), and exactly 0 at 0 V and below. */
export function drift(v: number, volts: number): number {
  return hyperbolicSine(Math.max(v, 0) / volts) / hyperbolicSine(10 / volts)
}

export function fastIonRate(
  v: number,
  _area: number,
  _baseConductance: number,
  _junctionVolts: number,
  _fastGain: number,
  fastRate: number,
  fastTime: number,
  _mediumGain: number,
  _mediumRate: number,
  _mediumTime: number,
  _lastingGain: number,
  _lastingRate: number,
  _lastingTime: number,
  driftVolts: number,
  eraseRate: number,
  eraseVolts: number,
): number {
  const entry = fastRate * drift(v, driftVolts)
  return 1 / fastTime + entry + eraseRate * drift(-v, eraseVolts)
}

export function fastIonTarget(
  v: number,
  _area: number,
  _baseConductance: number,
  _junctionVolts: number,
  _fastGain: number,
  fastRate: number,
  fastTime: number,
  _mediumGain: number,
  _mediumRate: number,
  _mediumTime: number,
  _lastingGain: number,
  _lastingRate: number,
  _lastingTime: number,
  driftVolts: number,
  eraseRate: number,
  eraseVolts: number,
): number {
  const entry = fastRate * drift(v, driftVolts)
  return entry / (1 / fastTime + entry + eraseRate * drift(-v, eraseVolts))
}

export function mediumIonRate(
  v: number,
  _area: number,
  _baseConductance: number,
  _junctionVolts: number,
  _fastGain: number,
  _fastRate: number,
  _fastTime: number,
  _mediumGain: number,
  mediumRate: number,
  mediumTime: number,
  _lastingGain: number,
  _lastingRate: number,
  _lastingTime: number,
  driftVolts: number,
  eraseRate: number,
  eraseVolts: number,
): number {
  const entry = mediumRate * drift(v, driftVolts)
  return 1 / mediumTime + entry + eraseRate * drift(-v, eraseVolts)
}

export function mediumIonTarget(
  v: number,
  _area: number,
  _baseConductance: number,
  _junctionVolts: number,
  _fastGain: number,
  _fastRate: number,
  _fastTime: number,
  _mediumGain: number,
  mediumRate: number,
  mediumTime: number,
  _lastingGain: number,
  _lastingRate: number,
  _lastingTime: number,
  driftVolts: number,
  eraseRate: number,
  eraseVolts: number,
): number {
  const entry = mediumRate * drift(v, driftVolts)
  return entry / (1 / mediumTime + entry + eraseRate * drift(-v, eraseVolts))
}

export function lastingIonRate(
  v: number,
  _area: number,
  _baseConductance: number,
  _junctionVolts: number,
  _fastGain: number,
  _fastRate: number,
  _fastTime: number,
  _mediumGain: number,
  _mediumRate: number,
  _mediumTime: number,
  _lastingGain: number,
  lastingRate: number,
  lastingTime: number,
  driftVolts: number,
  eraseRate: number,
  eraseVolts: number,
): number {
  const entry = lastingRate * drift(v, driftVolts)
  return 1 / lastingTime + entry + eraseRate * drift(-v, eraseVolts)
}

export function lastingIonTarget(
  v: number,
  _area: number,
  _baseConductance: number,
  _junctionVolts: number,
  _fastGain: number,
  _fastRate: number,
  _fastTime: number,
  _mediumGain: number,
  _mediumRate: number,
  _mediumTime: number,
  _lastingGain: number,
  lastingRate: number,
  lastingTime: number,
  driftVolts: number,
  eraseRate: number,
  eraseVolts: number,
): number {
  const entry = lastingRate * drift(v, driftVolts)
  return entry / (1 / lastingTime + entry + eraseRate * drift(-v, eraseVolts))
}

export function heterojunctionCurrent(
  v: number,
  fast: number,
  medium: number,
  lasting: number,
  area: number,
  baseConductance: number,
  junctionVolts: number,
  fastGain: number,
  _fastRate: number,
  _fastTime: number,
  mediumGain: number,
  _mediumRate: number,
  _mediumTime: number,
  lastingGain: number,
  _lastingRate: number,
  _lastingTime: number,
  _driftVolts: number,
  _eraseRate: number,
  _eraseVolts: number,
): number {
  const barrier = fastGain * fast + mediumGain * medium + lastingGain * lasting
  const conductance = area * baseConductance * Math.exp(barrier)
  return conductance * junctionVolts * hyperbolicSine(v / junctionVolts)
}

export function heterojunctionSlope(
  v: number,
  fast: number,
  medium: number,
  lasting: number,
  area: number,
  baseConductance: number,
  junctionVolts: number,
  fastGain: number,
  _fastRate: number,
  _fastTime: number,
  mediumGain: number,
  _mediumRate: number,
  _mediumTime: number,
  lastingGain: number,
  _lastingRate: number,
  _lastingTime: number,
  _driftVolts: number,
  _eraseRate: number,
  _eraseVolts: number,
): number {
  const barrier = fastGain * fast + mediumGain * medium + lastingGain * lasting
  const conductance = area * baseConductance * Math.exp(barrier)
  return (conductance * (Math.exp(v / junctionVolts) + Math.exp(-v / junctionVolts))) / 2
}
