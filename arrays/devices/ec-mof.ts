import { oneMinusExp } from '../../kernels/scalar.ts'
import type { DeviceModel, ParameterSpec } from './model.ts'

/** A fitted value and what it was fitted to. */
interface Fitted {
  readonly value: number
  readonly source: string
}

/** What differs between the cations: one entry for each parameter. */
type Values = Readonly<Record<keyof typeof meanings, Fitted>>

const meanings = {
  baseConductance: ['S', [0, 1e-6], 'conductance at rest'],
  layerConductance: ['S', [0, 1e-6], 'conductance that the full double layer adds'],
  layerTime: ['s', [1e-3, 1e6], 'relaxation time of the double layer'],
  layerVolts: ['V', [1e-2, 1e2], 'voltage at which the double layer saturates'],
  surfaceConductance: [
    'S',
    [0, 1e-6],
    'conductance that ions on the film surface add when all sites are taken',
  ],
  surfaceRate: ['1/s', [0, 1e3], 'rate at which ions take surface sites well above the entry voltage'],
  surfaceTime: ['s', [1e-3, 1e9], 'time after which they leave them at rest'],
  poreConductance: ['S', [0, 1e-6], 'conductance that ions in the pores add when all sites are taken'],
  poreRate: ['1/s', [0, 1e3], 'rate at which ions enter the pores well above the entry voltage'],
  poreTime: ['s', [1e-3, 1e9], 'time after which they leave them at rest'],
  entryVolts: ['V', [0, 1e2], 'voltage that overcomes the steric blockage of the pore mouths'],
  entryWidth: ['V', [1e-3, 10], 'width of that threshold'],
  exitVolts: ['V', [0, 1e2], 'negative voltage, as a magnitude, that draws ions out'],
  exitRate: ['1/s', [0, 1e3], 'rate at which they leave well beyond it'],
} as const satisfies Record<string, readonly [string, readonly [number, number], string]>

const citation =
  'Two-dimensional electrically conductive metal-organic framework (Ni-HAB) artificial synapse with Li+, Na+ or H+ electrolyte (paper 000 of the claims table)'

/**
 * An electrically conductive metal-organic framework (Ni-HAB) in contact with an electrolyte. The conductance is that of
 * the film at rest plus what three populations of the cation add: the double layer (seconds), the film surface
 * (minutes) and the subnanometre pores (hours). The last two are entered only above a threshold voltage.
 */
function ecMof(name: string, title: string, values: Values): DeviceModel {
  return {
    name,
    title,
    citation,
    states: [
      {
        name: 'layer',
        unit: '1',
        range: [0, 1],
        initial: 0,
        meaning: 'charge of the double layer, 1 = saturated',
        rate: layerRate,
        target: layerTarget,
      },
      {
        name: 'surface',
        unit: '1',
        range: [0, 1],
        initial: 0,
        meaning: 'share of the surface sites taken',
        rate: surfaceSiteRate,
        target: surfaceSiteTarget,
      },
      {
        name: 'pore',
        unit: '1',
        range: [0, 1],
        initial: 0,
        meaning: 'share of the pore sites taken',
        rate: poreSiteRate,
        target: poreSiteTarget,
      },
    ],
    parameters: Object.entries(meanings).map(
      ([key, [unit, range, meaning]]): ParameterSpec => ({
        name: key,
        unit,
        range,
        meaning,
        ...values[key as keyof typeof meanings],
      }),
    ),
    current: ecMofCurrent,
    slope: ecMofSlope,
    functions: [oneMinusExp, opening],
    linear: true,
    validVolts: [-5, 5],
    readVolts: 0.01,
  }
}

/** Share of the entry that a voltage opens: a logistic shifted so that it is exactly 0 at 0 V and below. */
function opening(v: number, threshold: number, width: number): number {
  const closed = 1 / (1 + Math.exp(threshold / width))
  const open = 1 / (1 + Math.exp((threshold - v) / width))
  return Math.max(0, (open - closed) / (1 - closed))
}

function layerRate(
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
function layerTarget(
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

function surfaceSiteRate(
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

function surfaceSiteTarget(
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

function poreSiteRate(
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

function poreSiteTarget(
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

function ecMofCurrent(
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

function ecMofSlope(
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

/** Li+ in Ni-HAB: the volatile member, used for the refreshed image. Values by calibration/ec-mof.ts. */
export const ecMofL: DeviceModel = ecMof('ec-mof-l', 'EC-MOF synapse with Li+', {
  baseConductance: { value: 1e-11, source: 'fit: A17, A29 (0.1 pA and 1 fW at 10 mV)' },
  layerConductance: { value: 9.77e-12, source: 'fit: A02, A04, A05, A07' },
  layerTime: { value: 5.19, source: 'fit: A04, A07' },
  layerVolts: { value: 2.19, source: 'fit: A02, A04' },
  surfaceConductance: { value: 3.7e-11, source: 'fit: A04, A06, A07, A08' },
  surfaceRate: { value: 0.0624, source: 'fit: A04, A05, A07' },
  surfaceTime: { value: 157, source: 'fit: A06, A07, A08' },
  poreConductance: { value: 5.13e-11, source: 'fit: A08, A09' },
  poreRate: { value: 9.57e-4, source: 'fit: A08, A09' },
  poreTime: { value: 8140, source: 'fit: A08, A09' },
  entryVolts: { value: 2.2, source: 'fit: A02, A04' },
  entryWidth: { value: 0.2, source: 'assumed; 0.001 to 0.39 keeps all claims' },
  exitVolts: { value: 1, source: 'assumed; 0 to 100 keeps all claims (they use positive pulses only)' },
  exitRate: { value: 0.005, source: 'assumed; 0 to 1000 keeps all claims (they use positive pulses only)' },
})
