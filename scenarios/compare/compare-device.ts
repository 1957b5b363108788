import { createCell } from '../../arrays/devices/cell.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel, PulsePair } from '../../arrays/devices/model.ts'
import { paperPulses } from '../plasticity/specimens/paper-pulses.ts'
import { compareGated } from './compare-gated.ts'
import { compareMemory } from './compare-memory.ts'
import { compareSelector } from './compare-selector.ts'
import type { DeviceComparison } from './comparison.ts'

type AnyDeviceModel = DeviceModel | GatedDeviceModel

/** A switch that is back at rest so long after it was driven, s, has no memory. */
const FORGOTTEN = 1e-3
const DRIVEN = 1e-6

/** Why a device cannot be compared, in the words of an error; undefined where it can. */
export function comparisonObstacle(model: AnyDeviceModel): string | undefined {
  if ('control' in model) return undefined
  if (model.storage !== undefined)
    return `the device ${model.name}, which stores charge and keeps no conductance`
  if (model.states.length === 0 && model.linear)
    return `the device ${model.name}, which neither remembers nor selects`
  const volts = model.validVolts[1]
  if (model.states.length === 0 && !Number.isFinite(volts))
    return `the device ${model.name}, which names no largest voltage to read it at`
  if (isSelector(model) || pulsesOf(model) !== undefined) return undefined
  return `the device ${model.name} without the pulses that write and erase it`
}

/**
 * Compares a device in a square array of its kind: a memory in a passive crossbar, a device with a gate in an array of its own lines,
 * a device that has no memory, or forgets at once, as a selector.
 * @param size lines of each kind
 * @throws RangeError for a device that cannot be compared; SolverError where a network has no answer
 */
export function compareDevice(model: AnyDeviceModel, size: number): DeviceComparison {
  const obstacle = comparisonObstacle(model)
  if (obstacle !== undefined)
    throw new RangeError(
      `compareDevice: found ${obstacle}; expected a memory with write and erase, or a selector`,
    )
  if ('control' in model) return compareGated(model, size)
  return isSelector(model) ? compareSelector(model, size) : compareMemory(model, pulsesOf(model)!, size)
}

/** Without a state, or without pulses of its own and soon back where it was. */
function isSelector(model: DeviceModel): boolean {
  if (model.states.length === 0) return true
  if (model.pulses !== undefined || !Number.isFinite(model.validVolts[1])) return false
  const cell = createCell(model)
  const rest = [...cell.state]
  cell.advance(model.validVolts[1], DRIVEN)
  const moved = cell.state.some((x, s) => x !== rest[s])
  cell.advance(0, FORGOTTEN)
  return moved && cell.state.every((x, s) => Math.abs(x - rest[s]) <= 1e-6 * Math.abs(rest[s]))
}

/** Those of the device, or one pulse each way of a built-in one's paper. */
function pulsesOf(model: DeviceModel): PulsePair | undefined {
  if (model.pulses !== undefined || model.file !== undefined) return model.pulses
  const { raise, lower } = paperPulses(model)
  return {
    raise: { amplitude: raise.level, width: raise.width, number: 1 },
    lower: { amplitude: lower.level, width: lower.width, number: 1 },
  }
}
