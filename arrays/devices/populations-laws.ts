import { hyperbolicSine } from '../../kernels/scalar.ts'

/** Rate at which ions come in, 1/s: `rate` at `volts`, e-fold beyond every further `volts`; 0 at 0 V and below. */
export function populationIn(v: number, rate: number, volts: number): number {
  return v <= 0 ? 0 : (rate * (Math.exp(v / volts) - 1)) / (Math.exp(1) - 1)
}

/** Rate at which they go, 1/s: 1/time at rest, and faster at negative voltages. */
export function populationOut(v: number, time: number, rate: number, volts: number): number {
  return 1 / time + populationIn(-v, rate, volts)
}

export function populationsCurrent(
  v: number,
  fast: number,
  medium: number,
  slow: number,
  baseConductance: number,
  bendVolts: number,
  fastConductance: number,
  mediumConductance: number,
  slowConductance: number,
  _fastRate: number,
  _mediumRate: number,
  _slowRate: number,
  _fastTime: number,
  _mediumTime: number,
  _slowTime: number,
  _inVolts: number,
  _outRate: number,
  _outVolts: number,
): number {
  const sum = baseConductance + fastConductance * fast + mediumConductance * medium + slowConductance * slow
  return sum * bendVolts * hyperbolicSine(v / bendVolts)
}

export function populationsSlope(
  v: number,
  fast: number,
  medium: number,
  slow: number,
  baseConductance: number,
  bendVolts: number,
  fastConductance: number,
  mediumConductance: number,
  slowConductance: number,
  _fastRate: number,
  _mediumRate: number,
  _slowRate: number,
  _fastTime: number,
  _mediumTime: number,
  _slowTime: number,
  _inVolts: number,
  _outRate: number,
  _outVolts: number,
): number {
  const sum = baseConductance + fastConductance * fast + mediumConductance * medium + slowConductance * slow
  return (sum * (Math.exp(v / bendVolts) + Math.exp(-v / bendVolts))) / 2
}

export function fastPopulationRate(
  v: number,
  _baseConductance: number,
  _bendVolts: number,
  _fastConductance: number,
  _mediumConductance: number,
  _slowConductance: number,
  fastRate: number,
  _mediumRate: number,
  _slowRate: number,
  fastTime: number,
  _mediumTime: number,
  _slowTime: number,
  inVolts: number,
  outRate: number,
  outVolts: number,
): number {
  return populationIn(v, fastRate, inVolts) + populationOut(v, fastTime, outRate, outVolts)
}

export function fastPopulationTarget(
  v: number,
  _baseConductance: number,
  _bendVolts: number,
  _fastConductance: number,
  _mediumConductance: number,
  _slowConductance: number,
  fastRate: number,
  _mediumRate: number,
  _slowRate: number,
  fastTime: number,
  _mediumTime: number,
  _slowTime: number,
  inVolts: number,
  outRate: number,
  outVolts: number,
): number {
  const arriving = populationIn(v, fastRate, inVolts)
  return arriving / (arriving + populationOut(v, fastTime, outRate, outVolts))
}

export function mediumPopulationRate(
  v: number,
  _baseConductance: number,
  _bendVolts: number,
  _fastConductance: number,
  _mediumConductance: number,
  _slowConductance: number,
  _fastRate: number,
  mediumRate: number,
  _slowRate: number,
  _fastTime: number,
  mediumTime: number,
  _slowTime: number,
  inVolts: number,
  outRate: number,
  outVolts: number,
): number {
  return populationIn(v, mediumRate, inVolts) + populationOut(v, mediumTime, outRate, outVolts)
}

export function mediumPopulationTarget(
  v: number,
  _baseConductance: number,
  _bendVolts: number,
  _fastConductance: number,
  _mediumConductance: number,
  _slowConductance: number,
  _fastRate: number,
  mediumRate: number,
  _slowRate: number,
  _fastTime: number,
  mediumTime: number,
  _slowTime: number,
  inVolts: number,
  outRate: number,
  outVolts: number,
): number {
  const arriving = populationIn(v, mediumRate, inVolts)
  return arriving / (arriving + populationOut(v, mediumTime, outRate, outVolts))
}

export function slowPopulationRate(
  v: number,
  _baseConductance: number,
  _bendVolts: number,
  _fastConductance: number,
  _mediumConductance: number,
  _slowConductance: number,
  _fastRate: number,
  _mediumRate: number,
  slowRate: number,
  _fastTime: number,
  _mediumTime: number,
  slowTime: number,
  inVolts: number,
  outRate: number,
  outVolts: number,
): number {
  return populationIn(v, slowRate, inVolts) + populationOut(v, slowTime, outRate, outVolts)
}

export function slowPopulationTarget(
  v: number,
  _baseConductance: number,
  _bendVolts: number,
  _fastConductance: number,
  _mediumConductance: number,
  _slowConductance: number,
  _fastRate: number,
  _mediumRate: number,
  slowRate: number,
  _fastTime: number,
  _mediumTime: number,
  slowTime: number,
  inVolts: number,
  outRate: number,
  outVolts: number,
): number {
  const arriving = populationIn(v, slowRate, inVolts)
  return arriving / (arriving + populationOut(v, slowTime, outRate, outVolts))
}
