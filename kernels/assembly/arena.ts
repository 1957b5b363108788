import { type WasmMemory, webAssembly } from './web-assembly.ts'

const PAGE = 65_536
const MOST_PAGES = 65_536
/** WebAssembly address 0 is a valid one, but it stands for "none" in the loops. */
const FIRST = 64

/** Addresses in one WebAssembly memory: first reserve all planes, then open it and look at them. */
export interface Arena {
  readonly memory: WasmMemory
  /** The address of `bytes` bytes, a multiple of 16. */
  reserve(bytes: number): number
  /** Makes the memory large enough. @throws RangeError above 4 GB */
  open(): void
  float64(address: number, length: number): Float64Array
}

export function createArena(): Arena {
  const memory = new webAssembly.Memory({ initial: 1, maximum: MOST_PAGES })
  let end = FIRST
  return {
    memory,
    reserve(bytes) {
      const address = end
      end += Math.ceil(bytes / 16) * 16
      return address
    },
    open() {
      const pages = Math.ceil(end / PAGE)
      if (pages > MOST_PAGES)
        throw new RangeError(
          `createArena: ${(end / 1e9).toFixed(1)} GB for one network; expected at most 4.2 GB (about 35 million cells)`,
        )
      if (pages > 1) memory.grow(pages - 1)
    },
    float64: (address, length) => new Float64Array(memory.buffer, address, length),
  }
}
