import { PlanError } from '../plan-error.ts'
import type { Trial } from './open-device.ts'
import { writeShader } from './write-shader.ts'

/** Words that are read back for a trial: every pattern of 16 bits in both halves, mixed. */
const WORDS = 2 ** 16

const COPY = writeShader({
  name: 'copy of words',
  parameters: [],
  bindings: [
    { name: 'given', type: 'array<u32>', access: 'read' },
    { name: 'found', type: 'array<u32>', access: 'write' },
  ],
  body: `@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  found[id.x] = given[id.x];
}`,
})

/** Words that go to the GPU and come back by the canvas: a browser may show none, or change some. */
export function canvasTrial(): Trial {
  const given = new Uint32Array(WORDS).map((_, k) => k + 2 ** 16 * ((k * 40_503 + 12_345) % 2 ** 16))
  const found = new Uint32Array(WORDS)
  const launch = { shader: 0, buffers: [0, 1], parameters: [], groups: [WORDS / 64, 1] } as const
  return {
    plan: {
      name: 'reading by a canvas',
      buffers: [
        { name: 'given', length: WORDS },
        { name: 'found', length: WORDS },
      ],
      shaders: [COPY],
      runs: { trial: { uploads: [0], clears: [], launches: [launch], downloads: [1] } },
    },
    run: 'trial',
    given: new Map([[0, new Float32Array(given.buffer)]]),
    found: new Map([[1, new Float32Array(found.buffer)]]),
    judge(name) {
      const lost = found.reduce((count, word, k) => count + (word === given[k] ? 0 : 1), 0)
      if (lost === 0) return
      throw new PlanError(
        `the canvas of this browser changed ${lost} of ${WORDS} words that ${name} put there`,
      )
    },
  }
}
