import { afterAll, describe, expect, it } from 'vitest'
import { kernelShaders } from '../../../kernels/gpu/kernel-shaders.ts'
import { createPlanBuilder } from '../../../kernels/gpu/plan-builder.ts'
import { planSlots } from '../../../kernels/gpu/plan-slots.ts'
import { openShaderDevice } from '../../../kernels/gpu/shaders/run-shaders.ts'
import { openWebgpu } from '../../../src/threads/open-webgpu.ts'
import { webgpu } from './test-gpus.ts'

const ADD = {
  name: 'add',
  text: 'function (x, y) { return x[0][this.thread.y][this.thread.x] + y[0][this.thread.y][this.thread.x]; }',
}
const TIMES = { name: 'times', text: 'function (x, n) { return n * x[0][this.thread.y][this.thread.x]; }' }
/** [columns, rows, planes]: odd, so that groups of threads reach beyond it. */
const SIZE = [5, 3, 1] as const

/** (2 x + n x) + 0.5 y, and n x alone. */
function plan() {
  const builder = createPlanBuilder('a plan')
  const [x, y, n] = [builder.array(SIZE), builder.array(SIZE), builder.number()]
  const twice = builder.launch(TIMES, SIZE, x, { from: 'number', value: 2 })
  const times = builder.launch(TIMES, SIZE, x, n)
  const sum = builder.launch(ADD, SIZE, twice, times)
  const half = builder.launch(TIMES, SIZE, y, { from: 'number', value: 0.5 })
  return builder.build(builder.launch(ADD, SIZE, sum, half), times)
}

describe('outputs of launches', () => {
  it('share places when they are read no more, and those of results never', () => {
    const { sizes, of } = planSlots(plan())
    // twice is free after the sum, the sum's own place is taken by then; times is a result.
    expect(of).toEqual([0, 1, 2, 0, 3])
    expect(sizes).toEqual([SIZE, SIZE, SIZE, SIZE])
  })
})

describe.skipIf(webgpu === undefined)(
  'kernels of gpu.js as shaders (needs npm webgpu and a Vulkan driver)',
  () => {
    // Dawn keeps the process alive as long as it is there.
    afterAll(() => void Reflect.deleteProperty(globalThis, 'navigator'))

    it('give what the plan says, for each number anew', async () => {
      await openWebgpu()
      const device = await openShaderDevice()
      const written = kernelShaders(plan())
      // Two kernels, whatever the launches.
      expect(written.plan.shaders).toHaveLength(2)
      const compiled = await device.compile(written.plan)
      const x = Float32Array.from({ length: 15 }, (_, k) => k)
      const y = Float32Array.from({ length: 15 }, (_, k) => 100 + 8 * k)
      const [sum, times] = written.results.map(() => new Float32Array(15))
      const given = new Map([...written.parameters, [written.inputs[0]!, x], [written.inputs[1]!, y]])
      const found = new Map([
        [written.results[0], sum],
        [written.results[1], times],
      ])
      await compiled.run('begin', given, new Map())
      for (const n of [3, -0.25]) {
        written.setNumbers([n])
        await compiled.run('run', given, found)
        expect([...times]).toEqual(Array.from(x, value => n * value))
        expect([...sum]).toEqual(Array.from(x, (value, k) => (2 + n) * value + y[k] / 2))
      }
    })

    it('are refused by name where gpu.js does not read them', () => {
      const builder = createPlanBuilder('a plan')
      const broken = { name: 'broken', text: 'function (x) { return notThere(x[0][0][this.thread.x]); }' }
      const bad = builder.build(builder.launch(broken, SIZE, builder.array(SIZE)))
      expect(() => kernelShaders(bad)).toThrow(/^a plan \(kernels broken\): /)
    })
  },
)
