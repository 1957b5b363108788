import { afterAll, describe, expect, it } from 'vitest'
import type { ArrayEngine } from '../../../arrays/engine/array-engine.ts'
import { openFastest } from '../../../arrays/engine/open-fastest.ts'
import { probeSeconds } from '../../../arrays/engine/probe-seconds.ts'
import { openEngine } from '../../../src/host/open-engine.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'

const LARGE = 1 << 20

const webasm = (await openEngine('webasm', 0))!

/** An engine on an adapter of the given name, which tells when it is closed. */
function engineOn(adapter: string) {
  let closed = false
  const engine: ArrayEngine = {
    ...webasm,
    report: () => ({ ...webasm.report(), adapter }),
    close: async () => {
      closed = true
    },
  }
  return { engine, isClosed: () => closed }
}

afterAll(() => webasm.close())

describe('auto', () => {
  it('takes a graphics adapter that solves the probe faster, and asks it once', async () => {
    const { engine, isClosed } = engineOn('fast card')
    let measured = 0
    const measure = (of: ArrayEngine | undefined) => {
      measured++
      return of === undefined ? 2 : 1
    }
    for (let turn = 0; turn < 2; turn++) {
      expect(await openFastest(LARGE, async () => engine, measure)).toBe(engine)
    }
    expect(measured).toBe(2)
    expect(isClosed()).toBe(false)
  })

  it('leaves one that is slower, and closes it', async () => {
    const { engine, isClosed } = engineOn('slow card')
    const measure = (of: ArrayEngine | undefined) => (of === undefined ? 1 : 2)
    expect(await openFastest(LARGE, async () => engine, measure)).toBeUndefined()
    expect(isClosed()).toBe(true)
  })

  it('measures by solves, in float64 and on the engine', async () => {
    const solved: boolean[] = []
    const engine: ArrayEngine = {
      ...webasm,
      createLinear: (shape, linear, threads) => {
        solved.push(linear)
        return webasm.createLinear(shape, linear, threads)
      },
    }
    expect(probeSeconds(undefined, 24)).toBeGreaterThan(0)
    expect(probeSeconds(engine, 24)).toBeGreaterThan(0)
    expect(solved).toEqual([true])
  })

  it('takes float64 for small arrays, without an adapter and for one that fails', async () => {
    const never = () => Promise.reject(new Error('opened'))
    expect(await openFastest(1000, never)).toBeUndefined()
    expect(await openFastest(LARGE, never)).toBeUndefined()
    const { engine } = engineOn('broken card')
    const broken: ArrayEngine = {
      ...engine,
      createLinear: () => {
        throw new Error('lost')
      },
    }
    expect(await openFastest(LARGE, async () => broken)).toBeUndefined()
  })

  it.skipIf(webgpu === undefined || !/SwiftShader/.test(webgpu.adapter))(
    'never takes SwiftShader',
    async () => {
      expect(await openEngine('auto', LARGE)).toBeUndefined()
    },
  )
})
