import { opening } from './ec-mof-laws.ts'

export function redoxRate(
  _v: number,
  _baseConductance: number,
  _layerConductance: number,
  _layerTime: number,
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
  _redoxCharge: number,
  _redoxVolts: number,
  _redoxWidth: number,
  redoxTime: number,
): number {
  return 1 / redoxTime
}

/** Share of the redox centres that have reacted at equilibrium: Nernst's law, broadened by their differences. */
export function redoxTarget(
  v: number,
  _baseConductance: number,
  _layerConductance: number,
  _layerTime: number,
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
  _redoxCharge: number,
  redoxVolts: number,
  redoxWidth: number,
): number {
  return opening(v, redoxVolts, redoxWidth)
}

/** Through the film, and of the reaction: charge times d redox / dt. */
export function ecMofRedoxCurrent(
  v: number,
  layer: number,
  surface: number,
  pore: number,
  redox: number,
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
  redoxCharge: number,
  redoxVolts: number,
  redoxWidth: number,
  redoxTime: number,
): number {
  const film =
    baseConductance + layerConductance * layer + surfaceConductance * surface + poreConductance * pore
  return film * v + (redoxCharge / redoxTime) * (opening(v, redoxVolts, redoxWidth) - redox)
}

export function ecMofRedoxSlope(
  v: number,
  layer: number,
  surface: number,
  pore: number,
  _redox: number,
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
  redoxCharge: number,
  redoxVolts: number,
  redoxWidth: number,
  redoxTime: number,
): number {
  const film =
    baseConductance + layerConductance * layer + surfaceConductance * surface + poreConductance * pore
  return film + (redoxCharge / redoxTime) * openingSlope(v, redoxVolts, redoxWidth)
}

/** d opening / d v, 1/V. */
export function openingSlope(v: number, threshold: number, width: number): number {
  if (v <= 0) {
    return 0
  }
  const closed = 1 / (1 + Math.exp(threshold / width))
  const open = 1 / (1 + Math.exp((threshold - v) / width))
  return (open * (1 - open)) / (width * (1 - closed))
}
