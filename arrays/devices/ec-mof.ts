import { twoTerminalDeviceOf } from './define-device.ts'
import type { DeviceDefinition, ParameterDefinition } from './device-definition.ts'
import type { DeviceModel } from './model.ts'

/** A fitted value and what it was fitted to. */
interface Fitted {
  readonly value: number
  readonly source: string
}

/** Fitted values that differ between the cations: one entry for each parameter. */
type Values = Readonly<Record<keyof typeof meanings, Fitted>>
type RedoxValues = Readonly<Record<keyof typeof redoxMeanings, Fitted>>
type Meaning = readonly [unit: string, range: readonly [number, number], meaning: string]

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
} as const satisfies Record<string, Meaning>

const redoxMeanings = {
  redoxCharge: ['C', [0, 1e-6], 'charge that the redox centres take up'],
  redoxVolts: ['V', [0, 1e2], 'voltage at which half of them have reacted'],
  redoxWidth: ['V', [1e-3, 10], 'width of that voltage over the centres'],
  redoxTime: ['s', [1e-6, 1e6], 'time within which they follow the voltage'],
} as const satisfies Record<string, Meaning>

const citation =
  'Two-dimensional electrically conductive metal-organic framework (Ni-HAB) artificial synapse with Li+, Na+ or H+ electrolyte'

/**
 * An electrically conductive metal-organic framework (Ni-HAB) in contact with an electrolyte. The conductance is that of
 * the film at rest plus what three populations of the cation add: the double layer (seconds), the film surface
 * (minutes) and the subnanometre pores (hours). The last two are entered only above a threshold voltage.
 */
function ecMof(name: string, title: string, values: Values): DeviceDefinition {
  return {
    name,
    title,
    source: citation,
    states: {
      layer: { range: [0, 1], meaning: 'charge of the double layer, 1 = saturated' },
      surface: { range: [0, 1], meaning: 'share of the surface sites taken' },
      pore: { range: [0, 1], meaning: 'share of the pore sites taken' },
    },
    parameters: parametersOf(meanings, values),
    let: {
      entry: opening('v', 'entryVolts', 'entryWidth'),
      exit: `exitRate * (${opening('-v', 'exitVolts', 'entryWidth')})`,
      surfaceOut: '1 / surfaceTime + exit',
      poreOut: '1 / poreTime + exit',
      film: 'baseConductance + layerConductance * layer + surfaceConductance * surface + poreConductance * pore',
    },
    current: 'film * v',
    rates: {
      // Cations gather at the film for positive voltages only.
      layer: { rate: '1 / layerTime', target: 'tanh(max(v, 0) / layerVolts)' },
      surface: {
        rate: 'surfaceRate * entry + surfaceOut',
        target: 'surfaceRate * entry / (surfaceRate * entry + surfaceOut)',
      },
      pore: { rate: 'poreRate * entry + poreOut', target: 'poreRate * entry / (poreRate * entry + poreOut)' },
    },
    read: 0.01,
    measured: [-5, 5],
  }
}

/**
 * Share of the entry that a voltage opens: a logistic shifted so that it is exactly 0 at 0 V and below. Exponents are bounded, since
 * the slope divides one exponential by another.
 */
function opening(v: string, threshold: string, width: string): string {
  const closed = `1 / (1 + exp(min(600, ${threshold} / ${width})))`
  const open = `1 / (1 + exp(min(600, (${threshold} - ${v}) / ${width})))`
  return `${v} > 0 ? max(0, (${open} - ${closed}) / (1 - ${closed})) : 0`
}

function parametersOf(
  of: Readonly<Record<string, Meaning>>,
  values: Readonly<Record<string, Fitted>>,
): Record<string, ParameterDefinition> {
  return Object.fromEntries(
    Object.entries(of).map(([name, [unit, range, meaning]]) => [
      name,
      { unit, range, meaning, ...values[name] },
    ]),
  )
}

/**
 * The same with the redox reaction of the film: a fourth population, of its centres, that takes up charge around a voltage
 * (Nernst's law, broadened by their differences) and gives it back below. The current of the reaction, charge times its rate, makes
 * the peak of a sweep, and a short one at the ends of a pulse.
 */
