import { createCell } from '../../../arrays/devices/cell.ts'
import { ecram } from '../../../arrays/devices/field/ecram.ts'
import { mssStochastic } from '../../../arrays/devices/field/mss.ts'
import { pcm } from '../../../arrays/devices/field/pcm.ts'
import { createGatedCell } from '../../../arrays/devices/gated-cell.ts'
import { fefetForm } from './fefet-form.ts'

/** Values that a model has to give, each in a size of its own, by an equation of its source. */
export interface ClosedForm {
  readonly name: string
  /** Values of the published equations. */
  readonly expected: readonly number[]
  /** Values of the product with some parameters changed. */
  product(parameters: Readonly<Record<string, number>>): number[]
}

/** Targets of PCM, as parts of the largest conductance. */
const TARGETS = [0.05, 0.3, 1]
const NORMALS = [0, 0.5, 1]
const DRIFT_SECONDS = [0, 1e3, 1e7]

/** Programming with normal numbers, then drift, in microsiemens. */
const pcmForm: ClosedForm = {
  name: 'pcm',
  expected: [0, ...TARGETS].flatMap(part => {
    const spread = 0.26348 + 1.965 * part - 1.1731 * part ** 2
    return NORMALS.flatMap(normal => {
      const g = 25 * part + spread * normal
      const nu = Math.min(0.1, Math.max(0.049, 0.0244 - 0.0155 * Math.log(Math.max(1e-7, g / 25))))
      return DRIFT_SECONDS.map(seconds => g * ((20 + seconds) / 20) ** -nu)
    })
  }),
  product(parameters) {
    const programmed = (volts: number, noise: number, own: Readonly<Record<string, number>>): number[] =>
      DRIFT_SECONDS.map(seconds => {
        const cell = createCell(pcm, { parameters: { ...parameters, ...own, noise } })
        cell.advance(volts, 300e-9)
        cell.advance(0, seconds)
        return cell.conductance(0.2) * 1e6
      })
    // A target other than the whole one is written as a `gTarget` of its own.
    const written = (part: number, noise: number): number[] =>
      programmed(2.5, noise, part === 1 ? {} : { gTarget: 25e-6 * part })
    return [-1, ...TARGETS].flatMap(part =>
      NORMALS.flatMap(noise => (part === -1 ? programmed(-2.5, noise, {}) : written(part, noise))),
    )
  },
}

/** Weights after pulses up and down, each 1, and the change of a pulse with a normal number of 1; then conductance and gate current. */
const ecramForm: ClosedForm = {
  name: 'ecram',
  expected: (() => {
    const found: number[] = []
    let w = 0
    for (let k = 1; k <= 900; k++) {
      w = Math.min(1.1724, w + 0.002 * (1 - (0.1153 * w) / 1.1724))
      if (k % 300 === 0) found.push(w)
    }
    for (let k = 1; k <= 1200; k++) {
      w = Math.max(-0.8276, w - 0.002 * (1 - (0.5085 * w) / -0.8276))
      if (k % 300 === 0) found.push(w)
    }
    return [...found, 0.0026 * 1000, 0.1 * (10 + 45 * 0.8276), 0.02]
  })(),
  product(parameters) {
    const cell = createGatedCell(ecram, { parameters })
    const found: number[] = []
    for (let k = 0; k < 3; k++) {
      cell.advance(10e-9, 300e-3)
      found.push(cell.state[0])
    }
    for (let k = 0; k < 4; k++) {
      cell.advance(-10e-9, 300e-3)
      found.push(cell.state[0])
    }
    const one = createGatedCell(ecram, { parameters: { ...parameters, noise: 1 } })
    one.advance(10e-9, 1e-3)
    const fresh = createGatedCell(ecram, { parameters })
    return [...found, one.state[0] * 1000, fresh.current(0.1) * 1e6, fresh.gateCurrent(0.02) * 1e6]
  },
}

const THERMAL = (1.380649e-23 * 300) / 1.602176634e-19
/** Share from which a pulse begins, and its volts. */
const WALKS = [
  [0, 0.3],
  [0.3, 0.25],
  [0.6, -0.28],
  [1, -0.3],
] as const

/** Mean and standard deviation of the share of 1000 switches that are on after 10 us, each with its own chance to flip. */
const mssForm: ClosedForm = {
  name: 'mss-stochastic',
  expected: WALKS.flatMap(([x, volts]) => {
    const on = 1e4 / (1 + Math.exp(-(volts - 0.27) / THERMAL))
    const off = 1e4 / (1 + Math.exp((volts + 0.27) / THERMAL))
    const left = Math.exp(-(on + off) * 1e-5)
    const rest = on / (on + off)
    const [stays, turns] = [rest + (1 - rest) * left, rest * (1 - left)]
    const variance = (x * stays * (1 - stays) + (1 - x) * turns * (1 - turns)) / 1000
    const mean = x * stays + (1 - x) * turns
    return [mean, 10 * Math.sqrt(variance), mean / 0.5 + (1 - mean) / 1.5]
  }),
  product(parameters) {
    return WALKS.flatMap(([x, volts]) => {
      const [plain, lifted] = [0, Math.sign(volts)].map(noise => {
        const cell = createCell(mssStochastic, { parameters: { ...parameters, noise }, state: { x } })
        cell.advance(volts, 1e-5)
        return cell
      })
      const size = Math.abs(lifted.state[0] - plain.state[0])
      return [plain.state[0], 10 * size, plain.conductance(0.05) * 1e3]
    })
  },
}

export const CLOSED_FORMS: readonly ClosedForm[] = [pcmForm, ecramForm, mssForm, fefetForm]
