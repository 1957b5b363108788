// What the second thread of the network solver does, in Node and in a browser: loops of sweeps.as for half 1, as second-thread.ts asks
// for them. JavaScript, so that a thread starts the same from the sources.
const ASKED = 0
const ANSWERED = 1
const FAILED = 2
const DISMISS = -2
const SPINS = 200_000

export function openLoops({ control, numbers, module, loops }) {
  Atomics.store(control, ANSWERED, 0)
  Atomics.notify(control, ANSWERED)
  return memory => {
    let sweeps
    let seen = Atomics.load(control, ANSWERED)
    let job
    do {
      // It spins for a while, as the next loop comes within microseconds.
      for (let spin = 0; Atomics.load(control, ASKED) === seen; spin++) {
        if (spin >= SPINS) Atomics.wait(control, ASKED, seen)
      }
      seen = Atomics.load(control, ASKED)
      job = numbers[0]
      try {
        if (job >= 0) numbers[0] = sweeps[loops[job]](1, ...numbers.subarray(1))
        else if (job !== DISMISS) sweeps = new WebAssembly.Instance(module, { env: { memory } }).exports
      } catch {
        Atomics.store(control, FAILED, 1)
      }
      Atomics.store(control, ANSWERED, seen)
      Atomics.notify(control, ANSWERED)
    } while (job !== DISMISS)
  }
}
