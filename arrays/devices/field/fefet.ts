import { gatedDeviceOf } from '../define-device.ts'
import type { GatedDeviceModel } from '../gated-model.ts'

/**
 * Classes of domains of equal number, with activation voltages at the middles of equal parts of their normal distribution. Their cost
 * grows with the square of their number: all domains act on one field.
 */
const CLASSES = 6

/** Normal numbers at the middles of `CLASSES` equal parts, from the lowest. */
const PLACES = [-1.382994127101, -0.674489750196, -0.210428394248]
const NORMALS = [...PLACES, ...PLACES.map(place => -place).toReversed()]

const EACH = Array.from({ length: CLASSES }, (_, k) => k + 1)

/** F/m, that of silicon, and its free carriers at the temperature of the device without doping, 1/m3. */
const VACUUM = '8.8541878128e-12'
const SILICON = `11.8 * ${VACUUM}`
const INTRINSIC = '5.29e25 * (temperature / 300) ** 2.54 * exp(-6726 / temperature)'

const named = <Value>(one: (k: number) => Record<string, Value>): Record<string, Value> =>
  Object.assign({}, ...EACH.map(one))

/** Charge of p silicon by its surface potential, in volts over the interlayer; 10 nV of `body` keep its slope finite at 0. */
const SILICON_VOLTS =
  '(psi < 0 ? -1 : 1) * body * sqrt(max(0, thermal * (exp(-psi / thermal) - 1 + exp((psi - 2 * fermi) / thermal) - empty) + (1 - empty) * psi) + 1e-16)'
/**
 * Progress under a field of its own side, by the time in which a domain turns: it grows up to 10, where of those that wait e^-100 are
 * left, and goes back to 0 otherwise. Both ends are rounded, so that no step has to meet them.
 */
const growing = (progress: string): string => `1 - (${progress} / 10) ** 8`
const fading = (progress: string): string => `-min(1, 20 * ${progress})`

/**
 * A ferroelectric over a transistor. The voltage over the ferroelectric is what the charges of domains, silicon and interlayer leave
 * of that at the gate. A domain turns against its field by a chance that grows with the time that the field has acted; here stands
 * the mean of many: the share of a class that points up, and the mean progress of those that wait to turn, which those that have just
 * turned dilute.
 */
