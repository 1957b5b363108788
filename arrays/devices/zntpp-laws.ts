import { hoppingIn, hoppingOut } from './mtpp-hopping.ts'

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
  bondEnergy: number,
  temperature: number,
  _concentrationShare: number,
): number {
  const rise = hoppingIn(v, volatileRise, riseVolts, thresholdLow, thresholdHigh, bondEnergy, temperature)
  return (
    rise +
    hoppingOut(
      v,
      volatileFall,
      fallVolts,
      backwardFallVolts,
      thresholdLow,
      thresholdHigh,
      bondEnergy,
      temperature,
    )
  )
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
  bondEnergy: number,
  temperature: number,
  _concentrationShare: number,
): number {
  const rise = hoppingIn(v, volatileRise, riseVolts, thresholdLow, thresholdHigh, bondEnergy, temperature)
  return (
    rise /
    (rise +
      hoppingOut(
        v,
        volatileFall,
        fallVolts,
        backwardFallVolts,
        thresholdLow,
        thresholdHigh,
        bondEnergy,
        temperature,
      ))
  )
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
  bondEnergy: number,
  temperature: number,
  _concentrationShare: number,
): number {
  const rise = hoppingIn(v, mediumRise, riseVolts, thresholdLow, thresholdHigh, bondEnergy, temperature)
  return (
    rise +
    hoppingOut(
      v,
      mediumFall,
      stiffFallVolts,
      backwardFallVolts,
      thresholdLow,
      thresholdHigh,
      bondEnergy,
      temperature,
    )
  )
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
  bondEnergy: number,
  temperature: number,
  _concentrationShare: number,
): number {
  const rise = hoppingIn(v, mediumRise, riseVolts, thresholdLow, thresholdHigh, bondEnergy, temperature)
  return (
    rise /
    (rise +
      hoppingOut(
        v,
        mediumFall,
        stiffFallVolts,
        backwardFallVolts,
        thresholdLow,
        thresholdHigh,
        bondEnergy,
        temperature,
      ))
  )
}
