// The second thread of the network solver: loops of sweeps.as for half 1, as second-thread.ts asks for them. It spins for a
// while between them, as the next one comes within microseconds. JavaScript, so that it starts the same from the sources.
import { receiveMessageOnPort, workerData } from 'node:worker_threads'

const ASKED = 0
const ANSWERED = 1
const FAILED = 2
const DISMISS = -2
const SPINS = 200_000

const { control, numbers, port, module, loops } = workerData
let sweeps
let seen = 0
let awake = false
for (;;) {
  Atomics.store(control, ANSWERED, seen)
  Atomics.notify(control, ANSWERED)
  for (let spin = awake ? 0 : SPINS; Atomics.load(control, ASKED) === seen; spin++) {
    if (spin >= SPINS) Atomics.wait(control, ASKED, seen)
  }
  seen = Atomics.load(control, ASKED)
  const job = numbers[0]
  try {
    if (job >= 0) numbers[0] = sweeps[loops[job]](1, ...numbers.subarray(1))
    else {
      awake = job !== DISMISS
      sweeps = awake
        ? new WebAssembly.Instance(module, { env: { memory: receiveMessageOnPort(port).message } }).exports
        : undefined
    }
  } catch {
    Atomics.store(control, FAILED, 1)
  }
}
