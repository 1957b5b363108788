import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../../arrays/config/parse-document.ts'
import type { Scenario } from '../../../../scenarios/file/scenario.ts'
import { runScenario } from '../../../../scenarios/run/run-scenario.ts'
import { NODE_HOST } from '../../../../src/host/node-host.ts'
import { studyRows } from '../../../../src/study/rows/study-rows.ts'
import { planStudy } from '../../../../src/study/work/plan-study.ts'
import { studyOf } from '../study-of.ts'

const SCENARIO = `
name: one-runner
title: A crossbar that is written, driven by a wave and read
array: { size: [3, 4], wires: { word: 50 ohm, bit: 20 ohm }, cells: { device: zntpp } }
network: crossbar
bias: third
variability: { area: 0.2 }
images: { corner: ["##..", "#...", "...."], all: ["####", "####", "####"] }
program:
  - { write: corner, volts: 10 V, width: 50 ms, interval: 10 ms, pulses: 2, name: written }
  - { wave: { shape: triangle, word: 1, volts: 6 V, period: 100 ms }, name: swept }
  - { wait: 1 s }
  - { read: 5 V, by: row, name: end }
figures:
  - { name: corner, kind: mean, of: read-conductance, pixels: corner, frame: end }
  - { name: mean, kind: mean, of: read-conductance, pixels: all, frame: end }
  - { name: contrast, kind: ratio, over: [corner, mean] }
outputs: [conductance, read-conductance]
`
const STUDY = `
study: one-point
scenario: one-runner.yaml
vary: { bias: { list: [third] } }
figures: [corner, mean, contrast]
maps: [{ name: end, of: read-conductance, frame: end }]
`

const scenario: Scenario = {
  document: parseDocument(SCENARIO, 'one-runner.yaml'),
  baseDir: '.',
  host: NODE_HOST,
}

describe('one point of a scenario', () => {
  it('is the same to the last digit as a run and as a row of a study', async () => {
    const plan = await planStudy(studyOf(STUDY, scenario))
    const { value: row } = await studyRows(plan, { from: 0, to: 1 }, {}).next()
    const run = await runScenario(scenario, { seed: row.seed })
    const figures = ['corner', 'mean', 'contrast'].map(name => run.figures[name].value)
    expect([...row.figures]).toEqual(figures)
    const map = run.quantities.find(({ name }) => name === 'read-conductance')!.planes.at(-1)!
    expect([...row.maps[0].values]).toEqual([...map.data])
  })

  it('agrees on the backend webasm', async () => {
    const plain = await runScenario(scenario)
    const found = await runScenario(scenario, {}, { engine: 'webasm' })
    expect(found.engine.backend).toBe('webasm')
    for (const [name, { value }] of Object.entries(plain.figures))
      expect(found.figures[name].value / value).toBeCloseTo(1, 4)
  })
})
