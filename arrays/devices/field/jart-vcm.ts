import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'

/** J s and kg, and F/m. */
const PLANCK = '6.62607015e-34'
const ELECTRON_MASS = '9.1093837015e-31'
const VACUUM = '8.8541878128e-12'

/** Volts across the Schottky contact where `amps` flow. */
const contactVolts = (amps: string): string => `(v - ${amps} * (linear + cubic * ${amps} ** 2))`

/** Kelvin of the filament there; the lines stay cold. */
const filament = (amps: string): string =>
  `(temperature + ${amps} * (v - ${amps} * (rSeries + rLine + cubic * ${amps} ** 2)) * rThermal)`

/** Current that the contact takes at its volts and the temperature of the filament; the image force lowers its barrier. */
function contactCurrent(amps: string): string {
  const [volts, kelvin] = [contactVolts(amps), filament(amps)]
  const barrier = `max(0, phiBn0 - (${volts} < level ? sqrt(sqrt(image * (level - ${volts}))) : 0))`
  const thermal = `(boltzmann * ${kelvin})`
  const tunnel = `(tunnelling / ${thermal})`
  const emission = `richardson * ${kelvin} ** 2 * exp(-elementaryCharge * ${barrier} / ${thermal}) * (exp(elementaryCharge * ${volts} / ${thermal}) - 1)`
  const field = [
    `-richardson * ${kelvin} / boltzmann`,
    `sqrt(pi * tunnelling * elementaryCharge * (-${volts} + ${barrier} / cosh(${tunnel}) ** 2))`,
    `exp(-elementaryCharge * ${barrier} * tanh(${tunnel}) / tunnelling)`,
    `(exp(-elementaryCharge * ${volts} * (${tunnel} - tanh(${tunnel})) / tunnelling) - 1)`,
  ].join(' * ')
  return `area * (${volts} < 0 ? ${field} : ${emission})`
}

/** Current at which the disc, the plug and the series resistances take `volts`: the root of linear i + cubic i^3 = volts. */
const seriesCurrent = (volts: string): string =>
  `2 * sqrt(linear / (3 * cubic)) * sinh(asinh(1.5 * ${volts} / linear * sqrt(3 * cubic / linear)) / 3)`

/**
 * A filament whose disc beside the contact fills with oxygen vacancies at negative voltages. Beyond the volts at which the barrier is
 * back at its full height the contact takes less current than before, so that up to three currents meet the equation: the device takes
 * the largest, on which a sweep from 0 V stays until it ends.
 */
