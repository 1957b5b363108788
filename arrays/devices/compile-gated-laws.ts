import { type CompiledLaws, compileLaws } from './compile-laws.ts'
import type { GatedDeviceModel } from './gated-model.ts'

/** The two paths of a three-terminal device as loops over flat arrays; their `relaxation` is the same. */
export interface CompiledGatedLaws {
  /** At drain-source volts. */
  readonly channel: CompiledLaws
  /** At gate-source volts. */
  readonly gate: CompiledLaws
}

const compiled = new WeakMap<GatedDeviceModel, CompiledGatedLaws>()

export function compileGatedLaws(model: GatedDeviceModel): CompiledGatedLaws {
  const known = compiled.get(model)
  if (known !== undefined) return known
  const { states, parameters } = model
  const laws = {
    channel: compileLaws({ ...model.channel, states, parameters }),
    gate: compileLaws({ ...model.gate, states, parameters }),
  }
  compiled.set(model, laws)
  return laws
}
