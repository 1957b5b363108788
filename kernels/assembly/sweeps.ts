import { SWEEPS } from './sweeps-binary.ts'
import { type WasmMemory, type WasmModule, webAssembly } from './web-assembly.ts'

type Loop = (...values: number[]) => number

/** Loops of sweeps.as that take one half of the rows, as their first argument. */
export const HALF_LOOPS = [
  'factorLevel',
  'carryInput',
  'smoothDown',
  'riseOutput',
  'riseAndRestrict',
  'begin',
  'update',
  'eliminateWords',
  'returnWords',
  'riseAndMultiply',
  'balance',
] as const

export type HalfLoop = (typeof HALF_LOOPS)[number]

/** The loops of sweeps.as, bound to one memory; arguments as there. */
export type Sweeps = Readonly<Record<HalfLoop | 'factorMiddle' | 'meet' | 'settleMiddle', Loop>>

let compiled: WasmModule | undefined

/** The loops, for any memory. Compiling is done once in a process. */
export function sweepsModule(): WasmModule {
  compiled ??= new webAssembly.Module(Uint8Array.from(atob(SWEEPS), letter => letter.charCodeAt(0)))
  return compiled
}

/** The loops on a memory. */
export function bindSweeps(memory: WasmMemory): Sweeps {
  return new webAssembly.Instance(sweepsModule(), { env: { memory } }).exports as Sweeps
}
