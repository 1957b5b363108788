import { fefet } from '../../../arrays/devices/field/fefet.ts'
import { createGatedCell } from '../../../arrays/devices/gated-cell.ts'
import type { ClosedForm } from './closed-forms.ts'

/** Normal numbers at the middles of six equal parts of their distribution, from a table. */
const NORMALS = [-1.38299, -0.67449, -0.21043, 0.21043, 0.67449, 1.38299]
/** kT/q at 300 K; C/m2 by the volts over the interlayer and over the ferroelectric. */
const THERMAL = (1.380649e-23 * 300) / 1.602176634e-19
const VACUUM = 8.8541878128e-12
const [OXIDE, FERRO] = [(3.9 * VACUUM) / 1e-9, (28 * VACUUM) / 8e-9]
/** Fermi level below the middle of the gap, V; the square root of a voltage that the depletion of the silicon brings. */
const FERMI = THERMAL * Math.log(3e23 / (5.29e25 * Math.exp(-6726 / 300)))
const BODY = Math.sqrt(2 * 1.602176634e-19 * 3e23 * 11.8 * VACUUM) / OXIDE

/** Volts over the ferroelectric with `volts` at the gate and a polarisation in C/m2: by bisection of the surface potential. */
function fieldAt(volts: number, polarisation: number): number {
  const field = (psi: number): number => (chargeAt(psi) - polarisation) / FERRO
  let [low, high] = [-2, 3]
  for (let k = 0; k < 200; k++) {
    const psi = (low + high) / 2
    if (volts - psi - chargeAt(psi) / OXIDE - field(psi) > 0) low = psi
    else high = psi
  }
  return field(low)
}

/** C/m2 of p silicon whose surface is bent by `psi`: holes, acceptors and electrons. */
function chargeAt(psi: number): number {
  const [holes, bent] = [Math.exp(-psi / THERMAL), psi / THERMAL]
  const electrons = Math.exp((-2 * FERMI) / THERMAL) * (Math.exp(bent) - bent - 1)
  return Math.sign(psi) * OXIDE * BODY * Math.sqrt(THERMAL * (holes + bent - 1 + electrons))
}

/** Time in which domains of a class turn, s. */
const timeOf = (normal: number, field: number): number =>
  1.9e-8 * Math.exp(((2.3 + 0.4 * normal) / Math.abs(field)) ** 3)

const shareTurned = (normal: number, pulses: readonly (readonly [number, number])[]): number =>
  1 - Math.exp(-(pulses.reduce((sum, [volts, s]) => sum + s / timeOf(normal, fieldAt(volts, 0)), 0) ** 2))

/** Microsiemens with the gate at 1.2 V, of a share of all domains that points up. */
function microsiemens(share: number): number {
  const together = 1 / (1 / OXIDE + 1 / FERRO)
  const depletion = OXIDE * BODY * Math.sqrt(2 * FERMI)
  const threshold = 2 * FERMI + depletion / together - (0.25 * (2 * share - 1)) / FERRO
  const slope = 1 + depletion / (2 * FERMI) / 2 / together
  return 1e6 * 5e-3 * together * slope * THERMAL * Math.log1p(Math.exp((1.2 - threshold) / slope / THERMAL))
}

/** Pulses that add up, without a polarisation that acts back on the field. */
const TRAIN = [
  [3, 2e-5],
  [3, 2e-5],
  [3.5, 5e-6],
] as const
const BACK = [[-3, 5e-7]] as const
/** Shares that are read, and s of a pulse in which no domain turns, at a share of 0.52. */
const SHARES = [0.49, 0.52, 0.56]
const SHORT = 1e-10

/**
 * Shares that turn under a constant field, as the source prints them for a domain that has not turned before; progress under the field
 * that a polarisation leaves; the chance at no field; the channel.
 */
export const fefetForm: ClosedForm = {
  name: 'fefet',
  expected: [
    ...NORMALS.map(normal => shareTurned(normal, TRAIN)),
    ...NORMALS.map(normal => 1 - shareTurned(normal, BACK)),
    ...NORMALS.map(normal => (1e6 * SHORT) / timeOf(normal, fieldAt(4, 0.01))),
    ...SHARES.map(microsiemens),
    0.01,
    1,
    1,
  ],
  product(parameters) {
    const cell = (share: number, own: Readonly<Record<string, number>> = {}) =>
      createGatedCell(fefet, {
        parameters: { ...parameters, ...own },
        state: Object.fromEntries(NORMALS.map((_, k) => [`up${k + 1}`, share])),
      })
    const values = (from: ReturnType<typeof cell>, which: number): number[] =>
      NORMALS.map((_, k) => from.state[3 * k + which])
    const [rising, falling] = [cell(0, { pr: 0 }), cell(1, { pr: 0 })]
    for (const [volts, seconds] of TRAIN) rising.advance(volts, seconds)
    for (const [volts, seconds] of BACK) falling.advance(volts, seconds)
    const short = cell(0.52)
    short.advance(4, SHORT)
    const still = cell(0.5, { pr: 0 })
    still.advance(0, 1e7)
    return [
      ...values(rising, 0),
      ...values(falling, 0),
      ...values(short, 1).map(progress => 1e6 * progress),
      ...SHARES.map(share => cell(share).conductance() * 1e6),
      // A field of rounding has either sign.
      still.state[1] + still.state[2],
      cell(0).conductance() * 1e12,
      cell(0).gateCurrent(1) * 1e12,
    ]
  },
}
