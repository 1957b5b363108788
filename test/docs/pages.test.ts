import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type PageBlock, pageBlocks, preparePage, runBlock } from '../../scripts/docs/page-blocks.ts'
import { need } from '../require.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-pages-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const python = need(
  'python3 with pandas',
  () => spawnSync('python3', ['-c', 'import numpy, pandas']).status === 0,
)

/** Output of a block of the page where it does its task, by a word of the block. */
const ANSWERS: Readonly<Record<string, RegExp>> = {
  '--size 16 --out picture': /sneak share +median \d+(\.\d+)? %/,
  'study plot bias': /disturbance\.png/,
  'fit measured.csv': /conductance +(0\.00000\d+|\d\.\d+e-7 \+- )[\s\S]*Written to with-mine/,
  'run decay.yaml': /Written to decay: \d+ files/,
  'traces =': /^6\.0 s \[[\s\S]*^\d+\.\d s \[/m,
  'run.table': /^\(61, 10, 10\) S[\s\S]*^cell_0_0 +1\.6/m,
  'export decay --record': /program-long\.csv/,
  'AS yield': /yield[\s\S]*0\.\d+[\s\S]*cells/,
  '--sizes 4..1024 --out margin\n': /^ +1024 +\d+/m,
  '--access selector,transistor': /selector[\s\S]*transistor/,
  'solve gates.yaml': /2 x 2 \(word lines x bit lines\)[\s\S]*Written to gated-picture/,
  '--stuck-open 0.01': /error/,
  'infer network.yaml': /accuracy +\d+\.\d/,
  '--wire 2 --out product': /Written to product/,
  'potentiation-depression': /accuracy +\d+\.\d %/,
  'sweep --device zntpp': /A2\/A1/,
  'node crossbar.mjs': /^\[ 32, 32 \] -?\d/,
  'export picture': /figure\/conductance.*\.pdf/,
}

const isRun = ({ language }: PageBlock): boolean => language === 'sh' || language === 'python'
const PAGES = ['tutorial.md', 'what-a-crossbar-does.md', 'how-to.md', 'figures.md']

describe.each(PAGES)('docs/%s', page => {
  const folder = mkdtempSync(join(scratch, 'page-'))
  preparePage(page, folder)

  it.each(pageBlocks(page).filter(isRun))(
    'runs $text',
    block => {
      if (block.language === 'python' && !python) return
      const { code, stdout, stderr } = runBlock(block, folder)
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
      if (page !== 'how-to.md') return
      const answers = Object.entries(ANSWERS).filter(([word]) => block.text.includes(word))
      expect(answers, 'the block has an answer to look for').not.toEqual([])
      for (const [, answer] of answers) expect(stdout).toMatch(answer)
    },
    240_000,
  )
})

describe('docs/how-to.md', () => {
  it('does the fifteen tasks, each by commands or a file of at most 20 lines', () => {
    for (const { text } of pageBlocks('how-to.md'))
      expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(20)
  })
})
