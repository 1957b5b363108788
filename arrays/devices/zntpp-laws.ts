import { oneMinusExp, smoothStep } from '../../kernels/scalar.ts'

/**
 * Rate at which a population rises, 1/s: nothing below the threshold, then `rate` at 10 V and a factor of e more for each `scale`
 * volts.
 */
export function zntppRise(v: number, rate: number, scale: number, low: number, high: number): number {
  return smoothStep(v, low, high) * rate * Math.exp((v - 10) / scale)
}

/** Rate at which it falls, 1/s: `rate` at rest, faster at voltages of either sign, nothing above the threshold. */
export function zntppFall(
  v: number,
  rate: number,
  forward: number,
  backward: number,
  low: number,
  high: number,
): number {
  const field = Math.exp(Math.min(Math.max(v, 0), high) / forward + Math.max(-v, 0) / backward)
  return (1 - smoothStep(v, low, high)) * rate * field
}

export function volatileRate(
  v: number,
  _baseConductance: number,
  _volatileConductance: number,
  _mediumConductance: number,
  _secondConductance: number,
  _deepConductance: number,
  _area: number,
  _bendForward: number,
  _bendBackward: number,
  volatileRise: number,
  _mediumRise: number,
  _secondRise: number,
  _deepRise: number,
  riseVolts: number,
  _deepRiseVolts: number,
  volatileFall: number,
  _mediumFall: number,
  _secondFall: number,
  _deepFall: number,
  fallVolts: number,
  _stiffFallVolts: number,
  backwardFallVolts: number,
  thresholdLow: number,
  thresholdHigh: number,
): number {
  const rise = zntppRise(v, volatileRise, riseVolts, thresholdLow, thresholdHigh)
  return rise + zntppFall(v, volatileFall, fallVolts, backwardFallVolts, thresholdLow, thresholdHigh)
}

export function volatileTarget(
  v: number,
  _baseConductance: number,
  _volatileConductance: number,
  _mediumConductance: number,
  _secondConductance: number,
  _deepConductance: number,
  _area: number,
  _bendForward: number,
  _bendBackward: number,
  volatileRise: number,
  _mediumRise: number,
  _secondRise: number,
  _deepRise: number,
  riseVolts: number,
  _deepRiseVolts: number,
  volatileFall: number,
  _mediumFall: number,
  _secondFall: number,
  _deepFall: number,
  fallVolts: number,
  _stiffFallVolts: number,
  backwardFallVolts: number,
  thresholdLow: number,
  thresholdHigh: number,
): number {
  const rise = zntppRise(v, volatileRise, riseVolts, thresholdLow, thresholdHigh)
  return rise / (rise + zntppFall(v, volatileFall, fallVolts, backwardFallVolts, thresholdLow, thresholdHigh))
}

export function mediumRate(
  v: number,
  _baseConductance: number,
  _volatileConductance: number,
  _mediumConductance: number,
  _secondConductance: number,
  _deepConductance: number,
  _area: number,
  _bendForward: number,
  _bendBackward: number,
  _volatileRise: number,
  mediumRise: number,
  _secondRise: number,
  _deepRise: number,
  riseVolts: number,
  _deepRiseVolts: number,
  _volatileFall: number,
  mediumFall: number,
  _secondFall: number,
  _deepFall: number,
  _fallVolts: number,
  stiffFallVolts: number,
  backwardFallVolts: number,
  thresholdLow: number,
  thresholdHigh: number,
): number {
  const rise = zntppRise(v, mediumRise, riseVolts, thresholdLow, thresholdHigh)
  return rise + zntppFall(v, mediumFall, stiffFallVolts, backwardFallVolts, thresholdLow, thresholdHigh)
}

export function mediumTarget(
  v: number,
  _baseConductance: number,
  _volatileConductance: number,
  _mediumConductance: number,
  _secondConductance: number,
  _deepConductance: number,
  _area: number,
  _bendForward: number,
  _bendBackward: number,
  _volatileRise: number,
  mediumRise: number,
  _secondRise: number,
  _deepRise: number,
  riseVolts: number,
  _deepRiseVolts: number,
  _volatileFall: number,
  mediumFall: number,
  _secondFall: number,
  _deepFall: number,
  _fallVolts: number,
  stiffFallVolts: number,
  backwardFallVolts: number,
  thresholdLow: number,
  thresholdHigh: number,
): number {
  const rise = zntppRise(v, mediumRise, riseVolts, thresholdLow, thresholdHigh)
  return (
    rise / (rise + zntppFall(v, mediumFall, stiffFallVolts, backwardFallVolts, thresholdLow, thresholdHigh))
  )
}

export function secondRate(
  v: number,
  _baseConductance: number,
  _volatileConductance: number,
  _mediumConductance: number,
  _secondConductance: number,
  _deepConductance: number,
  _area: number,
  _bendForward: number,
  _bendBackward: number,
  _volatileRise: number,
  _mediumRise: number,
  secondRise: number,
  _deepRise: number,
  riseVolts: number,
  _deepRiseVolts: number,
  _volatileFall: number,
  _mediumFall: number,
  secondFall: number,
  _deepFall: number,
  fallVolts: number,
  _stiffFallVolts: number,
  backwardFallVolts: number,
  thresholdLow: number,
  thresholdHigh: number,
): number {
  const rise = zntppRise(v, secondRise, riseVolts, thresholdLow, thresholdHigh)
  return rise + zntppFall(v, secondFall, fallVolts, backwardFallVolts, thresholdLow, thresholdHigh)
}

