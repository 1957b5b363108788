import { compileGatedLaws, compileLaws, type PathLoop } from '../../../arrays/devices/compile-laws.ts'
import type { GatedDeviceModel } from '../../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'

type PathAt = (volts: number, ...states: number[]) => number

export interface LawsAt {
  readonly current: PathAt
  readonly slope: PathAt
  /** Of three-terminal devices. */
  readonly gate?: PathAt
  readonly gateSlope?: PathAt
  /** 1/s. */
  rate(state: number, control: number): number
  target(state: number, control: number): number
}

/** The compiled laws of a device at one point, parameters as they are by default or as given. */
export function lawsAt(model: DeviceModel | GatedDeviceModel, values?: readonly number[]): LawsAt {
  const laws = 'control' in model ? compileGatedLaws(model) : compileLaws(model)
  const columns = (values ?? model.parameters.map(({ value }) => value)).map(value => Float64Array.of(value))
  const one = (): Float64Array => new Float64Array(1)
  const path =
    (loop: PathLoop, result: 0 | 1) =>
    (volts: number, ...states: number[]): number => {
      const found = [one(), one()] as const
      loop(
        1,
        Float64Array.of(volts),
        states.map(x => Float64Array.of(x)),
        columns,
        ...found,
      )
      return found[result][0]
    }
  const relaxation = (control: number): [Float64Array[], Float64Array[]] => {
    const found: [Float64Array[], Float64Array[]] = [model.states.map(one), model.states.map(one)]
    laws.states.relaxation(1, Float64Array.of(control), columns, ...found)
    return found
  }
  return {
    current: path(laws.evaluate, 0),
    slope: path(laws.evaluate, 1),
    ...('gate' in laws
      ? { gate: path(laws.gate as PathLoop, 0), gateSlope: path(laws.gate as PathLoop, 1) }
      : {}),
    rate: (state, control) => relaxation(control)[0][state][0],
    target: (state, control) => relaxation(control)[1][state][0],
  }
}
