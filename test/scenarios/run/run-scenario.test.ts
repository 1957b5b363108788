import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import type { Scenario } from '../../../scenarios/file/scenario.ts'
import { runScenario } from '../../../scenarios/run/run-scenario.ts'
import { NODE_HOST } from '../../../src/host/node-host.ts'
import { loadScenario, scenarioNames } from '../../../src/run/load-scenario.ts'

/** A scenario of plain resistors, where every answer can be had by hand. */
function resistors(more: string): Scenario {
  return {
    document: parseDocument(
      `
name: by-hand
title: Two by two resistors
array: { size: [2, 2], cells: { device: resistor, conductance: [[1 mS, 2 mS], [3 mS, 4 mS]] } }
images: { corner: ["#.", ".."], all: ["##", "##"] }
${more}
`,
      'by-hand.yaml',
    ),
    baseDir: '.',
    host: NODE_HOST,
  }
}

test('isolated cells are read at their conductance; energy is V^2 G t', async () => {
  const result = await runScenario(
    resistors(`
program:
  - { write: corner, volts: 2 V, width: 3 s, pulses: 2, interval: 1 s }
  - { read: 0.1 V, width: 1 s, name: end }
figures: [{ name: corner, kind: mean, of: conductance, pixels: corner, frame: end }]
`),
  )
  expect([...result.quantities[0].planes[1].data]).toEqual(
    [1e-3, 2e-3, 3e-3, 4e-3].map(g => expect.closeTo(g, 12)),
  )
  expect(result.figures.corner!.value).toBeCloseTo(1e-3, 12)
  const [report] = result.cases
  expect(report!.energy.delivered).toBeCloseTo(4 * 1e-3 * 6 + 0.01 * 10e-3, 12)
  expect(report!.programSeconds).toBe(9)
})

test('a crossbar with floating lines reads a sneak path', async () => {
  const result = await runScenario(
    resistors(`
network: crossbar
bias: float
program: [{ read: 1 V, by: cell, name: end }]
outputs: [read-conductance, cell-current, sneak-share]
`),
  )
  const sneak = 1 / (1 / 2e-3 + 1 / 4e-3 + 1 / 3e-3)
  expect(result.quantities[0].planes[0].get(0, 0)).toBeCloseTo(1e-3 + sneak, 12)
  expect(result.quantities[1].planes[0].get(0, 0)).toBeCloseTo(1e-3, 12)
  expect(result.quantities[2].planes[0].get(0, 0)).toBeCloseTo(sneak / (1e-3 + sneak), 9)
})

test('a crossbar write takes a pulse for every word line that has a set pixel', async () => {
  const write = async (how: string): Promise<number> => {
    const program = 'program: [{ write: all, volts: 1 V, width: 1 s }]'
    const result = await runScenario(resistors(`network: crossbar\nwrite: ${how}\n${program}`))
    return result.cases[0].programSeconds
  }
  expect(await write('row')).toBe(2)
  expect(await write('cell')).toBe(4)
})

test('repeats count in names, and cases start each from their own array', async () => {
  const result = await runScenario(
    resistors(`
cases:
  - { name: one, program: [{ repeat: 2, steps: [{ read: 1 V, name: "read {n}" }] }] }
  - { name: two, cells: { conductance: 5 mS }, program: [{ read: 1 V, name: read }] }
figures:
  - { name: a, kind: mean, of: conductance, pixels: all, frame: one/read 2 }
  - { name: b, kind: mean, of: conductance, pixels: all, frame: two/read }
  - { name: ratio, kind: ratio, over: [b, a] }
`),
  )
  expect(result.frames.map(frame => frame.label)).toEqual(['one · read 1', 'one · read 2', 'two · read'])
  expect(result.figures.ratio!.value).toBeCloseTo(2, 12)
})

test('a size of its own scales the images with the array', async () => {
  const program = 'program: [{ write: corner, volts: 1 V, width: 1 s }, { read: 1 V, name: end }]'
  const uniform = resistors(program)
  const result = await runScenario(uniform, { size: [4, 6], set: { 'array.cells.conductance': '1 mS' } })
  expect(result.size).toEqual([4, 6])
  // A quarter of 24 cells of 1 mS holds 1 V for 1 s.
  expect(result.cases[0].energy.delivered).toBeCloseTo(6 * 1e-3, 12)
})

