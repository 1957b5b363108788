import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { generatedDigits } from '../../../scenarios/learning/dataset.ts'
import { readNpy } from '../../../src/files/read-npy.ts'
import { writeNpy } from '../../../src/files/write-npy.ts'
import { type InferRequest, runInfer } from '../../../src/infer/run-infer.ts'
import { relativeDifference } from '../../scenarios/matrix/random-matrix.ts'
import { float32Bytes, safetensorsBytes } from '../files/safetensors-bytes.ts'
import { scratch } from '../files/scratch.ts'

const { folder, put } = scratch()
const FIXTURES = fileURLToPath(new URL('../../scenarios/inference/fixtures/', import.meta.url))
const request = (change: Partial<InferRequest> = {}): InferRequest => ({
  network: join(folder, 'network.yaml'),
  inputs: join(folder, 'images.npy'),
  labels: join(folder, 'labels.npy'),
  items: undefined,
  options: {},
  seeds: 3,
  costs: false,
  ...change,
})

beforeAll(async () => {
  cpSync(FIXTURES, folder, { recursive: true })
  const { images, labels } = generatedDigits(200, 1, 'test')
  // The first 50: torch's outputs are theirs.
  await writeNpy(join(folder, 'images.npy'), Float64Array.from(images.subarray(0, 50 * 784)), [50, 1, 28, 28])
  await writeNpy(join(folder, 'labels.npy'), Float64Array.from(labels.subarray(0, 50)), [50])
})

describe('a convolutional network that torch trained', () => {
  it('gives what torch gives in float64, in float64 and on ideal arrays of every map', async () => {
    const right = await readNpy(join(folder, 'outputs.npy'))
    for (const map of ['pairs', 'offset', 'reference'] as const) {
      const { outputs, ideal, agreement, accuracies } = await runInfer(request({ options: { map } }))
      expect(relativeDifference(ideal.data, right.data)).toBeLessThan(1e-9)
      expect(relativeDifference(outputs.data, right.data)).toBeLessThan(1e-9)
      expect(agreement).toBe(1)
      expect(accuracies).toEqual([expect.closeTo(1, 1)])
    }
  })

  it('loses on wires and with few bits, layer by layer', async () => {
    const { error, layers, confusion, idealAccuracy } = await runInfer(
      request({ options: { wire: 20, adcBits: 5 }, items: 20 }),
    )
    expect(layers.map(({ size, tiles }) => [size, tiles])).toEqual([
      [[9, 4], 1],
      [[36, 8], 1],
      [[288, 10], 3],
    ])
    expect(error.relative).toBeGreaterThan(0.05)
    expect(confusion.flat().reduce((sum, n) => sum + n, 0)).toBe(20)
    expect(idealAccuracy).toBeGreaterThan(0.9)
  })

  it('says what each non-ideality costs, with an error bar over seeds', async () => {
    const options = { spread: 0.5, stuck: { low: 0.2, high: 0.2 }, readNoise: 0.01 }
    const { costs, accuracies } = await runInfer(request({ options, costs: true }))
    expect(new Set(accuracies).size).toBeGreaterThan(1)
    expect(costs.map(({ name }) => name)).toEqual(['spread', 'stuck cells', 'read noise', 'everything'])
    const [, stuck, noise, everything] = costs
    expect(stuck!.points).toBeGreaterThan(5)
    expect(stuck!.withinChance).toBe(false)
    expect(Math.abs(noise!.points)).toBeLessThan(stuck!.points)
    expect(everything!.accuracy).toBeGreaterThan(0.95)
    for (const { error } of costs) expect(error).toBeGreaterThanOrEqual(0)
  })

  it('stops reading its files where it is interrupted', async () => {
    await expect(runInfer(request(), undefined, AbortSignal.abort())).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    )
  })

  it('runs once where nothing is random', async () => {
    const { accuracies, costs } = await runInfer(request({ options: { adcBits: 4 }, costs: true, items: 20 }))
    expect(accuracies).toHaveLength(1)
    expect(costs).toEqual([{ name: 'ADC', accuracy: expect.any(Number), points: expect.any(Number) }])
  })
})