export function secondTarget(
  v: number,
  _baseConductance: number,
  _volatileConductance: number,
  _mediumConductance: number,
  _secondConductance: number,
  _deepConductance: number,
  _area: number,
  _bendForward: number,
  _bendBackward: number,
  _volatileRise: number,
  _mediumRise: number,
  secondRise: number,
  _deepRise: number,
  riseVolts: number,
  _deepRiseVolts: number,
  _volatileFall: number,
  _mediumFall: number,
  secondFall: number,
  _deepFall: number,
  fallVolts: number,
  _stiffFallVolts: number,
  backwardFallVolts: number,
  thresholdLow: number,
  thresholdHigh: number,
): number {
  const rise = zntppRise(v, secondRise, riseVolts, thresholdLow, thresholdHigh)
  return rise / (rise + zntppFall(v, secondFall, fallVolts, backwardFallVolts, thresholdLow, thresholdHigh))
}

export function deepRate(
  v: number,
  _baseConductance: number,
  _volatileConductance: number,
  _mediumConductance: number,
  _secondConductance: number,
  _deepConductance: number,
  _area: number,
  _bendForward: number,
  _bendBackward: number,
  _volatileRise: number,
  _mediumRise: number,
  _secondRise: number,
  deepRise: number,
  _riseVolts: number,
  deepRiseVolts: number,
  _volatileFall: number,
  _mediumFall: number,
  _secondFall: number,
  deepFall: number,
  _fallVolts: number,
  stiffFallVolts: number,
  backwardFallVolts: number,
  thresholdLow: number,
  thresholdHigh: number,
): number {
  const rise = zntppRise(v, deepRise, deepRiseVolts, thresholdLow, thresholdHigh)
  return rise + zntppFall(v, deepFall, stiffFallVolts, backwardFallVolts, thresholdLow, thresholdHigh)
}

export function deepTarget(
  v: number,
  _baseConductance: number,
  _volatileConductance: number,
  _mediumConductance: number,
  _secondConductance: number,
  _deepConductance: number,
  _area: number,
  _bendForward: number,
  _bendBackward: number,
  _volatileRise: number,
  _mediumRise: number,
  _secondRise: number,
  deepRise: number,
  _riseVolts: number,
  deepRiseVolts: number,
  _volatileFall: number,
  _mediumFall: number,
  _secondFall: number,
  deepFall: number,
  _fallVolts: number,
  stiffFallVolts: number,
  backwardFallVolts: number,
  thresholdLow: number,
  thresholdHigh: number,
): number {
  const rise = zntppRise(v, deepRise, deepRiseVolts, thresholdLow, thresholdHigh)
  return (
    rise / (rise + zntppFall(v, deepFall, stiffFallVolts, backwardFallVolts, thresholdLow, thresholdHigh))
  )
}

export function zntppCurrent(
  v: number,
  volatile: number,
  medium: number,
  second: number,
  deep: number,
  baseConductance: number,
  volatileConductance: number,
  mediumConductance: number,
  secondConductance: number,
  deepConductance: number,
  area: number,
  bendForward: number,
  bendBackward: number,
  _volatileRise: number,
  _mediumRise: number,
  _secondRise: number,
  _deepRise: number,
  _riseVolts: number,
  _deepRiseVolts: number,
  _volatileFall: number,
  _mediumFall: number,
  _secondFall: number,
  _deepFall: number,
  _fallVolts: number,
  _stiffFallVolts: number,
  _backwardFallVolts: number,
  _thresholdLow: number,
  _thresholdHigh: number,
): number {
  const sum =
    baseConductance +
    volatileConductance * volatile +
    mediumConductance * medium +
    secondConductance * second +
    deepConductance * deep
  // exp(bendForward v) - exp(-bendBackward v), without the cancellation that the difference has at small v.
  const shape = Math.exp(bendForward * v) * oneMinusExp((bendForward + bendBackward) * v)
  return (area * sum * shape) / (bendForward + bendBackward)
}

export function zntppSlope(
  v: number,
  volatile: number,
  medium: number,
  second: number,
  deep: number,
  baseConductance: number,
  volatileConductance: number,
  mediumConductance: number,
  secondConductance: number,
  deepConductance: number,
  area: number,
  bendForward: number,
  bendBackward: number,
  _volatileRise: number,
  _mediumRise: number,
  _secondRise: number,
  _deepRise: number,
  _riseVolts: number,
  _deepRiseVolts: number,
  _volatileFall: number,
  _mediumFall: number,
  _secondFall: number,
  _deepFall: number,
  _fallVolts: number,
  _stiffFallVolts: number,
  _backwardFallVolts: number,
  _thresholdLow: number,
  _thresholdHigh: number,
): number {
  const sum =
    baseConductance +
    volatileConductance * volatile +
    mediumConductance * medium +
    secondConductance * second +
    deepConductance * deep
  const shape = bendForward * Math.exp(bendForward * v) + bendBackward * Math.exp(-bendBackward * v)
  return (area * sum * shape) / (bendForward + bendBackward)
}
