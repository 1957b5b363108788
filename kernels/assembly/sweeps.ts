import { SWEEPS } from './sweeps-binary.ts'
import { type WasmMemory, type WasmModule, webAssembly } from './web-assembly.ts'

type Loop = (...values: number[]) => void

/** The loops of sweeps.as, bound to one memory; arguments as there. */
export interface Sweeps {
  readonly factorLevel: Loop
  readonly carryInput: Loop
  readonly smoothDown: Loop
  readonly riseOutput: Loop
  readonly riseAndRestrict: Loop
  readonly begin: (...values: number[]) => number
  readonly update: (...values: number[]) => number
  readonly eliminateRow: Loop
  readonly riseAndMultiply: Loop
  readonly passOn: Loop
  readonly addRow: Loop
  readonly balance: Loop
}

let compiled: WasmModule | undefined

/** The loops on a memory. Compiling is done once in a process. */
export function bindSweeps(memory: WasmMemory): Sweeps {
  compiled ??= new webAssembly.Module(Buffer.from(SWEEPS, 'base64'))
  return new webAssembly.Instance(compiled, { env: { memory } }).exports as Sweeps
}