export const fefet: GatedDeviceModel = gatedDeviceOf({
  name: 'fefet',
  title: 'Ferroelectric transistor, the mean of its domains',
  source:
    'S. Deng et al., A comprehensive model for ferroelectric FET capturing the key behaviors: scalability, variation, stochasticity, and accumulation, IEEE Symposium on VLSI Technology (2020), with the default numbers of the Verilog-A of its authors',
  terminals: 3,
  parameters: {
    pr: { value: '0.25 C/m2', range: [0, 10], meaning: 'remanent polarisation' },
    activation: { value: '2.3 V', range: ['1 mV', '1 kV'], meaning: 'mean activation voltage of a domain' },
    spread: { value: '0.4 V', range: [0, '100 V'], meaning: 'its standard deviation' },
    tau0: { value: '19 ns', range: ['1 fs', '1 s'], meaning: 'shortest time in which a domain turns' },
    alpha: {
      value: 3,
      range: [0.1, 20],
      meaning: 'how steeply that time grows with activation over voltage',
    },
    beta: { value: 2, range: [1, 10], meaning: 'how the chance to turn grows with the time under a field' },
    limit: { value: '1e9 s', range: ['1 ns', '1e30 s'], meaning: 'longest time in which a domain turns' },
    tFe: { value: '8 nm', range: ['0.1 nm', '1 um'], meaning: 'thickness of the ferroelectric' },
    epsFe: { value: 28, range: [1, 1e4], meaning: 'its permittivity, in that of vacuum' },
    tIl: { value: '1 nm', range: ['0.01 nm', '1 um'], meaning: 'thickness of the interlayer' },
    epsIl: { value: 3.9, range: [1, 1e4], meaning: 'its permittivity, in that of vacuum' },
    doping: { value: '3e23 1/m3', range: [1e18, 1e27], meaning: 'acceptors in the silicon' },
    flatBand: { value: '0 V', range: ['-10 V', '10 V'], meaning: 'gate voltage at which bands are flat' },
    mobility: { value: '5e-3 m2/(V s)', range: [0, 1], meaning: 'mobility of the electrons' },
    gateRead: { value: '1.2 V', range: ['-10 V', '10 V'], meaning: 'gate voltage of reads; ours' },
    gGate: { value: '1 pS', range: [1e-18, 1], meaning: 'conductance of the gate stack; ours' },
    leak: { value: '1 pS', range: [1e-18, 1], meaning: 'conductance of a channel that is off; ours' },
    aspect: { value: 1, range: [1e-3, 1e3], meaning: 'width of the channel over its length' },
  },
  states: named(k => ({
    [`up${k}`]: { range: [0, 1] as const, start: 0, meaning: `share of domain class ${k} that points up` },
    [`toUp${k}`]: {
      range: [0, 10] as const,
      start: 0,
      meaning: `progress of the others of class ${k} towards it, in times in which they turn`,
    },
    [`toDown${k}`]: {
      range: [0, 10] as const,
      start: 0,
      meaning: `progress of those that point up, the same`,
    },
  })),
  let: {
    thermal: 'boltzmann * temperature / elementaryCharge',
    fermi: `thermal * log(doping / (${INTRINSIC}))`,
    empty: 'exp(-2 * fermi / thermal)',
    cIl: `epsIl * ${VACUUM} / tIl`,
    cFe: `epsFe * ${VACUUM} / tFe`,
    body: `sqrt(2 * elementaryCharge * doping * ${SILICON}) / cIl`,
    polarisation: `pr * (${EACH.map(k => `up${k}`).join(' + ')} - ${CLASSES / 2}) * ${2 / CLASSES}`,
    charge: `cIl * (${SILICON_VOLTS})`,
    field: '(charge - polarisation) / cFe',
    // Volts in the stack, beyond which no surface potential goes by more than their logarithm.
    most: 'abs(vg - flatBand) + pr / cFe',
    ...named(k => ({
      [`activation${k}`]: `activation + ${NORMALS[k - 1]} * spread`,
      [`pace${k}`]: `exp(-((activation${k} / max(abs(field), activation${k} / log(limit / tau0) ** (1 / alpha))) ** alpha)) / tau0`,
      [`rise${k}`]: `field > 0 ? (1 - up${k}) * pace${k} * beta * (toUp${k} + 1e-9) ** (beta - 1) : 0`,
      [`fall${k}`]: `field > 0 ? 0 : up${k} * pace${k} * beta * (toDown${k} + 1e-9) ** (beta - 1)`,
    })),
    // The channel at the gate voltage of reads; the source solves its surface potential, here EKV's interpolation.
    together: 'cIl * cFe / (cIl + cFe)',
    slope: '1 + body * cIl / (2 * together * sqrt(2 * fermi))',
    threshold: 'flatBand + 2 * fermi + body * cIl * sqrt(2 * fermi) / together - polarisation / cFe',
    over: '(gateRead - threshold) / (slope * thermal)',
  },
  unknown: {
    psi: {
      equation: 'vg - flatBand - psi - charge / cIl - field',
      between: [
        '-2 * thermal * log(2 + most / (body * sqrt(thermal)))',
        '2 * fermi + 2 * thermal * log(2 + most / (body * sqrt(thermal)))',
      ],
    },
  },
  current:
    '(leak + aspect * mobility * together * slope * thermal * (over > 0 ? over + log(1 + exp(-over)) : log(1 + exp(over)))) * v',
  gate: 'gGate * vg',
  rates: named<string>(k => ({
    [`up${k}`]: `rise${k} - fall${k}`,
    [`toUp${k}`]: `pace${k} * (field > 0 ? ${growing(`toUp${k}`)} : ${fading(`toUp${k}`)}) - fall${k} / (1 - up${k} + 1e-3) * toUp${k}`,
    [`toDown${k}`]: `pace${k} * (field > 0 ? ${fading(`toDown${k}`)} : ${growing(`toDown${k}`)}) - rise${k} / (up${k} + 1e-3) * toDown${k}`,
  })),
  read: '0.05 V',
  measured: ['-5 V', '5 V'],
  // Pulses are ours.
  write: { volts: '4 V', width: '100 ns', number: 10 },
  erase: { volts: '-4 V', width: '100 ns', number: 10 },
})
