import { gainByThreads, offerSecondThread } from 'sneakpath/core'

let offered: Promise<void> | undefined

/**
 * Offers the network solver a second thread before it solves networks of so many cells, where they gain by one and the page may share
 * memory between threads. It listens when this is done: while the engine solves, no other worker would start.
 */
export function startSecondThread(cells: number): Promise<void> {
  if (!gainByThreads(cells) || !crossOriginIsolated || navigator.hardwareConcurrency < 2)
    return Promise.resolve()
  offered ??= offer()
  return offered
}

async function offer(): Promise<void> {
  const worker = new Worker(new URL('./sweep-worker.ts', import.meta.url), {
    type: 'module',
    name: 'sneakpath second thread',
  })
  const listens = await new Promise<boolean>(resolve => {
    worker.addEventListener('message', () => resolve(true), { once: true })
    worker.addEventListener('error', event => {
      event.preventDefault()
      resolve(false)
    })
  })
  // Networks are solved on one thread then, to the same digits.
  if (!listens) return worker.terminate()
  offerSecondThread({
    alone: true,
    start(given) {
      worker.postMessage(given)
      return { send: memory => worker.postMessage(memory), end: () => worker.terminate() }
    },
  })
}