describe('a network file', () => {
  const write = (name: string, layers: string): string => {
    put(
      `${name}.yaml`,
      `kind: sneakpath-network\nweights: small.safetensors\ninput: [2, 3, 3]\nlayers:\n${layers}`,
    )
    return join(folder, `${name}.yaml`)
  }
  const shapes = { conv: [1, 2, 2, 2], fc: [2, 2], bias: [2], plane: [2, 2, 2] } as const
  beforeAll(() => {
    const tensors = Object.entries(shapes).map(([name, shape]) => {
      const count = shape.reduce((product: number, n) => product * n, 1)
      const values = Array.from({ length: count }, (_, k) => k + 1)
      return [name, { dtype: 'F32', shape, bytes: float32Bytes(values) }] as const
    })
    writeFileSync(join(folder, 'small.safetensors'), safetensorsBytes(Object.fromEntries(tensors)))
  })

  it('strides, pads, adds biases and takes options of a layer, by hand', async () => {
    const network = write(
      'strides',
      '  - conv2d: { weight: conv, stride: 2, padding: 1, array: { low: "2 uS", adcBits: 20 } }\n  - flatten\n',
    )
    const x = Float64Array.from({ length: 18 }, (_, k) => k)
    await writeNpy(join(folder, 'items.npy'), x, [1, 2, 3, 3])
    const inputs = join(folder, 'items.npy')
    const { outputs, ideal } = await runInfer(request({ network, inputs, labels: undefined }))
    // Patches of a 2 x 2 kernel 1 2 3 4 and 5 6 7 8, every second place of a rim of zeros.
    expect([...ideal.data]).toEqual([
      4 * 0 + 8 * 9,
      3 * 1 + 4 * 2 + 7 * 10 + 8 * 11,
      2 * 3 + 4 * 6 + 6 * 12 + 8 * 15,
      1 * 4 + 2 * 5 + 3 * 7 + 4 * 8 + 5 * 13 + 6 * 14 + 7 * 16 + 8 * 17,
    ])
    const miss = relativeDifference(outputs.data, ideal.data)
    expect(miss).toBeGreaterThan(1e-9)
    expect(miss).toBeLessThan(1e-4)
  })

  it.each([
    [
      'other-axes',
      '  - dense: { weight: plane }\n',
      /layers\[0\]\.dense\.weight: found shape \[2, 2, 2\]; expected \[out, in\]/,
    ],
    ['no-tensor', '  - dense: { weight: fd }\n', /found no tensor "fd"; expected .*did you mean "fc"\?/],
    ['unknown', '  - softmax\n', /layers\[0\]: found "softmax"; expected relu, flatten, or a group/],
    ['fit', '  - flatten\n  - dense: { weight: fc }\n', /found items of \[18\]; expected \[2\], flattened/],
    [
      'norm',
      '  - relu\n  - batchnorm: { weight: bias, bias: bias, mean: bias, variance: bias }\n',
      /found a batchnorm here; expected it right after dense or conv2d/,
    ],
    [
      'option',
      '  - conv2d: { weight: conv, array: { wier: 2 } }\n',
      /found the unknown option "wier"; expected .*did you mean "wire"\?/,
    ],
  ])('%s is refused in one line', async (name, layers, message) => {
    await writeNpy(join(folder, 'items.npy'), new Float64Array(18), [1, 2, 3, 3])
    const network = write(name, layers)
    const run = runInfer(request({ network, inputs: join(folder, 'items.npy'), labels: undefined }))
    const error = await run.catch(e => e)
    expect(error.name).toBe('ConfigError')
    expect(error.message).toMatch(message)
    expect(error.message).not.toContain('\n')
  })

  it('refuses items of another shape, and labels that are too few or no class', async () => {
    await writeNpy(join(folder, 'wide.npy'), new Float64Array(20), [1, 20])
    await expect(runInfer(request({ inputs: join(folder, 'wide.npy') }))).rejects.toThrow(
      /found shape \(1, 20\); expected \(items, 1, 28, 28\)/,
    )
    await writeNpy(join(folder, 'few.npy'), new Float64Array(3), [3])
    await expect(runInfer(request({ labels: join(folder, 'few.npy') }))).rejects.toThrow(/at least 50 labels/)
    await writeNpy(join(folder, 'large.npy'), new Float64Array(50).fill(12), [50])
    await expect(runInfer(request({ labels: join(folder, 'large.npy') }))).rejects.toThrow(
      /found 12 of item 0; expected a class from 0 to 9/,
    )
  })
})
