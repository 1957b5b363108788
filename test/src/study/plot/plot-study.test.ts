import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createStudyFolder } from '../../../../src/study/file/study-folder.ts'
import { plotStudy } from '../../../../src/study/plot/plot-study.ts'
import { computeShard } from '../../../../src/study/shards/compute-shard.ts'
import { planStudy } from '../../../../src/study/work/plan-study.ts'
import { resistors, studyOf } from '../study-of.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-plot-'))
afterAll(() => rmSync(scratch, { recursive: true }))

test('a plot speaks of a band only where places have several rows', async () => {
  const yaml = `
study: plotted
scenario: by-hand
settings: { variability.conductance: 0.3 }
vary: { wire: { list: [1, 2] }, network: { list: [isolated, crossbar] } }
figures: [corner]
`
  const study = await createStudyFolder(await planStudy(studyOf(yaml, resistors())), scratch, {
    rowsPerShard: 4,
  })
  await computeShard(study, 0)
  const options = { x: 'wire', y: 'corner' }
  expect(await plotStudy(scratch, options)).toContain(
    'mean, band of 95 % confidence; 4 of 4 rows, over all network',
  )
  expect(await plotStudy(scratch, { ...options, hue: 'network' })).toContain('one row each; 4 of 4 rows')
})
