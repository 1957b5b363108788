import { type Cell, createCell } from '../../arrays/devices/cell.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { pulseEnergy } from '../plasticity/pulse-energy.ts'
import type { LoopProtocol, LoopPulse } from './loop-protocol.ts'
import type { TrainingDevice } from './training-device.ts'
import { fitUpdateCurve } from './update-curve.ts'

/** A two-terminal device that is written by voltages, its update curve from a loop of its own model. */
export function voltageDevice(model: DeviceModel, protocol: LoopProtocol): TrainingDevice {
  const { up, down, rest, number, settle, cycles } = protocol
  const cell = createCell(model)
  const fresh = cell.conductance(model.readVolts)
  const read = (): number => {
    const twin = cell.copy()
    twin.advance(0, settle)
    return twin.conductance(model.readVolts)
  }
  const half = ({ volts, width }: LoopPulse): Half => {
    const levels = [read()]
    let joules = 0
    let middle = cell.copy()
    for (let k = 0; k < number; k++) {
      if (k === number >> 1) middle = cell.copy()
      joules += pulseEnergy(cell, volts, width) / number
      cell.advance(volts, width)
      cell.advance(0, rest)
      levels.push(read())
    }
    return { levels, joules, half: halfShare(middle, { volts, width }, settle, model.readVolts), middle }
  }
  let raise = half(up)
  let lower = half(down)
  for (let cycle = 1; cycle < cycles; cycle++) {
    raise = half(up)
    lower = half(down)
  }
  const { curve, misfit } = fitUpdateCurve(raise.levels, lower.levels)
  const reference = createCell(model)
  const unit = reference.current(model.readVolts)
  return {
    name: model.name,
    title: model.title,
    citation: model.citation,
    curve,
    misfit,
    protocol: `${number} pulses of ${up.volts} V and ${number} of ${down.volts} V, ${up.width === down.width ? `${up.width} s each` : `${up.width} and ${down.width} s`} with ${rest} s between, cycle ${cycles}; read at ${model.readVolts} V${settle > 0 ? ` ${settle} s after the pulse` : ''}`,
    readVolts: model.readVolts,
    ...(model.steps?.spread === undefined ? {} : { stepSpread: model.steps.spread }),
    unit: 'S',
    rest: fresh,
    kept(seconds) {
      const twin = raise.middle.copy()
      twin.advance(0, settle)
      const before = twin.conductance(model.readVolts) - fresh
      if (before === 0) return 1
      twin.advance(0, seconds)
      return Math.max(0, (twin.conductance(model.readVolts) - fresh) / before)
    },
    raiseJoules: raise.joules,
    lowerJoules: lower.joules,
    halfRaise: raise.half,
    halfLower: lower.half,
    law: volts => (model.readVolts * reference.current(volts)) / unit,
    slope: volts => {
      const step = 1e-4 * model.readVolts
      return (
        (model.readVolts * (reference.current(volts + step) - reference.current(volts - step))) /
        (2 * step * unit)
      )
    },
    linear: model.linear,
  }
}

interface Half {
  readonly levels: number[]
  readonly joules: number
  readonly half: number
  readonly middle: Cell
}

/** What half the voltage moves in the middle of the loop, against the whole one; at least 0. */
function halfShare(middle: Cell, { volts, width }: LoopPulse, settle: number, readVolts: number): number {
  const moved = (at: number): number => {
    const [pulsed, resting] = [middle.copy(), middle.copy()]
    pulsed.advance(at, width)
    resting.advance(0, width)
    for (const twin of [pulsed, resting]) twin.advance(0, settle)
    return pulsed.conductance(readVolts) - resting.conductance(readVolts)
  }
  const whole = moved(volts)
  return whole === 0 ? 0 : Math.max(0, moved(volts / 2) / whole)
}
