import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../../arrays/config/parse-document.ts'
import { drawFaults } from '../../../../arrays/crossbar/draw-faults.ts'
import { NODE_HOST } from '../../../../src/host/node-host.ts'
import { runPoint } from '../../../../src/study/rows/run-point.ts'
import { planStudy, preparePoint } from '../../../../src/study/work/plan-study.ts'
import { studyOf } from '../study-of.ts'

const SIZE = [20, 20] as const
const SHARES = [0, 0.02, 0.1] as const

/** Cells that are read alone at 0.1 V, a share of them open and 2 % short. */
function readCells(device: string) {
  const yaml = `
name: faults
title: Faulty cells
array: { size: [${SIZE.join(', ')}], cells: { device: ${device} }, stuck: { short: 0.02 } }
program: [{ read: 0.1 V, name: end }]
outputs: [sense-current]
`
  return { document: parseDocument(yaml, 'faults.yaml'), baseDir: '.', host: NODE_HOST }
}

const STUDY = `
study: yield
scenario: faults
vary: { array.stuck.open: { list: [${SHARES.join(', ')}] } }
figures: [stuck-cells]
maps: [{ name: current, of: sense-current, frame: end }]
`

describe.each(['resistor', 'psg-wo3'])('a study of faulty cells of %s', device => {
  it.each([1, 2])('counts those that seed %i draws, and reads them', async seed => {
    const { source, axes, points, wanted } = await planStudy(studyOf(STUDY, readCells(device)))
    expect(points.count).toBe(SHARES.length)
    for (const [k, open] of SHARES.entries()) {
      const { figures, maps } = await runPoint(
        await preparePoint(source, axes, points.at(k)),
        source.file,
        wanted,
        seed,
      )
      const drawn = drawFaults({ open, short: 0.02 }, SIZE, seed)
      expect(figures).toEqual([drawn.filter(own => !Number.isNaN(own)).length])
      drawn.forEach((own, cell) => {
        if (Number.isNaN(own)) {
          expect(maps[0][cell]).toBeGreaterThan(0)
          expect(maps[0][cell]).toBeLessThan(1e-3)
        } else expect(maps[0][cell]).toBeCloseTo(0.1 * own, 12)
      })
    }
  })
})
