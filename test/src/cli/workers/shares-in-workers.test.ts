import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { sharesInWorkers } from '../../../../src/cli/workers/shares-in-workers.ts'
import { scratch } from '../../files/scratch.ts'

const { put } = scratch()
const script = pathToFileURL(
  put(
    'worker.mjs',
    `import { parentPort } from 'node:worker_threads'
     parentPort.once('message', ({ answer, ticks }) => {
       if (ticks !== undefined) setInterval(() => ticks[0]++, 5)
       else if (answer === undefined) parentPort.postMessage({ failure: { code: 4, line: 'no answer' } })
       else parentPort.postMessage({ found: answer })
     })`,
  ),
)
const never = new AbortController().signal
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

describe('shares of some work on threads', () => {
  it('give all that was found', async () => {
    const found: number[] = []
    const shares = [1, 2, 3].map(answer => ({ data: { answer }, results: 1 }))
    await sharesInWorkers<number>(script, shares, never, result => found.push(result))
    expect(found.sort()).toEqual([1, 2, 3])
  })

  it('are given to threads that were started before', async () => {
    const worker = new Worker(script)
    worker.unref()
    const ended = once(worker, 'exit')
    const found: number[] = []
    await sharesInWorkers<number>(script, [{ data: { answer: 7 }, results: 1, worker }], never, result =>
      found.push(result),
    )
    expect(found).toEqual([7])
    await ended
  })

  it.each(['a failure', 'an interrupt'])('end all of them on %s', async reason => {
    const ticks = new Int32Array(new SharedArrayBuffer(4))
    const interrupt = new AbortController()
    const shares = [
      { data: { ticks }, results: 1 },
      ...(reason === 'a failure' ? [{ data: {}, results: 1 }] : []),
    ]
    const done = sharesInWorkers(script, shares, interrupt.signal, () => {})
    if (reason === 'an interrupt') {
      while (ticks[0] === 0) await pause(5)
      interrupt.abort(new Error('interrupted'))
      await expect(done).rejects.toThrow('interrupted')
    } else await expect(done).rejects.toMatchObject({ code: 4, message: 'no answer' })
    await pause(200)
    const after = ticks[0]
    await pause(100)
    expect(ticks[0]).toBe(after)
  })
})
