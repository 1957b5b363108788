import { HALF_LOOPS, type HalfLoop, sweepsModule } from './sweeps.ts'
import type { WasmMemory, WasmModule } from './web-assembly.ts'

/**
 * A thread that takes half of a loop (loops-thread.mjs). It spins between loops, so that it is to be let go when a solve is over; only
 * then it hears of another memory.
 */
export interface SecondThread {
  /** Starts a loop on a memory, for half 1. */
  start(memory: WasmMemory, loop: HalfLoop, values: readonly number[]): void
  /** Waits for the loop; what it returned. @throws Error where it failed */
  join(): number
  /** Sends the thread to sleep and lets it forget a memory, if it is at that one. */
  dismiss(memory: WasmMemory): void
}

/** Words and numbers that the two threads share. */
const SLOT = { asked: 0, answered: 1, failed: 2 } as const
const JOB = { engage: -1, dismiss: -2 } as const
/** The number before the arguments is the job, and what it returned. */
const MOST_VALUES = 8

/** Below this, starting a thread and meeting it costs more than it saves. */
const LEAST_CELLS = 500_000
/** How long the thread may take to start, and a loop to end, ms. */
const LONGEST_START = 5000
const LONGEST_LOOP = 60_000
/** Looks at the other thread before this one sleeps, some tenths of a millisecond. */
const SPINS = 50_000

/** Start data of a second thread: the memory that both share, and the loops. */
export interface SecondThreadStart {
  readonly control: Int32Array
  readonly numbers: Float64Array
  readonly module: WasmModule
  readonly loops: readonly string[]
}

/** A started thread. */
interface StartedThread {
  /** Sends it a memory, which wakes it. */
  send(memory: WasmMemory): void
  end(): void
}

/** The second thread that the surroundings of the kernels offer. */
export interface SecondThreadOffer {
  /** Whether no other thread of the program solves meanwhile, as the workers of a study do. */
  readonly alone: boolean
  start(start: SecondThreadStart): StartedThread
}

let offer: SecondThreadOffer | undefined
let thread: SecondThread | 'none' | undefined

/** Lends this process a second thread; without one every network is solved on one. Said once, at the start. */
export function offerSecondThread(given: SecondThreadOffer): void {
  offer = given
}

/** Whether networks of so many cells gain by a second thread. */
export function gainByThreads(cells: number): boolean {
  return cells >= LEAST_CELLS
}

/**
 * How many threads a network of so many cells is solved on, unless said otherwise.
 * @param alone whether no other thread of the program solves meanwhile, where the offer does not know it
 */
export function usualThreads(cells: number, alone: boolean = offer?.alone === true): 1 | 2 {
  return offer !== undefined && alone && gainByThreads(cells) ? 2 : 1
}

/** The second thread of this process, started when it is first asked for; undefined where none is offered or it does not start. */
export function secondThread(): SecondThread | undefined {
  thread ??= (offer === undefined ? undefined : startThread(offer)) ?? 'none'
  return thread === 'none' ? undefined : thread
}

function startThread({ start }: SecondThreadOffer): SecondThread | undefined {
  const control = new Int32Array(new SharedArrayBuffer(4 * 3))
  const numbers = new Float64Array(new SharedArrayBuffer(8 * (1 + MOST_VALUES)))
  // The thread counts its start as the answer to nothing asked.
  Atomics.store(control, SLOT.answered, -1)
  const started = start({ control, numbers, module: sweepsModule(), loops: HALF_LOOPS })
  if (Atomics.wait(control, SLOT.answered, -1, LONGEST_START) === 'timed-out') {
    started.end()
    return undefined
  }
  return openThread(control, numbers, started)
}

function openThread(control: Int32Array, numbers: Float64Array, started: StartedThread): SecondThread {
  let asked = 0
  function ask(job: number, values: readonly number[] = []): void {
    numbers[0] = job
    numbers.set(values, 1)
    asked = (asked + 1) | 0
    Atomics.store(control, SLOT.asked, asked)
    Atomics.notify(control, SLOT.asked)
  }
  function join(): number {
    for (let spin = 0; Atomics.load(control, SLOT.answered) !== asked; spin++) {
      if (spin < SPINS) continue
      const seen = Atomics.load(control, SLOT.answered)
      if (seen !== asked && Atomics.wait(control, SLOT.answered, seen, LONGEST_LOOP) === 'timed-out')
        throw new Error(`the second thread of the network solver did not answer for ${LONGEST_LOOP} ms`)
    }
    if (Atomics.load(control, SLOT.failed) !== 0)
      throw new Error('the second thread of the network solver failed: solve with threads: 1')
    return numbers[0]
  }
  let engaged: WasmMemory | undefined
  function dismiss(): void {
    ask(JOB.dismiss)
    join()
    engaged = undefined
  }
  return {
    start(memory, loop, values) {
      if (engaged !== memory) {
        if (engaged !== undefined) dismiss()
        started.send(memory)
        ask(JOB.engage)
        join()
        engaged = memory
      }
      ask(HALF_LOOPS.indexOf(loop), values)
    },
    join,
    dismiss(memory) {
      if (engaged === memory) dismiss()
    },
  }
}