export const jartVcm: DeviceModel = defineDevice({
  name: 'jart-vcm-v1b',
  title: 'JART VCM v1b: valence change cell with a Schottky contact and a filament that heats',
  source:
    'F. Cüppers et al., APL Mater. 7, 091105 (2019); C. Bengel et al., IEEE Trans. Circuits Syst. I 67, 4618 (2020); equations and default numbers of the Verilog-A model JART VCM v1b of Jülich and Aachen',
  parameters: {
    eps: { value: 17, range: [1, 100], meaning: 'permittivity of the oxide, in that of vacuum' },
    epsPhi: { value: 5.5, range: [1, 100], meaning: 'the same for the image force at the contact' },
    phiBn0: { value: '0.18 V', range: ['1 mV', '5 V'], meaning: 'height of the barrier of the contact' },
    phiN: { value: '0.1 V', range: [0, '5 V'], meaning: 'Fermi level below the conduction band' },
    richardson: { value: '6.01e5 A/(m2 K2)', range: [1, 1e8], meaning: 'Richardson constant' },
    mobility: { value: '4e-6 m2/(V s)', range: [1e-12, 1], meaning: 'mobility of the electrons' },
    nDiscMax: { value: '20e26 1/m3', range: [1e22, 1e30], meaning: 'most vacancies in the disc' },
    nDiscMin: { value: '0.008e26 1/m3', range: [1e20, 1e30], meaning: 'fewest vacancies in the disc' },
    nPlug: { value: '20e26 1/m3', range: [1e22, 1e30], meaning: 'vacancies in the plug' },
    hop: { value: '0.25 nm', range: ['1 pm', '1 um'], meaning: 'length of a hop' },
    attempts: { value: '2e13 1/s', range: [0, 1e20], meaning: 'attempts to hop' },
    barrier: { value: '1.35 eV', range: ['1 meV', '10 eV'], meaning: 'barrier of a hop' },
    rth0: { value: '15.72e6 K/W', range: [0, 1e12], meaning: 'thermal resistance of the filament' },
    rthScaling: { value: 0.27, range: [0, 10], meaning: 'what is left of it at positive voltages' },
    radius: { value: '45 nm', range: ['1 nm', '1 mm'], meaning: 'radius of the filament' },
    lCell: { value: '3 nm', range: ['1 pm', '1 um'], meaning: 'length of disc and plug' },
    lDisc: { value: '0.4 nm', range: ['1 pm', '1 um'], meaning: 'length of the disc' },
    rSeries: { value: '650 ohm', range: [0, '1 Gohm'], meaning: 'resistance of the TiOx layer' },
    rLine: { value: '719.2437 ohm', range: ['1 mohm', '1 Gohm'], meaning: 'resistance of cold lines' },
    rthLine: { value: '90471.47 K/W', range: [1e-3, 1e12], meaning: 'thermal resistance of the lines' },
    alphaLine: {
      value: '3.92e-3 1/K',
      range: [1e-9, 1],
      meaning: 'how fast the resistance of the lines grows with their temperature',
    },
    // Every law knows the temperature; a device may say its own.
    temperature: { value: '293 K', range: [1, 5000], meaning: 'temperature around the device' },
  },
  states: {
    nDisc: {
      range: ['0.008e26 1/m3', '20e26 1/m3'],
      start: '0.008e26 1/m3',
      meaning: 'oxygen vacancies in the disc',
    },
  },
  let: {
    area: 'pi * radius ** 2',
    // A vacancy has two charges.
    rDisc: 'lDisc / (2 * nDisc * elementaryCharge * mobility * area)',
    rPlug: '(lCell - lDisc) / (2 * nPlug * elementaryCharge * mobility * area)',
    linear: 'rDisc + rPlug + rSeries + rLine',
    cubic: 'rLine ** 2 * alphaLine * rthLine',
    rThermal: 'v > 0 ? rth0 * rthScaling : rth0',
    level: 'phiBn0 - phiN',
    image: `2 * elementaryCharge ** 3 * nDisc / (8 * pi ** 2 * (epsPhi * ${VACUUM}) ** 3)`,
    tunnelling: `elementaryCharge * ${PLANCK} / (4 * pi) * sqrt(2 * nDisc / (${ELECTRON_MASS} * eps * ${VACUUM}))`,
    // Where the contact takes most before its barrier is back: the barrier begins, or grows as fast as the volts.
    peak: 'level - min(phiBn0 ** 4 / image, (sqrt(sqrt(image)) / 4) ** (4 / 3))',
    turn: seriesCurrent('(v - peak)'),
    spare: `${contactCurrent('turn')} - turn`,
    contact: contactVolts('amps'),
    hot: filament('amps'),
    // Where the field takes the whole barrier away, hops have no barrier left.
    gamma:
      '2 * elementaryCharge * hop / (pi * barrier) * (v > 0 ? (contact + amps * (rDisc + rPlug)) / lCell : amps * rDisc / lDisc)',
    lowered: 'max(-0.9999, min(0.9999, gamma))',
    hops: 'exp(-barrier * (sqrt(1 - lowered ** 2) + lowered * asin(lowered)) / (boltzmann * hot)) * 2 * sinh(barrier * lowered * pi / (2 * boltzmann * hot))',
    limit: 'v > 0 ? 1 - (nDiscMin / nDisc) ** 10 : 1 - (nDisc / nDiscMax) ** 10',
  },
  unknown: {
    amps: {
      equation: `amps - ${contactCurrent('amps')}`,
      between: ['v > peak && spare > 0 ? turn : 0', `v > peak && spare <= 0 ? turn : ${seriesCurrent('v')}`],
    },
  },
  current: 'amps',
  rates: { nDisc: '-(nPlug + nDisc) / 2 * hop * attempts / lDisc * hops * limit' },
  read: '0.2 V',
  measured: ['-1.5 V', '1.5 V'],
  // Pulses are ours: across most of the range.
  write: { volts: '-1 V', width: '1 us' },
  erase: { volts: '1.4 V', width: '10 us' },
})
