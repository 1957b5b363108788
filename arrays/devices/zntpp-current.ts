import { oneMinusExp } from '../../kernels/scalar.ts'
import { hoppingExponent } from './mtpp-hopping.ts'

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
  bondEnergy: number,
  temperature: number,
  concentrationShare: number,
): number {
  const ions =
    volatileConductance * volatile +
    mediumConductance * medium +
    secondConductance * second +
    deepConductance * deep
  const sum = baseConductance + Math.exp(concentrationShare * hoppingExponent(bondEnergy, temperature)) * ions
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
  bondEnergy: number,
  temperature: number,
  concentrationShare: number,
): number {
  const ions =
    volatileConductance * volatile +
    mediumConductance * medium +
    secondConductance * second +
    deepConductance * deep
  const sum = baseConductance + Math.exp(concentrationShare * hoppingExponent(bondEnergy, temperature)) * ions
  const shape = bendForward * Math.exp(bendForward * v) + bendBackward * Math.exp(-bendBackward * v)
  return (area * sum * shape) / (bendForward + bendBackward)
}
