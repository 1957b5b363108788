import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { generatedDigits } from '../../../scenarios/learning/dataset.ts'
import { writeNpy } from '../../../src/files/write-npy.ts'
import { scratch } from '../files/scratch.ts'
import { sneakpath } from './sneakpath.ts'

const { folder } = scratch()
const ARGS = ['infer', 'network.yaml', '--inputs', 'images.npy', '--labels', 'labels.npy', '--items', '12']

beforeAll(async () => {
  cpSync(fileURLToPath(new URL('../../scenarios/inference/fixtures/', import.meta.url)), folder, {
    recursive: true,
  })
  const { images, labels } = generatedDigits(20, 1, 'test')
  await writeNpy(join(folder, 'images.npy'), Float64Array.from(images), [20, 28, 28])
  await writeNpy(join(folder, 'labels.npy'), Float64Array.from(labels), [20])
})

describe('sneakpath infer', () => {
  it('prints accuracy, confusion and what each non-ideality costs as one JSON document', () => {
    const { stdout, stderr, code } = sneakpath(
      [...ARGS, '--spread', '0.2', '--adc-bits', '6', '--seeds', '3', '--costs', '--json', '--out', 'result'],
      folder,
    )
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const { accuracies, confusion, layers, costs, items } = JSON.parse(stdout)
    expect([items, accuracies.length, confusion.length, layers.length]).toEqual([12, 3, 10, 3])
    expect(costs.map(({ name }: { name: string }) => name)).toEqual(['spread', 'ADC', 'everything'])
    expect(readdirSync(join(folder, 'result')).sort()).toEqual([
      'confusion.csv',
      'ideal.npy',
      'manifest.json',
      'outputs.npy',
      'summary.json',
    ])
  })

  it('says it in words, and refuses what cannot be in one line', () => {
    const { stdout, code } = sneakpath([...ARGS, '--weight-bits', '3'], folder)
    expect(code).toBe(0)
    expect(stdout).toMatch(/accuracy +[\d.]+ %; in float64 [\d.]+ %/)
    const wrong = sneakpath([...ARGS, '--weight-bits', '3', '--slices', '2'], folder)
    expect(wrong).toEqual({
      code: 2,
      stdout: '',
      stderr: 'sneakpath: --slices: found 2; expected a divisor of the 3 weight bits\n',
    })
  })
})
