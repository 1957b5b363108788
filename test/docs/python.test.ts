import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeRunFolder } from '../../src/export/write-run-folder.ts'
import { readMatrix } from '../../src/files/read-matrix.ts'
import { need } from '../require.ts'
import { planes, sampleRecord } from '../src/export/sample-record.ts'
import { scratch } from '../src/files/scratch.ts'

const { folder } = scratch()
const page = readFileSync(new URL('../../docs/python.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/```python( pandas)?\n(.*?)```/gs)].map(([, pandas, code]) => ({
  pandas: pandas !== undefined,
  code: code!,
}))

function imports(module: string): boolean {
  return spawnSync('python3', ['-c', `import ${module}`]).status === 0
}

/** Runs the blocks of the page one after the other, as a reader would, in a folder that holds the run. */
function runBlocks(withPandas: boolean): { status: number | null; stdout: string; stderr: string } {
  const code = blocks.filter(block => withPandas || !block.pandas).map(block => block.code)
  return spawnSync('python3', ['-c', code.join('\n')], { cwd: folder, encoding: 'utf8' })
}

beforeAll(async () => {
  const size = [3, 4] as const
  const frames = Array.from({ length: 12 }, (_, k) => ({ label: `µ ${k}`, timeS: k / 4 }))
  const quantity = { name: 'conductance', unit: 'S', title: 'Conductance' }
  const values = planes(size, 12, (i, j, k) =>
    i === 0 && k === 0 ? Number.NaN : (1 + i * 4 + j + 100 * k) / 1e12,
  )
  const record = sampleRecord({ size, frames, quantities: [{ ...quantity, planes: values }] })
  await writeRunFolder(record, join(folder, 'hi-filter'))
})

describe.skipIf(!need('python3 with numpy', () => imports('numpy')))(
  'docs/python.md (needs python3 with numpy)',
  () => {
    it('reads a run folder with numpy as it says', async () => {
      const { status, stdout, stderr } = runBlocks(false)
      expect(stderr).toBe('')
      expect(status).toBe(0)
      const lines = stdout.split('\n')
      expect(lines[0]).toBe('(12, 3, 4)')
      expect(lines[1]).toBe('conductance S Conductance')
      expect(lines[2]).toBe('µ 11 2.75 s: 1.1065e-09 S on average')
      expect(stdout).toContain('# quantity=conductance, unit=S, time_s=0\n')
      // The files that the page writes with numpy are read back.
      const [csv, npy] = [
        await readMatrix(join(folder, 'mine.csv'), [3, 4]),
        await readMatrix(join(folder, 'mine.npy')),
      ]
      expect(csv.data).toEqual(npy.data)
      expect(npy.get(2, 3)).toBe(1)
    })
  },
)

describe.skipIf(!need('python3 with pandas', () => imports('pandas')))(
  'docs/python.md (needs python3 with pandas)',
  () => {
    it('reads a run folder with pandas as it says', () => {
      const { status, stdout, stderr } = runBlocks(true)
      expect(stderr).toBe('')
      expect(status).toBe(0)
      expect(stdout).toMatch(/frame\s+\n0\s+8\.500000e-12\s+5\.000000e-12\s+1\.200000e-11/)
      expect(stdout).toMatch(/score\s+0\.5/)
    })
  },
)

it('docs/python.md has blocks for numpy and for pandas', () => {
  expect(blocks.filter(block => block.pandas).length).toBeGreaterThanOrEqual(3)
  expect(blocks.filter(block => !block.pandas).length).toBeGreaterThanOrEqual(3)
})
