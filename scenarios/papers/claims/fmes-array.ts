import type { AccessOption } from '../../../arrays/access/access-option.ts'
import { advance } from '../../../arrays/crossbar/advance.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive, type Drive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { fmes } from '../../../arrays/devices/fmes.ts'
import { channelOhms } from '../../../arrays/devices/storage-regulator.ts'
import { CURRENT } from '../../../arrays/network/problem.ts'
import { planeOf } from '../../../arrays/plane.ts'
import { type ClaimOutcome, smallestRise, trendOutcome } from './claim-run.ts'

/** Gate volts of the regulating transistors, one cell each; at 500 uA/V^2 and 0.5 V they make 8000 to 500 ohm. */
const gateVolts = [0.75, 1, 1.5, 2.5, 4.5] as const
const regulator = { threshold: 0.5, transconductance: 500e-6 }
/** Of a 2T1C cell: 20 ohm when on. */
export const selectTransistor: AccessOption = {
  kind: 'transistor',
  gateVolts: 3,
  threshold: 0.5,
  transconductance: 0.02,
  offCurrent: 1e-12,
}
/** Energies are integrated beside the states, to this share of what flows. */
const ENERGY_KEPT = 1e-6
const pulses = { amps: 1e-3, width: 0.01, interval: 0.03, number: 10 } as const

/**
 * B19: a column of 2T1C cells, each word line fed the same current pulses through a select transistor, each cell with its
 * own gate voltage at its regulating transistor.
 */
export function weightAgainstGate(parameters: Readonly<Record<string, number>>): ClaimOutcome {
  const size = [gateVolts.length, 1] as const
  const ohms = channelOhms(Float64Array.from(gateVolts), regulator)
  const spec = createArraySpec({
    size,
    device: fmes,
    parameters: { ...parameters, regulatingOhms: planeOf(ohms, size) },
    access: selectTransistor,
  })
  const states = spec.initial.map(x => x.slice())
  const meter = createEnergyMeter()
  for (let pulse = 0; pulse < pulses.number; pulse++) {
    advance(spec, currentIntoRows(spec, pulses.amps, 1), pulses.width, states, meter)
    advance(spec, currentIntoRows(spec, 0, 0), pulses.interval, states, meter)
  }
  const changes = Array.from(states[0])
  const balance = Math.abs(meter.balance())
  const margin = smallestRise(changes.toReversed())
  return trendOutcome(
    changes,
    'V',
    balance < ENERGY_KEPT ? margin : Number.NEGATIVE_INFINITY,
    `film voltage after 10 pulses of 1 mA, 10 ms every 40 ms, select transistor off between, regulating gates at ${gateVolts.join(', ')} V (${Array.from(ohms, value => value.toFixed(0)).join(', ')} ohm); a lower gate makes a larger change; energy balance ${balance.toExponential(0)}`,
  )
}

/** A current into every word line, the bit line at 0 V. */
function currentIntoRows(spec: ArraySpec, amps: number, gateOn: 0 | 1): Drive {
  const [rows, columns] = spec.size
  const lines = { word: new Float64Array(rows), bit: new Float64Array(columns) }
  const drive = crossbarDrive(spec, lines, new Uint8Array(rows).fill(gateOn))
  const left = {
    kind: new Uint8Array(rows).fill(CURRENT),
    value: new Float64Array(rows).fill(amps),
    ohms: new Float64Array(rows),
  }
  return { ...drive, left } as Drive
}