describe('mistakes are named with their place', () => {
  test.each([
    ['program: [{ write: corner, width: 1 s }]', /by-hand\.yaml:6.*program\[0\].*no "volts"/],
    ['program: [{ write: korner, volts: 1 V, width: 1 s }]', /image "korner".*"corner"/],
    [
      'program: [{ write: [{ cells: [[0, 2]], volts: 1 V }], width: 1 s }]',
      /cell \[0, 2\].*bit line below 2/,
    ],
    ['program: [{ read: 0 V }]', /0 V.*other than 0/],
    ['program: [{ wait: 1 V }]', /by-hand\.yaml:6.*wait.*"1 V"/],
    ['program: [{ wait: 1 s }]\noutputs: [conduktance]', /"conduktance".*"conductance"/],
    [
      'program: [{ read: 1 V }]\nfigures: [{ name: a, kind: mean, of: conductance, pixels: all, frame: nowhere }]',
      /frame "nowhere".*read 1/,
    ],
    ['program: [{ wait: 1 s }]\nvariability: { conduct: 0.1 }', /parameter "conduct".*"conductance"/],
    [
      'program: [{ wait: 1 s }]\ncycleVariability: -1',
      /cycleVariability: found -1; expected a number of at least 0/,
    ],
    ['program: [{ wait: 1 s }]\nnetwrk: crossbar', /unknown key "netwrk".*network/],
    ['title: x', /the key "title" a second time/],
  ])('%s', async (more, message) => {
    // The document itself may be refused when it is parsed, so that it is made inside the promise.
    await expect((async () => runScenario(resistors(more)))()).rejects.toThrow(message)
  })
})

test('a setting given by a flag and by --set is refused', async () => {
  const settings = { seed: 3, set: { seed: 2 } }
  await expect(runScenario(loadScenario('mof-refresh'), settings)).rejects.toThrow(
    /--set seed: .*--seed a second time/,
  )
})

test('an aborted run rejects with the reason of its signal', async () => {
  const signal = AbortSignal.abort(new Error('interrupted'))
  await expect(runScenario(loadScenario('mof-refresh'), {}, { signal })).rejects.toThrow('interrupted')
})

test.each(scenarioNames())('%s runs with its own settings and gives all its figures', async name => {
  const result = await runScenario(loadScenario(name))
  expect(result.frames.length).toBeGreaterThan(2)
  expect(Object.keys(result.figures).length).toBeGreaterThan(2)
  expect(result.beside).toBeDefined()
  const beyond = name === 'learn-erase-relearn' ? [expect.stringContaining('this goes to 235 pulses')] : []
  expect(result.warnings).toEqual(beyond)
  for (const one of result.cases) expect(Math.abs(one.energy.balance)).toBeLessThan(1e-9)
})

test('the same seed gives the same planes, another seed others', async () => {
  const run = async (seed: number): Promise<Float64Array> => {
    const result = await runScenario(loadScenario('mof-refresh'), {
      seed,
      set: { variability: { layerConductance: 0.1 } },
    })
    return result.quantities[0].planes.at(-1)!.data
  }
  expect(await run(3)).toEqual(await run(3))
  expect(await run(3)).not.toEqual(await run(4))
})

test.each(['isolated', 'crossbar'] as const)(
  'cycles that vary change the planes, the same for the same seed (%s)',
  async network => {
    const run = async (seed: number, spread: number): Promise<Float64Array> => {
      const set = { cycleVariability: spread, 'array.cells': { device: 'ec-mof-l' } }
      const program = 'program: [{ write: corner, volts: 3 V, width: 2 s, pulses: 2 }]'
      const scenario = resistors(`${program}\noutputs: [state-surface]`)
      const settings = { seed, network, set }
      return (await runScenario(scenario, settings)).quantities[0].planes.at(-1)!.data
    }
    expect(await run(3, 0.1)).toEqual(await run(3, 0.1))
    expect(await run(3, 0.1)).not.toEqual(await run(4, 0.1))
    expect(await run(3, 0)).toEqual(await run(4, 0))
  },
)

test('the map of a crossbar shows the cells as they are, beside what a read finds', async () => {
  const result = await runScenario(
    resistors(`
network: crossbar
bias: float
program: [{ write: corner, volts: 1 V, width: 1 s, name: written }, { read: 1 V, by: cell, name: end }]
outputs: [conductance, read-conductance]
`),
  )
  const own = [1e-3, 2e-3, 3e-3, 4e-3].map(siemens => expect.closeTo(siemens, 12))
  const [conductance, asRead] = result.quantities
  for (const plane of conductance!.planes) expect([...plane.data]).toEqual(own)
  expect([...asRead!.planes[0].data]).toEqual(Array(4).fill(Number.NaN))
  for (const [k, siemens] of asRead!.planes[1].data.entries())
    expect(siemens).toBeGreaterThan((k + 1) * 1e-3 * 1.1)
})
