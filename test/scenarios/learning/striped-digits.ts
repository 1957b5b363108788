import { uniform } from '../../../arrays/random/keyed-random.ts'
import type { Dataset } from '../../../scenarios/learning/dataset.ts'

/** Three classes of 4 x 4 pictures, one for each of the first three rows bright, under noise: learnt in a few updates. */
export function stripedDigits(count: number, seed: number): Dataset {
  const images = new Float32Array(count * 16)
  const labels = Uint8Array.from({ length: count }, (_, n) => n % 3)
  for (let k = 0; k < images.length; k++) {
    const row = Math.floor((k % 16) / 4)
    const bright = row === labels[Math.floor(k / 16)]
    images[k] = Math.max(0, Math.min(1, (bright ? 0.8 : 0.2) + 0.4 * (uniform(seed, 1, k) - 0.5)))
  }
  return { source: `striped digits, seed ${seed}`, count, inputs: 16, size: [4, 4], images, labels }
}
