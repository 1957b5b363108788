import { describe, expect, it } from 'vitest'
import { drawOnThreads } from '../../../../src/cli/workers/draw-in-workers.ts'
import { startRunThread } from '../../../../src/cli/workers/run-thread.ts'
import { drawRunPictures } from '../../../../src/export/run-pictures.ts'
import { sampleSeries } from '../../plots/maps/sample-series.ts'

describe('drawOnThreads', () => {
  // From the sources there is no run-worker.js: the thread is lost, before it is given anything or with series that wait there.
  it.each([0, 1000])('draws what a lost thread leaves, asked after %d ms', async wait => {
    const { signal } = new AbortController()
    const draw = drawOnThreads(startRunThread(signal), signal)
    await new Promise(resolve => setTimeout(resolve, wait))
    const group = [1, 2, 3, 4].map(top => sampleSeries([1, 2], 1, (_, j) => top * j))
    expect(await Promise.all(draw(group))).toEqual(await Promise.all(group.map(drawRunPictures)))
  })
})
