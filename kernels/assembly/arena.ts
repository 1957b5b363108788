import { MemoryError } from '../memory-error.ts'
import { secondThread } from './second-thread.ts'
import { bindSweeps, type HalfLoop, type Sweeps } from './sweeps.ts'
import { type WasmMemory, webAssembly } from './web-assembly.ts'

const PAGE = 65_536
const MOST_PAGES = 65_536
/** WebAssembly address 0 is a valid one, but it stands for "none" in the loops. */
const FIRST = 64
/**
 * Planes of a power of two bytes, laid end to end, meet in the same sets of every cache when a loop goes along many of them:
 * each stands a few lines further. (4096 x 4096: a loop over seven planes took nine times as long a cell without.)
 */
const LARGE = 65_536
const APART = 69 * 64
/** Loops over fewer cells are done by one thread: meeting the other costs some microseconds. */
const SHARED_CELLS = 32_768

/** Addresses in one WebAssembly memory, and the loops on it: first reserve all planes, then open it and look at them. */
export interface Arena {
  readonly sweeps: Sweeps
  /** The address of `bytes` bytes, a multiple of 16. What is there is not 0. */
  reserve(bytes: number): number
  /** Makes the memory large enough. @throws RangeError above 4 GB */
  open(): void
  float64(address: number, length: number): Float64Array
  float32(address: number, length: number): Float32Array
  /** Puts sizes and addresses in their place, 4 bytes each. */
  writeWords(address: number, words: readonly number[]): void
  /**
   * Both halves of a loop, on two threads where there are two and enough cells.
   * @returns the larger of what they return
   */
  halves(loop: HalfLoop, cells: number, ...values: number[]): number
  /** Lets the second thread sleep until the next loop. */
  pause(): void
  /** Gives the memory to the next solve; nothing may look at it any more. */
  release(): void
}

interface Room {
  readonly memory: WasmMemory
  readonly sweeps: Sweeps
}

/** The memory of the last solve, while the garbage collector lets it be: fresh pages cost more than a small solve. */
let spare: WeakRef<Room> | undefined

/** @param threads 2: large loops are shared with a second thread; the answer is the same */
export function takeArena(threads: 1 | 2): Arena {
  const room = spare?.deref() ?? freshRoom()
  spare = undefined
  const { memory, sweeps } = room
  const second = threads === 2 ? secondThread() : undefined
  let end = FIRST
  const pause = () => second?.dismiss(memory)
  return {
    sweeps,
    reserve(bytes) {
      const address = end
      end += Math.ceil(bytes / 16) * 16 + (bytes > LARGE ? APART : 0)
      return address
    },
    open() {
      const pages = Math.ceil(end / PAGE)
      if (pages > MOST_PAGES)
        throw new RangeError(
          `takeArena: ${(end / 1e9).toFixed(1)} GB for one network; expected at most 4.2 GB (about 35 million cells)`,
        )
      const have = memory.buffer.byteLength / PAGE
      if (pages > have) grow(memory, pages - have, end)
    },
    float64: (address, length) => new Float64Array(memory.buffer, address, length),
    float32: (address, length) => new Float32Array(memory.buffer, address, length),
    writeWords: (address, words) => new Uint32Array(memory.buffer, address, words.length).set(words),
    halves(loop, cells, ...values) {
      if (second === undefined || cells < SHARED_CELLS)
        return Math.max(sweeps[loop](0, ...values), sweeps[loop](1, ...values))
      second.start(memory, loop, values)
      const upper = sweeps[loop](0, ...values)
      return Math.max(upper, second.join())
    },
    pause,
    release() {
      pause()
      spare = new WeakRef(room)
    },
  }
}

/** @throws MemoryError where the address space is held down */
function freshRoom(): Room {
  let memory: WasmMemory
  try {
    memory = new webAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    // V8 sets aside the 4 GB that an address can reach, and as much again beside them, so that no access needs a check.
    throw new MemoryError(
      'the network solver needs 10 GB of address space, of which it uses little, and they are not there; raise the limit (ulimit -v)',
    )
  }
  return { memory, sweeps: bindSweeps(memory) }
}

/** @throws MemoryError that says how much one network needs */
function grow(memory: WasmMemory, pages: number, bytes: number): void {
  try {
    memory.grow(pages)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const needed = bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
    throw new MemoryError(
      `the network needs ${needed} of memory, more than there is; a smaller array is solved`,
    )
  }
}
