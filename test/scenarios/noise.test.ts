import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../arrays/config/parse-document.ts'
import { runScenario } from '../../scenarios/run/run-scenario.ts'
import { NODE_HOST } from '../../src/host/node-host.ts'

const SIDE = 64
const CELLS = SIDE ** 2

/** Conductances of all cells at the end of a program, S. */
async function conductances(
  device: string,
  program: string,
  seed = 1,
  network = 'isolated',
): Promise<Float64Array> {
  const text = `
name: draws
title: Draws
array: { size: [${SIDE}, ${SIDE}], cells: { device: ${device} } }
network: ${network}
seed: ${seed}
images: { all: [${Array(SIDE)
    .fill(`"${'#'.repeat(SIDE)}"`)
    .join(', ')}] }
program: [${program}, { read: 0.1 V, name: read }]
outputs: [conductance]
`
  const document = parseDocument(text, 'draws.yaml')
  const { quantities } = await runScenario({ document, baseDir: '.', host: NODE_HOST })
  return Float64Array.from(quantities[0].planes.at(-1)!.data)
}

function moments(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) }
}

/** Four standard errors of a mean, and of a standard deviation as a part of it. */
const ERRORS = { mean: 4 / Math.sqrt(CELLS), deviation: 4 / Math.sqrt(2 * CELLS) }

describe('noise of a law, drawn for each pulse and cell', () => {
  it('gives programmed PCM its closed mean and spread, and drift what is left of it', async () => {
    const program = '{ write: all, volts: 2.5 V, width: 300 ns }'
    const { mean, deviation } = moments(await conductances('pcm', program))
    expect(Math.abs(mean - 25e-6)).toBeLessThan(ERRORS.mean * 1.05538e-6)
    expect(Math.abs(deviation / 1.05538e-6 - 1)).toBeLessThan(ERRORS.deviation)
    const drifted = moments(await conductances('pcm', `${program}, { wait: 1e6 s }`))
    expect(Math.abs(drifted.mean / (mean * (1 + 1e6 / 20) ** -0.049) - 1)).toBeLessThan(1e-9)
  }, 120_000)

  it('lets metastable switches walk as a number of them does', async () => {
    // 12 pulses of 10 us from 0: the switches are independent, so that the share is binomial.
    const pulses = Array.from(
      { length: 12 },
      () => '{ write: all, volts: 0.3 V, width: 10 us, frame: false }',
    )
    const thermal = (1.380649e-23 * 300) / 1.602176634e-19
    const on = 1e4 / (1 + Math.exp(-0.03 / thermal))
    const off = 1e4 / (1 + Math.exp(0.57 / thermal))
    const share = (on / (on + off)) * (1 - Math.exp(-(on + off) * 12e-5))
    const siemens = 1 / 500 - 1 / 1500
    const wanted = {
      mean: 1 / 1500 + siemens * share,
      deviation: siemens * Math.sqrt((share * (1 - share)) / 1000),
    }
    const { mean, deviation } = moments(await conductances('mss-stochastic', pulses.join(', ')))
    expect(Math.abs(mean - wanted.mean)).toBeLessThan(ERRORS.mean * wanted.deviation + 1e-4 * siemens)
    // The variance of a pulse is exact to first order in the 7 % that the mean moves in it.
    expect(Math.abs(deviation / wanted.deviation - 1)).toBeLessThan(ERRORS.deviation + 0.01)
  }, 120_000)

  it('is keyed by the seed, the pulse and the cell', async () => {
    const program = '{ write: all, volts: 2.5 V, width: 300 ns }'
    const [a, again, other] = [
      await conductances('pcm', program, 3),
      await conductances('pcm', program, 3),
      await conductances('pcm', program, 4),
    ]
    expect(a).toEqual(again)
    expect(a).not.toEqual(other)
    expect(new Set(a).size).toBe(CELLS)
    const twice = await conductances('pcm', `${program}, ${program}`, 3)
    expect(twice).not.toEqual(a)
  }, 120_000)
})
