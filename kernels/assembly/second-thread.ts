import { availableParallelism } from 'node:os'
import { isMainThread, MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { HALF_LOOPS, type HalfLoop, sweepsModule } from './sweeps.ts'
import type { WasmMemory } from './web-assembly.ts'

/** A thread that takes half of a loop. It spins between loops, so that it is to be let go when a solve is over. */
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

let thread: SecondThread | 'none' | undefined

/**
 * How many threads a network of so many cells is solved on, unless said otherwise.
 * @param alone whether no other thread of the program solves meanwhile, as the workers of a study do
 */
export function usualThreads(cells: number, alone: boolean = isMainThread): 1 | 2 {
  return alone && cells >= LEAST_CELLS && availableParallelism() > 1 ? 2 : 1
}

/** The second thread of this process, started when it is first asked for; undefined where it does not start. */
export function secondThread(): SecondThread | undefined {
  thread ??= startThread() ?? 'none'
  return thread === 'none' ? undefined : thread
}

function startThread(): SecondThread | undefined {
  const control = new Int32Array(new SharedArrayBuffer(4 * 3))
  const numbers = new Float64Array(new SharedArrayBuffer(8 * (1 + MOST_VALUES)))
  const { port1: memories, port2: port } = new MessageChannel()
  const workerData = { control, numbers, port, module: sweepsModule(), loops: HALF_LOOPS }
  const worker = new Worker(new URL('./sweep-thread.mjs', import.meta.url), {
    workerData,
    transferList: [port],
  })
  worker.unref()
  memories.unref()
  // The thread counts its start as the answer to nothing asked.
  Atomics.store(control, SLOT.answered, -1)
  if (Atomics.wait(control, SLOT.answered, -1, LONGEST_START) === 'timed-out') {
    void worker.terminate()
    return undefined
  }
  return openThread(control, numbers, memories)
}

function openThread(control: Int32Array, numbers: Float64Array, memories: MessagePort): SecondThread {
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
  return {
    start(memory, loop, values) {
      if (engaged !== memory) {
        memories.postMessage(memory)
        ask(JOB.engage)
        join()
        engaged = memory
      }
      ask(HALF_LOOPS.indexOf(loop), values)
    },
    join,
    dismiss(memory) {
      if (engaged !== memory) return
      ask(JOB.dismiss)
      join()
      engaged = undefined
    },
  }
}
