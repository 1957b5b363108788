import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { type CaseHelper, playCase } from '../../../scenarios/run/play-cases.ts'
import { runScenario, type ScenarioResult } from '../../../scenarios/run/run-scenario.ts'
import { NODE_HOST } from '../../../src/host/node-host.ts'

/** Cells that differ, forget and are recorded, in three cases of unequal length. */
const SCENARIO = `
name: three-cases
title: Three cases
array: { size: [4, 5], wires: { word: 10 ohm, bit: 10 ohm }, cells: { device: zntpp } }
variability: { baseConductance: 0.1 }
network: crossbar
seed: 3
images: { all: ["#####", "##...", "#...#", ".#.#."] }
cases:
  - { name: short, program: [{ write: all, volts: 10 V, width: 100 ms, name: w }, { read: 5 V, by: cell, name: r }] }
  - name: long
    program:
      - repeat: 3
        steps: [{ write: all, volts: 8 V, width: 50 ms, name: "w {n}" }, { wait: 1 s }]
      - { read: 5 V, by: row, name: r, width: 10 ms }
  - name: recorded
    program:
      - { write: all, volts: 10 V, width: 100 ms, name: w, record: { every: 20 ms, quantities: [bit-charge, conductance] } }
      - { wait: 2 s, name: later }
outputs: [conductance, sneak-share, disturbance]
figures: [{ name: all, kind: mean, of: conductance, pixels: all, frame: long/r }]
`
const scenario = { document: parseDocument(SCENARIO, 'three.yaml'), baseDir: '.', host: NODE_HOST }
const settings = { bias: 'third' } as const

/** But for the clock. */
const told = (result: ScenarioResult) => ({
  ...result,
  cases: result.cases.map(one => ({ ...one, solver: { ...one.solver, seconds: 0 } })),
})

describe('cases on several threads', () => {
  it('leave to the last digit what one thread leaves', async () => {
    const alone = told(await runScenario(scenario, settings))
    const played: number[] = []
    const helper: CaseHelper = async (number, progress) => {
      played.push(number)
      return structuredClone(await playCase(scenario, settings, number, progress))
    }
    const seen: number[] = []
    const together = await runScenario(scenario, settings, {
      helpers: work => {
        expect(work).toBeGreaterThan(0)
        return [helper, helper, helper, helper]
      },
      progress: done => seen.push(done),
    })
    // The longest program goes first, and this thread keeps one.
    expect(played).toHaveLength(2)
    expect(played[0]).toBe(1)
    expect(told(together)).toEqual(alone)
    expect(seen.at(-1)).toBe(11)
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen)
  })

  it('all end where one fails', async () => {
    let ended = false
    const waiting: CaseHelper = (_, __, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          ended = true
          reject(signal.reason)
        })
      })
    const failing: CaseHelper = () => Promise.reject(new Error('out of order'))
    const run = runScenario(scenario, settings, { helpers: () => [waiting, failing] })
    await expect(run).rejects.toThrow('out of order')
    expect(ended).toBe(true)
  })
})
