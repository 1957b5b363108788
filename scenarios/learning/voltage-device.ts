import type { AccessOption } from '../../arrays/access/access-option.ts'
import { createCell } from '../../arrays/devices/cell.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { type DeviceLoop, playLoop } from './device-loop.ts'
import type { LoopProtocol } from './loop-protocol.ts'
import {
  type Disturbance,
  type FeltPulses,
  feltPulses,
  type TrainingDevice,
  type WriteBias,
  type WriteDirection,
} from './training-device.ts'
import { fitUpdateCurve } from './update-curve.ts'
import { voltageDrift } from './voltage-drift.ts'
import type { WrittenCell } from './written-cell.ts'

/**
 * A two-terminal device that is written by voltages, its update curve from a loop of its own model.
 * @param access element in series while it is written; the loop passes through it
 */
export function voltageDevice(
  model: DeviceModel,
  protocol: LoopProtocol,
  access: AccessOption = { kind: 'none' },
): TrainingDevice {
  const { up, down, rest, number, settle, cycles } = protocol
  const loop = playLoop(model, protocol, access)
  const probe = createCell(model)
  const conductanceOf = (states: Float64Array): number => {
    probe.state.set(states)
    return probe.conductance(model.readVolts)
  }
  const levels = { up: loop.raise.states.map(conductanceOf), down: loop.lower.states.map(conductanceOf) }
  const { curve, misfit } = fitUpdateCurve(levels.up, levels.down)
  const reference = createCell(model)
  const unit = reference.current(model.readVolts)
  const widths = up.width === down.width ? `${up.width} s each` : `${up.width} and ${down.width} s`
  const behind = access.kind === 'none' ? '' : ` through a ${access.kind}`
  return {
    name: model.name,
    title: model.title,
    citation: model.citation,
    curve,
    misfit,
    loop: levels,
    protocol: `${number} pulses of ${up.volts} V and ${number} of ${down.volts} V${behind}, ${widths} with ${rest} s between, cycle ${cycles}; read at ${model.readVolts} V${settle > 0 ? ` ${settle} s after the pulse` : ''}`,
    readVolts: model.readVolts,
    ...(model.steps?.spread === undefined ? {} : { stepSpread: model.steps.spread }),
    unit: 'S',
    ...voltageDrift(model, protocol, loop, model.readVolts),
    raiseSeconds: up.width + rest,
    lowerSeconds: down.width + rest,
    raiseJoules: loop.raise.joules,
    lowerJoules: loop.lower.joules,
    disturbance: (direction, bias) => disturbanceOf({ model, protocol, access, loop, direction, bias }),
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

interface DisturbanceRequest {
  readonly model: DeviceModel
  readonly protocol: LoopProtocol
  readonly access: AccessOption
  readonly loop: DeviceLoop
  readonly direction: WriteDirection
  readonly bias: WriteBias
}

/** Effect of parts of the write voltage in the middle of the loop, against whole pulses. */
function disturbanceOf({ model, protocol, access, loop, direction, bias }: DisturbanceRequest): Disturbance {
  const { up, down, settle } = protocol
  const { middle } = loop[direction]
  const { volts, width } = direction === 'raise' ? up : down
  const moved = (at: number, seconds: number, gateOn: boolean): number => {
    const [pulsed, resting] = [middle.copy(), middle.copy()]
    pulsed.write(at, seconds, gateOn)
    resting.device.advance(0, seconds)
    const read = ({ device }: WrittenCell): number => {
      device.advance(0, settle)
      return device.conductance(model.readVolts)
    }
    return read(pulsed) - read(resting)
  }
  const [raised, lowered] = [moved(up.volts, up.width, true), moved(down.volts, down.width, true)]
  const felt = (at: number, gateOn: boolean): FeltPulses =>
    at === 0 ? feltPulses(0, raised, lowered) : feltPulses(moved(at, width, gateOn), raised, lowered)
  // A transistor's word line opens its gate; its bit line has the whole voltage.
  if (access.kind === 'transistor')
    return { word: felt(0, true), bit: felt(volts, false), none: felt(0, false) }
  const part = felt(volts / (bias === 'half' ? 2 : 3), true)
  return { word: part, bit: part, none: felt(bias === 'half' ? 0 : -volts / 3, true) }
}
