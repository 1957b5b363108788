import { oneMinusExp } from '../../kernels/scalar.ts'

/** Share of the entry that a voltage opens: a logistic shifted so that it is exactly 0 at 0 V and below. */
export function opening(v: number, threshold: number, width: number): number {
  const closed = 1 / (1 + Math.exp(threshold / width))
  const open = 1 / (1 + Math.exp((threshold - v) / width))
  return Math.max(0, (open - closed) / (1 - closed))
}

export function layerRate(
  _v: number,
  _baseConductance: number,
  _layerConductance: number,
  layerTime: number,
  _layerVolts: number,
  _surfaceConductance: number,
  _surfaceRate: number,
  _surfaceTime: number,
  _poreConductance: number,
  _poreRate: number,
  _poreTime: number,
  _entryVolts: number,
  _entryWidth: number,
  _exitVolts: number,
  _exitRate: number,
): number {
  return 1 / layerTime
}

/** Cations gather at the film for positive voltages only. */
export function layerTarget(
  v: number,
  _baseConductance: number,
  _layerConductance: number,
  _layerTime: number,
  layerVolts: number,
  _surfaceConductance: number,
  _surfaceRate: number,
  _surfaceTime: number,
  _poreConductance: number,
  _poreRate: number,
  _poreTime: number,
  _entryVolts: number,
  _entryWidth: number,
  _exitVolts: number,
  _exitRate: number,
): number {
  // tanh(v / layerVolts) without the cancellation that exp(2 x) - 1 has at small x.
  const fall = oneMinusExp((2 * Math.max(v, 0)) / layerVolts)
  return fall / (2 - fall)
}

export function surfaceSiteRate(
  v: number,
  _baseConductance: number,
  _layerConductance: number,
  _layerTime: number,
  _layerVolts: number,
  _surfaceConductance: number,
  surfaceRate: number,
  surfaceTime: number,
  _poreConductance: number,
  _poreRate: number,
  _poreTime: number,
  entryVolts: number,
  entryWidth: number,
  exitVolts: number,
  exitRate: number,
): number {
  const entry = surfaceRate * opening(v, entryVolts, entryWidth)
  return 1 / surfaceTime + entry + exitRate * opening(-v, exitVolts, entryWidth)
}

export function surfaceSiteTarget(
  v: number,
  _baseConductance: number,
  _layerConductance: number,
  _layerTime: number,
  _layerVolts: number,
  _surfaceConductance: number,
  surfaceRate: number,
  surfaceTime: number,
  _poreConductance: number,
  _poreRate: number,
  _poreTime: number,
  entryVolts: number,
  entryWidth: number,
  exitVolts: number,
  exitRate: number,
): number {
  const entry = surfaceRate * opening(v, entryVolts, entryWidth)
  return entry / (1 / surfaceTime + entry + exitRate * opening(-v, exitVolts, entryWidth))
}

export function poreSiteRate(
  v: number,
  _baseConductance: number,
  _layerConductance: number,
  _layerTime: number,
  _layerVolts: number,
  _surfaceConductance: number,
  _surfaceRate: number,
  _surfaceTime: number,
  _poreConductance: number,
  poreRate: number,
  poreTime: number,
  entryVolts: number,
  entryWidth: number,
  exitVolts: number,
  exitRate: number,
): number {
  const entry = poreRate * opening(v, entryVolts, entryWidth)
  return 1 / poreTime + entry + exitRate * opening(-v, exitVolts, entryWidth)
}

export function poreSiteTarget(
  v: number,
  _baseConductance: number,
  _layerConductance: number,
  _layerTime: number,
  _layerVolts: number,
  _surfaceConductance: number,
  _surfaceRate: number,
  _surfaceTime: number,
  _poreConductance: number,
  poreRate: number,
  poreTime: number,
  entryVolts: number,
  entryWidth: number,
  exitVolts: number,
  exitRate: number,
): number {
  const entry = poreRate * opening(v, entryVolts, entryWidth)
  return entry / (1 / poreTime + entry + exitRate * opening(-v, exitVolts, entryWidth))
}

export function ecMofCurrent(
  v: number,
  layer: number,
  surface: number,
  pore: number,
  baseConductance: number,
  layerConductance: number,
  _layerTime: number,
  _layerVolts: number,
  surfaceConductance: number,
  _surfaceRate: number,
  _surfaceTime: number,
  poreConductance: number,
  _poreRate: number,
  _poreTime: number,
  _entryVolts: number,
  _entryWidth: number,
  _exitVolts: number,
  _exitRate: number,
): number {
  return (
    (baseConductance + layerConductance * layer + surfaceConductance * surface + poreConductance * pore) * v
  )
}

export function ecMofSlope(
  _v: number,
  layer: number,
  surface: number,
  pore: number,
  baseConductance: number,
  layerConductance: number,
  _layerTime: number,
  _layerVolts: number,
  surfaceConductance: number,
  _surfaceRate: number,
  _surfaceTime: number,
  poreConductance: number,
  _poreRate: number,
  _poreTime: number,
  _entryVolts: number,
  _entryWidth: number,
  _exitVolts: number,
  _exitRate: number,
): number {
  return baseConductance + layerConductance * layer + surfaceConductance * surface + poreConductance * pore
}
