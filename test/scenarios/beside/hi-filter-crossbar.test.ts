import { expect, it } from 'vitest'
import { runScenario } from '../../../scenarios/run/run-scenario.ts'
import { loadScenario } from '../../../src/run/load-scenario.ts'

const result = await runScenario(loadScenario('hi-filter'))

it('tells that as a passive crossbar case 3 filters as well as case 4', () => {
  const alone = result.figures
  const crossbar = result.beside!.figures
  expect(alone['noise-left-by-filter'].value).toBeCloseTo(0.4, 1)
  // Half-select pulses filter the noise of case 3: the 6 V of case 4 add little.
  expect(crossbar['noise-left-by-filter'].value).toBeGreaterThan(0.9)
  expect(crossbar['case-3-noise'].value).toBeLessThan(0.5 * alone['case-3-noise'].value)
  expect(result.beside!.case).toBe('case-4')
})

it('says that --bias does not reach reads with a bias of their own', async () => {
  const { warnings } = await runScenario(loadScenario('hi-filter'), { bias: 'third' })
  expect(warnings).toContain(
    'the bias third is that of the writes; reads of hi-filter keep the one of its program, ground',
  )
  expect(result.warnings.join()).not.toContain('that of the writes')
})
