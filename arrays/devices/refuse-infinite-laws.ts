import { ConfigError } from '../errors.ts'
import type { UserFiles } from '../user-files.ts'
import { compileGatedLaws, compileLaws, type PathLoop } from './compile-laws.ts'
import type { GatedDeviceModel } from './gated-model.ts'
import type { DeviceModel } from './model.ts'

/** Drives that a program applies to the devices of an array, and their parameters and initial states. */
export interface AppliedDrives {
  /** V between the terminals of two-terminal devices, or between drain and source. */
  readonly volts: Iterable<number>
  /** V or A of the gates. */
  readonly gates?: Iterable<number>
  /** In the model's order; one value for each cell, or one for all. */
  readonly parameters: readonly Float64Array[]
  readonly states: readonly Float64Array[]
}

/**
 * Refuses a device from a file whose laws have no finite value at a voltage of a program, in the states that its cells begin in.
 * Built-in devices are finite everywhere.
 * @param files where the device's file is
 * @throws ConfigError that names the file, the law and the voltage
 */
export function refuseInfiniteLaws(
  model: DeviceModel | GatedDeviceModel,
  drives: AppliedDrives,
  files: UserFiles,
): void {
  if (model.file === undefined) return
  const { parameters, states, volts, gates = [] } = drives
  const count = Math.max(1, ...[...parameters, ...states].map(({ length }) => length))
  const results = [new Float64Array(count), new Float64Array(count)] as const
  const refuse = (law: string, value: number, drive: number, unit: string): never => {
    throw new ConfigError(
      // Read once more, for an error only.
      files.document(model.file!).place(law.split('.')),
      `${value} at ${Number(drive.toPrecision(6))} ${unit}, which the program applies`,
      'a finite number there; sneakpath check says where a law has one',
    )
  }
  const checkPath = (loop: PathLoop, law: string, drive: number): void => {
    loop(count, Float64Array.of(drive), states, parameters, ...results)
    for (const value of results[0]) if (!Number.isFinite(value)) refuse(law, value, drive, 'V')
  }
  const checkRates = (drive: number, unit: string): void => {
    const rates = new Float64Array(model.states.length)
    const x = new Float64Array(model.states.length)
    const flow = laws.states.flow(parameters)
    for (let k = 0; k < count; k++) {
      flow.load(k)
      for (let s = 0; s < x.length; s++) x[s] = states[s][states[s].length === 1 ? 0 : k]
      flow.rates(drive, x, rates)
      const wrong = rates.findIndex(rate => !Number.isFinite(rate))
      if (wrong >= 0) refuse(`rates.${model.states[wrong].name}`, rates[wrong], drive, unit)
    }
  }
  const laws = 'control' in model ? compileGatedLaws(model) : compileLaws(model)
  for (const drive of volts) {
    checkPath(laws.evaluate, 'current', drive)
    if (!('gate' in laws)) checkRates(drive, 'V')
  }
  if (!('control' in model)) return
  for (const drive of gates) {
    if (model.control === 'voltage') checkPath(compileGatedLaws(model).gate, 'gate', drive)
    checkRates(drive, model.control === 'voltage' ? 'V' : 'A')
  }
}
