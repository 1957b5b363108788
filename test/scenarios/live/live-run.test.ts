import { describe, expect, it } from 'vitest'
import type { Frame } from '../../../arrays/program/program.ts'
import { textFiles } from '../../../arrays/text-files.ts'
import type { Scenario } from '../../../scenarios/file/scenario.ts'
import { playLive } from '../../../scenarios/live/live-run.ts'
import { runScenario } from '../../../scenarios/run/run-scenario.ts'
import { loadScenario } from '../../../src/run/load-scenario.ts'

const STEPS = [
  { write: 'dot', volts: 10, width: 0.1 },
  { read: 5, bias: 'ground' },
  { repeat: 2, steps: [{ wait: 0.5, frame: true, name: 'wait {n}' }, { read: 5 }] },
  { write: 'dot', volts: 6, width: 0.1 },
  { read: 5 },
] as const

function scenarioOf(program: readonly unknown[], more: object = {}): Scenario {
  const value = {
    name: 'live',
    title: 'A program that grows',
    array: { size: [3, 4], wires: { word: 2, bit: 2 }, cells: { device: 'zntpp' } },
    network: 'crossbar',
    images: { dot: ['#...', '.#.#', '...#'] },
    variability: { area: 0.2 },
    program,
    outputs: ['conductance'],
    ...more,
  }
  const files = textFiles({ texts: { 'live.json': JSON.stringify(value) } })
  return {
    document: files.document('live.json'),
    baseDir: '',
    host: { files, openEngine: async () => undefined },
  }
}

/** Every number of the frames to its last digit. */
function text(frames: readonly Frame[]): string {
  return JSON.stringify(frames, (_, value) =>
    ArrayBuffer.isView(value) ? [...(value as never)].map(String) : value,
  )
}

describe('a program that grows', () => {
  it('has the frames of a plain run, after the array at rest', async () => {
    const plain = await runScenario(scenarioOf(STEPS))
    const { run } = await playLive(scenarioOf(STEPS), 0)
    expect(run.frames[0].label).toBe('start')
    const frames = run.frames.slice(1)
    expect(frames.map(({ label, timeS }) => ({ label, timeS }))).toEqual(plain.frames)
    const { planes } = plain.quantities.find(({ name }) => name === 'conductance')!
    frames.forEach(({ quantities }, k) => {
      expect([...quantities.conductance]).toEqual([...(planes[k].data as Float64Array)])
    })
  })

  it('goes on from what was played, to the last digit, and back', async () => {
    const whole = await playLive(scenarioOf(STEPS), 0)
    let live = await playLive(scenarioOf(STEPS.slice(0, 1)), 0)
    const seen: [index: number, step: number][] = []
    const grow = async (count: number): Promise<void> => {
      seen.length = 0
      live = await playLive(scenarioOf(STEPS.slice(0, count)), 0, live, {
        frame: (_, index, step) => seen.push([index, step]),
      })
    }
    await grow(3)
    expect(seen).toEqual([
      [2, 1],
      [3, 2],
      [4, 2],
      [5, 2],
      [6, 2],
    ])
    await grow(5)
    expect(seen.map(([index]) => index)).toEqual([7, 8])
    expect(text(live.run.frames)).toBe(text(whole.run.frames))
    expect(live.run.meter.delivered).toBe(whole.run.meter.delivered)
    // Back, another way, and forward again: nothing of the detour is left.
    await grow(2)
    await playLive(scenarioOf([...STEPS.slice(0, 2), { wait: 3 }, STEPS[3]]), 0, live)
    await grow(5)
    expect(text(live.run.frames)).toBe(text(whole.run.frames))
  })

  it('begins anew where the array or an image is another', async () => {
    const live = await playLive(scenarioOf(STEPS), 0)
    const others = [
      [{ bias: 'third' }, 0],
      [{ seed: 2 }, 0],
      // The array at rest is the same.
      [{ images: { dot: ['#...', '.#.#', '..##'] } }, 1],
    ] as const
    for (const [more, frames] of others) {
      let kept = -1
      await playLive(scenarioOf(STEPS, more), 0, live, {
        begin: count => {
          kept = count
        },
      })
      expect(kept).toBe(frames)
    }
  })

  it('plays a case of a scenario as a run does', async () => {
    const scenario = loadScenario('hi-filter')
    const plain = await runScenario(scenario, {}, { sneak: false })
    const { run } = await playLive(scenario, 2)
    const of = plain.frames
      .map(({ label }, k) => [label, k] as const)
      .filter(([label]) => label.startsWith('case-3'))
    expect(run.frames.slice(1).map(({ label }) => `case-3 · ${label}`)).toEqual(of.map(([label]) => label))
    const { planes } = plain.quantities.find(({ name }) => name === 'conductance')!
    run.frames.slice(1).forEach(({ quantities }, k) => {
      expect([...quantities.conductance]).toEqual([...(planes[of[k][1]].data as Float64Array)])
    })
  })

  it('ends where it is told, and gives the states of a frame', async () => {
    const controller = new AbortController()
    const stopped = playLive(scenarioOf(STEPS), 0, undefined, {
      signal: controller.signal,
      progress: () => controller.abort(new Error('enough')),
    })
    await expect(stopped).rejects.toThrow('enough')
    const live = await playLive(scenarioOf(STEPS), 0)
    expect(live.at(1).states.map(({ length }) => length)).toEqual([12, 12, 12])
    expect(() => live.at(99)).toThrow('found frame 99; expected 0 to')
  })
})