function withRedox(film: DeviceDefinition, values: RedoxValues): DeviceDefinition {
  return {
    ...film,
    states: {
      ...film.states,
      redox: { range: [0, 1], meaning: 'share of the redox centres that have reacted' },
    },
    parameters: { ...film.parameters, ...parametersOf(redoxMeanings, values) },
    let: { ...film.let, reacted: opening('v', 'redoxVolts', 'redoxWidth') },
    current: 'film * v + redoxCharge / redoxTime * (reacted - redox)',
    rates: { ...film.rates, redox: { rate: '1 / redoxTime', target: 'reacted' } },
  }
}

const lithium = ecMof('ec-mof-l', 'EC-MOF synapse with Li+', {
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
  exitVolts: { value: 1, source: 'assumed; 0 to 100 keeps all claims' },
  exitRate: { value: 0.005, source: 'assumed; 0 to 1000 keeps all claims' },
})

/** Li+ in Ni-HAB: the volatile member, used for the refreshed image. Values by scenarios/papers/calibration/ec-mof.ts. */
export const ecMofL: DeviceModel = twoTerminalDeviceOf(
  withRedox(lithium, {
    redoxCharge: { value: 1.05e-11, source: 'fit: A23' },
    redoxVolts: { value: 1.46, source: 'fit: A23' },
    redoxWidth: { value: 0.1, source: 'assumed; 0.0198 to 0.133 keeps all claims' },
    redoxTime: {
      value: 0.005,
      source: 'assumed; 4.26e-5 to 0.00886 keeps all claims (A02 by samples every 50 ms)',
    },
  }),
)

/** Na+ in Ni-HAB: the member that keeps, used for learning. Values by scenarios/papers/calibration/ec-mof-n.ts. */
export const ecMofN: DeviceModel = twoTerminalDeviceOf(
  ecMof('ec-mof-n', 'EC-MOF synapse with Na+', {
    baseConductance: { value: 1e-11, source: 'fit: A17, A29 (0.1 pA and 1 fW at 10 mV)' },
    layerConductance: { value: 6e-13, source: 'assumed; 0 to 7.99e-13 keeps all claims' },
    layerTime: { value: 10, source: 'assumed; 0.001 to 1e6 keeps all claims' },
    layerVolts: { value: 3, source: 'assumed; 0.01 to 100 keeps all claims' },
    surfaceConductance: { value: 8.39e-11, source: 'fit: A11, A12, A13' },
    surfaceRate: { value: 5.04e-3, source: 'fit: A11, A13' },
    surfaceTime: { value: 196, source: 'fit: A12, A14' },
    poreConductance: { value: 2.12e-10, source: 'fit: A13, A14' },
    poreRate: { value: 5.91e-4, source: 'fit: A11, A13' },
    poreTime: { value: 11700, source: 'fit: A14, A28' },
    entryVolts: { value: 1.95, source: 'assumed; 0 to 2.36 keeps all claims' },
    entryWidth: { value: 0.2, source: 'assumed; 0.001 to 0.39 keeps all claims' },
    exitVolts: { value: 1, source: 'assumed; 0 to 100 keeps all claims' },
    exitRate: { value: 0.005, source: 'assumed; 0 to 0.00886 keeps all claims' },
  }),
)

/** H+ in Ni-HAB: the member that forgets at once, used for the artificial muscle; only the double layer is left. */
export const ecMofH: DeviceModel = twoTerminalDeviceOf(
  ecMof('ec-mof-h', 'EC-MOF synapse with H+', {
    baseConductance: { value: 1e-11, source: 'assumed; as in the others' },
    layerConductance: { value: 4e-11, source: 'assumed; above 0 keeps all claims' },
    layerTime: { value: 0.8, source: 'assumed; 0.001 to 16.9 keeps all claims (A20)' },
    layerVolts: { value: 3, source: 'assumed; 0.01 to 100 keeps all claims' },
    surfaceConductance: { value: 0, source: '0: protons pass the 8 A pores without staying (A20)' },
    surfaceRate: { value: 0, source: '0: protons pass the 8 A pores without staying (A20)' },
    surfaceTime: { value: 1, source: 'no effect at a rate of 0' },
    poreConductance: { value: 0, source: '0: protons pass the 8 A pores without staying (A20)' },
    poreRate: { value: 0, source: '0: protons pass the 8 A pores without staying (A20)' },
    poreTime: { value: 1, source: 'no effect at a rate of 0' },
    entryVolts: { value: 1.95, source: 'no effect at a rate of 0' },
    entryWidth: { value: 0.2, source: 'no effect at a rate of 0' },
    exitVolts: { value: 1, source: 'no effect at a rate of 0' },
    exitRate: { value: 0, source: 'no ions to draw out' },
  }),
)
