import type { GatedDeviceModel } from '../gated-model.ts'
import type { DeviceModel } from '../model.ts'

/** Points at which the laws of a device are looked at: every drive with every mixture of states, one column for each name. */
export interface SamplePoints {
  readonly count: number
  /** V between the terminals, or V or A of the gate. */
  readonly drive: Float64Array
  /** In the model's order. */
  readonly states: readonly Float64Array[]
  /** Ends of the drives. */
  readonly range: readonly [number, number]
  /** Drives and values of each state. */
  readonly drives: number
  readonly perState: number
}

const DRIVES = 41
const MOST_PER_STATE = 9
const MOST_POINTS = 40_000
/** Read voltages to each side of 0, where the measured range has no end. */
const READS = 10

/** A grid over the measured range and the ranges of the states, ends included. */
export function samplePoints(model: DeviceModel | GatedDeviceModel): SamplePoints {
  const range = driveRange(model)
  const { states } = model
  let perState = MOST_PER_STATE
  while (perState > 2 && DRIVES * perState ** states.length > MOST_POINTS) perState--
  const mixtures = Math.min(perState ** states.length, Math.floor(MOST_POINTS / DRIVES))
  const count = DRIVES * mixtures
  const values = states.map(({ range: [low, high], initial }) => {
    const from = Number.isFinite(low) ? low : Math.min(initial, high) - 1
    const to = Number.isFinite(high) ? high : Math.max(initial, low) + 1
    return Array.from({ length: perState }, (_, k) =>
      k === perState - 1 ? to : from + (k / (perState - 1)) * (to - from),
    )
  })
  const drive = Float64Array.from({ length: count }, (_, k) => gridValue(range, k % DRIVES))
  return {
    count,
    drive,
    states: values.map((grid, s) =>
      Float64Array.from(
        { length: count },
        (_, k) => grid[Math.floor(Math.floor(k / DRIVES) / perState ** s) % perState],
      ),
    ),
    range,
    drives: DRIVES,
    perState,
  }
}

function gridValue([low, high]: readonly [number, number], k: number): number {
  return k === DRIVES - 1 ? high : low + (k / (DRIVES - 1)) * (high - low)
}

/** The measured range, or some reads to each side where it has no end. */
function driveRange(model: DeviceModel | GatedDeviceModel): [number, number] {
  const [low, high] = 'control' in model ? model.validControl : model.validVolts
  const far = READS * Math.abs(model.readVolts)
  return [
    Number.isFinite(low) ? low : Math.min(-far, high),
    Number.isFinite(high) ? high : Math.max(far, low),
  ]
}
