import { hoppingIn, hoppingOut } from './mtpp-hopping.ts'

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
  bondEnergy: number,
  temperature: number,
  _concentrationShare: number,
): number {
  const rise = hoppingIn(v, secondRise, riseVolts, thresholdLow, thresholdHigh, bondEnergy, temperature)
  return (
    rise +
    hoppingOut(
      v,
      secondFall,
      fallVolts,
      backwardFallVolts,
      thresholdLow,
      thresholdHigh,
      bondEnergy,
      temperature,
    )
  )
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
  bondEnergy: number,
  temperature: number,
  _concentrationShare: number,
): number {
  const rise = hoppingIn(v, secondRise, riseVolts, thresholdLow, thresholdHigh, bondEnergy, temperature)
  return (
    rise /
    (rise +
      hoppingOut(
        v,
        secondFall,
        fallVolts,
        backwardFallVolts,
        thresholdLow,
        thresholdHigh,
        bondEnergy,
        temperature,
      ))
  )
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
  bondEnergy: number,
  temperature: number,
  _concentrationShare: number,
): number {
  const rise = hoppingIn(v, deepRise, deepRiseVolts, thresholdLow, thresholdHigh, bondEnergy, temperature)
  return (
    rise +
    hoppingOut(
      v,
      deepFall,
      stiffFallVolts,
      backwardFallVolts,
      thresholdLow,
      thresholdHigh,
      bondEnergy,
      temperature,
    )
  )
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
  bondEnergy: number,
  temperature: number,
  _concentrationShare: number,
): number {
  const rise = hoppingIn(v, deepRise, deepRiseVolts, thresholdLow, thresholdHigh, bondEnergy, temperature)
  return (
    rise /
    (rise +
      hoppingOut(
        v,
        deepFall,
        stiffFallVolts,
        backwardFallVolts,
        thresholdLow,
        thresholdHigh,
        bondEnergy,
        temperature,
      ))
  )
}
