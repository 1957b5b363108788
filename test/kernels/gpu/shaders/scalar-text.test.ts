import { describe, expect, it } from 'vitest'
import { SCALAR_TEXT } from '../../../../kernels/gpu/shaders/scalar-text.ts'
import { writeShader } from '../../../../kernels/gpu/shaders/write-shader.ts'
import { webgpu } from '../test-gpus.ts'

/** From 1e-12 to 20 and the same below 0. */
const VALUES = Float32Array.from(
  { length: 64 },
  (_, k) => 10 ** (-12 + (13.3 * (k >> 1)) / 31) * (k % 2 ? -1 : 1),
)

const FUNCTIONS = [
  ['one_minus_exp(x)', (x: number) => -Math.expm1(-x)],
  ['sinh_from(x, (exp(x) - exp(-x)) / 2.0)', Math.sinh],
  ['tanh_of(x)', Math.tanh],
  ['asinh_of(x)', Math.asinh],
] as const

describe.skipIf(webgpu === undefined)(
  'functions of laws in shaders (needs npm webgpu and a Vulkan driver)',
  () => {
    it.each(FUNCTIONS)('keep their digits at small values: %s', (call, exact) => {
      const shader = writeShader({
        name: call,
        parameters: [],
        bindings: [{ name: 'values', type: 'array<f32>', access: 'both' }],
        body: `${SCALAR_TEXT}
@compute @workgroup_size(64) fn main(@builtin(local_invocation_id) id: vec3<u32>) {
  let x = values[id.x];
  values[id.x] = ${call};
}`,
      })
      const program = webgpu!.compileShaders({
        name: call,
        buffers: [{ name: 'values', length: VALUES.length }],
        shaders: [shader],
        runs: {
          go: {
            uploads: [0],
            clears: [],
            launches: [{ shader: 0, buffers: [0], parameters: [], groups: [1, 1] }],
            downloads: [0],
          },
        },
      })
      program.memory.get(0)!.set(VALUES)
      program.run('go')
      program.memory.get(0)!.forEach((found, k) => {
        // An exponential of WGSL is good to 3 + 2 |x| units of the last place.
        const units = 16 + 4 * Math.abs(VALUES[k])
        expect(Math.abs(found / exact(VALUES[k]) - 1)).toBeLessThan(units * 2 ** -23)
      })
      program.destroy()
    })
  },
)
