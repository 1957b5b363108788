import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import type { ArrayEngine } from '../../../arrays/engine/array-engine.ts'
import type { Scenario } from '../../../scenarios/file/scenario.ts'
import { NODE_HOST } from '../../../src/host/node-host.ts'
import { openEngine } from '../../../src/host/open-engine.ts'
import type { StudyRow } from '../../../src/study/rows/study-row.ts'
import { studyRows } from '../../../src/study/rows/study-rows.ts'
import { planStudy, type StudyPlan } from '../../../src/study/work/plan-study.ts'
import { fieldDeviceFile } from '../../arrays/devices/file/field-device-file.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import { resistors, studyOf } from './study-of.ts'

const MODES = [
  { mode: 'webasm', present: true },
  { mode: 'webgpu', present: webgpu !== undefined },
] as const

const EXAMPLE = fieldDeviceFile('linear-drift-biolek')

const MOF = `
study: spread
scenario: mof-refresh
settings: { network: isolated }
vary:
  variability.layerConductance: { name: spread, list: [0, 0.3] }
  array.cells.layerTime: { list: [5 s, 8 s] }
repeats: 3
figures: [m-pixels-right, o-correlation-margin, f-correlation-margin, m-readable-time]
maps: [{ name: m, of: conductance, frame: write M }]
`
const FILTER = `
study: filter
scenario: hi-filter
settings: { network: isolated }
vary: { variability.area: { name: spread, list: [0, 0.2] } }
repeats: 2
figures: [case-4-contrast, case-3-noise]
`

async function rowsOf(
  plan: StudyPlan,
  ranges: [number, number][],
  device?: ArrayEngine,
): Promise<StudyRow[]> {
  const rows: StudyRow[] = []
  for (const [from, to] of ranges) {
    for await (const row of studyRows(plan, { from, to }, { device })) rows.push(row)
  }
  return rows
}

for (const { mode, present } of MODES) {
  describe.skipIf(!present)(`points in batches on ${mode}`, () => {
    let device: ArrayEngine
    beforeAll(async () => {
      device = (await openEngine(mode, 0))!
    })
    afterAll(() => device.close())

    it.each([
      ['mof-refresh', MOF],
      ['hi-filter', FILTER],
    ])('give the figures of float64: %s', async (_, yaml) => {
      const plan = await planStudy(studyOf(yaml))
      const exact = await rowsOf(plan, [[0, plan.rows]])
      const found = await rowsOf(plan, [[0, plan.rows]], device)
      expect(found.map(({ point, repeat, seed }) => [point, repeat, seed])).toEqual(
        exact.map(({ point, repeat, seed }) => [point, repeat, seed]),
      )
      exact.forEach(({ figures, maps }, r) => {
        figures.forEach((value, f) => {
          const own = found[r].figures[f]
          if (Number.isNaN(value)) expect(own).toBe(Number.NaN)
          // float32 has 7 digits; p = I/I0 - 1 and a crossing in time lose some of them.
          else expect(Math.abs(own / value - 1)).toBeLessThan(1e-4)
        })
        maps.forEach(({ values }, m) => {
          const own = found[r].maps[m].values
          values.forEach((value, k) => {
            // The current of the redox reaction is 2.1 nA times the difference of two shares, of which float32 keeps 6e-8: next to the
            // picoamperes of the film some 1e-4.
            expect(Math.abs(own[k] / value - 1)).toBeLessThan(5e-4)
          })
        })
      })
    })

    it('do not depend on which rows run side by side', async () => {
      const plan = await planStudy(studyOf(MOF))
      const whole = await rowsOf(plan, [[0, 12]], device)
      const parts = await rowsOf(
        plan,
        [
          [0, 1],
          [1, 4],
          [4, 12],
        ],
        device,
      )
      expect(parts).toEqual(whole)
    })
  })
}

describe('an engine that is a device', () => {
  it('is refused where a point later on is a crossbar', async () => {
    const yaml = MOF.replace('settings: { network: isolated }\n', '').replace(
      'vary:\n',
      'vary:\n  network: { list: [isolated, crossbar] }\n',
    )
    await expect(planStudy(studyOf(`${yaml}engine: webasm\n`))).rejects.toThrow(/found webasm for a crossbar/)
  })

  it('is part of what the study is', async () => {
    const [float64, webasm] = await Promise.all([
      planStudy(studyOf(MOF)),
      planStudy(studyOf(`${MOF}engine: webasm\n`)),
    ])
    expect(webasm.engine).toEqual({ name: 'webasm' })
    expect(webasm.hash).not.toBe(float64.hash)
    const auto = await planStudy(studyOf(`${MOF}engine: auto\n`))
    expect(auto.engine).toEqual({ name: 'float64' })
    expect(auto.hash).toBe(float64.hash)
  })

  it.each([
    [
      'settings: { network: crossbar }\nfigures: [corner]',
      /study\.yaml:5:\d+: engine: found webasm for a crossbar; expected small arrays/,
    ],
    ['figures: [energy]', /found webasm for the figure energy/],
    ['figures: [corner]', /found webasm for resistor with 0 states/],
  ])('is refused where it cannot compute the points: %s', async (more, message) => {
    const yaml = `study: a\nscenario: x\n${more}\nengine: webasm\n`
    await expect((async () => planStudy(studyOf(yaml, resistors())))()).rejects.toThrow(message)
  })

  const DRIFT = 'study: drift\nscenario: drift\nrepeats: 2\nfigures: [mean]\n'
  const drift: Scenario = {
    document: parseDocument(
      `
name: drift
title: Two cells that drift
array: { size: [1, 2], cells: { device: ${EXAMPLE} } }
network: isolated
images: { left: ["#."], all: ["##"] }
program: [{ write: left, volts: 1 V, width: 10 ms, name: written }, { read: 0.1 V, name: end }]
figures: [{ name: mean, kind: mean, of: conductance, pixels: all, frame: end }]
`,
      'drift.yaml',
    ),
    baseDir: '.',
    host: NODE_HOST,
  }

  it('is refused for a device whose states do not relax', async () => {
    await expect(planStudy(studyOf(`${DRIFT}engine: webasm\n`, drift))).rejects.toThrow(
      /found webasm for linear-drift-biolek, whose states do not relax at a constant voltage; expected small arrays of/,
    )
  })

  it('is not taken for it where the engine is chosen, which the plan says', async () => {
    const plan = await planStudy(studyOf(`${DRIFT}engine: auto\n`, drift))
    expect(plan.engine).toEqual({ name: 'float64' })
    expect(plan.obstacle).toBe('linear-drift-biolek, whose states do not relax at a constant voltage')
    expect((await planStudy(studyOf(DRIFT, drift))).obstacle).toBeUndefined()
    expect((await planStudy(studyOf(`${MOF}engine: auto\n`))).obstacle).toBeUndefined()
  })
})
