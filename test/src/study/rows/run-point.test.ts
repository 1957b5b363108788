import { describe, expect, it } from 'vitest'
import { runScenario } from '../../../../scenarios/run/run-scenario.ts'
import { loadScenario, scenarioNames } from '../../../../src/run/load-scenario.ts'
import { runPoint } from '../../../../src/study/rows/run-point.ts'
import { planStudy, preparePoint } from '../../../../src/study/work/plan-study.ts'
import { resistors, studyOf } from '../study-of.ts'

async function runFirst(yaml: string, scenario = resistors(), seed = 1) {
  const { source, axes, points, wanted } = await planStudy(studyOf(yaml, scenario))
  return runPoint(await preparePoint(source, axes, points.at(0)), source.file, wanted, seed)
}

describe('figures of a run', () => {
  it('are what can be had by hand', async () => {
    const yaml = 'study: a\nscenario: x\nfigures: [contrast, energy, program-time, worst-disturbance, corner]'
    const { figures } = await runFirst(yaml)
    // 2 V on 1 mS for 3 s; the read at 1 V leaves no trace.
    expect(figures).toEqual([1, expect.closeTo(0.012, 12), 3, 0, expect.closeTo(1e-3, 12)])
  })

  it('count what stands in series with the device, set as a whole or parameter by parameter', async () => {
    const energy = async (settings: string): Promise<number> => {
      const yaml = `study: a\nscenario: x\nsettings: ${settings}\nfigures: [energy]`
      return (await runFirst(yaml)).figures[0]
    }
    // 2 V for 3 s on 1 kohm and 1 kohm.
    expect(await energy('{ array.access: { resistor: 1 kohm } }')).toBeCloseTo(0.006, 12)
    // The device lifts the source: i = k/2 (1.5 V - 0.5 V - 1 kohm i)^2 with k = 0.4 mA/V^2, so that 0.2 x^2 - 1.4 x + 0.2 = 0.
    const amps = (1e-3 * (1.4 - Math.sqrt(1.8))) / 0.4
    const word = '{ access: transistor, array.access.transistor.gateVolts: 1.5 V }'
    expect((await energy(word)) / (2 * amps * 3)).toBeCloseTo(1, 7)
    // At 0 V its source is the bit line: triode, i = k (1 - u / 2) u, u = 2 - 1 kohm i, above the overdrive of 1 V i = k / 2.
    const bit = '{ array.access: { transistor: { side: bit, gateVolts: 1.5 } } }'
    expect((await energy(bit)) / (2 * 2e-4 * 3)).toBeCloseTo(1, 7)
  })

  it('take --access with a parameter of the element beside it', async () => {
    const energy = async (settings: string): Promise<number> => {
      const yaml = `study: a\nscenario: x\nsettings: ${settings}\nfigures: [energy]`
      return (await runFirst(yaml)).figures[0]
    }
    const beside = await energy('{ access: selector, array.access.selector.scale: 0.3 }')
    expect(beside).toBe(await energy('{ array.access: { selector: { saturation: 1e-12, scale: 0.3 } } }'))
    expect(beside).not.toBe(await energy('{ access: selector }'))
  })

  it('of the crossbar come from a run of their own beside isolated cells', async () => {
    const more = 'beside: { bias: float }'
    const yaml = 'study: a\nscenario: x\nfigures: [crossbar-sneak-median, crossbar-time, corner]'
    const { figures } = await runFirst(yaml, resistors(more))
    // Three cells of 1 mS in series beside one of 1 mS; only one word line has a set pixel.
    expect(figures).toEqual([expect.closeTo(0.25, 9), 3, expect.closeTo(1e-3, 12)])
  })

  it('say what contrast the sneak paths of the crossbar leave', async () => {
    const more = 'beside: { bias: float }'
    const cells = 'settings: { array.cells.conductance: [[3 mS, 1 mS], [1 mS, 1 mS]] }'
    const yaml = `study: a\nscenario: x\n${cells}\nfigures: [crossbar-contrast]`
    // Alone 3 mS over 1 mS. As a crossbar three cells in series lie beside each cell: 1/3 mS beside the 3 mS, 3/7 mS (3, 1 and 1 mS)
    // beside each of the others.
    const { figures } = await runFirst(yaml, resistors(more))
    expect(figures).toEqual([expect.closeTo((3 + 1 / 3) / (1 + 3 / 7), 9)])
    const grounded = await runFirst(yaml, resistors('beside: { bias: ground }'))
    expect(grounded.figures).toEqual([expect.closeTo(3, 9)])
  })

  it('are what the scenario itself gives with the same settings and seed', async () => {
    for (const name of scenarioNames()) {
      const scenario = loadScenario(name)
      const settings = { network: 'isolated', seed: 11, set: { variability: {} } } as const
      const whole = await runScenario(scenario, settings)
      const names = Object.keys(whole.figures)
      const yaml = `study: a\nscenario: ${name}\nsettings: { network: isolated }\nfigures: [${names.join(', ')}]`
      const { figures } = await runFirst(yaml, scenario, 11)
      expect(figures).toEqual(names.map(figure => whole.figures[figure].value))
    }
  })

  it('are the same whatever else is asked for, in a crossbar with spread cells', async () => {
    const settings = 'settings: { network: crossbar, variability.conductance: 0.2, wire: 10 }'
    const one = await runFirst(`study: a\nscenario: x\n${settings}\nfigures: [corner]`, resistors(), 4)
    const all = 'corner, mean, energy, worst-disturbance, crossbar-read-margin'
    const many = await runFirst(`study: a\nscenario: x\n${settings}\nfigures: [${all}]`, resistors(), 4)
    expect(many.figures[0]).toBe(one.figures[0])
    const whole = await runScenario(resistors(), {
      network: 'crossbar',
      wireOhms: 10,
      seed: 4,
      set: { 'variability.conductance': 0.2 },
    })
    expect(one.figures[0]).toBe(whole.figures.corner!.value)
  })

  it('keep maps of their frames', async () => {
    const yaml = 'study: a\nscenario: x\nfigures: [corner]\nmaps: [{ name: g, of: conductance, frame: end }]'
    const { maps } = await runFirst(yaml)
    expect([...maps[0]]).toEqual(Array.from({ length: 4 }, () => expect.closeTo(1e-3, 12)))
  })

  it('are missing where the network has no answer, with the reason', async () => {
    // A current into lines that nothing grounds.
    const scenario = resistors()
    const yaml = `
study: a
scenario: x
settings:
  network: crossbar
  array.word: { left: float, right: float }
  array.bit: { top: float, bottom: float }
figures: [corner]
`
    const { figures, failure } = await runFirst(yaml, scenario)
    expect(figures).toEqual([Number.NaN])
    expect(failure).toMatch(/\w/)
  })
})

describe('what a study asks for and the scenario does not give stands at its line', () => {
  it.each([
    [
      'figures: [contrst]',
      /study\.yaml:3:\d+: figures\[0\]: found the figure "contrst".*did you mean "contrast"/,
    ],
    ['figures: [corner, corner]', /figures\[1\]: found "corner" a second time/],
    [
      'figures: [corner]\nmaps: [{ name: m, of: conduct, frame: end }]',
      /study\.yaml:4:\d+: maps\[0\]\.of: found "conduct"/,
    ],
    [
      'figures: [corner]\nmaps: [{ name: m, of: conductance, frame: start }]',
      /maps\[0\]\.frame: found "start".*"written", "end"/,
    ],
    [
      'figures: [corner]\nsettings: { wires: 3 }',
      /study\.yaml:4:\d+: settings\.wires: found the setting "wires"/,
    ],
    [
      'figures: [corner]\nsample: random',
      /points: found nothing; expected the number of points of a random sample/,
    ],
    ['figures: [corner]\npoints: 4', /points: found 4; expected nothing here/],
    ['figures: [corner]\nengine: quantum', /engine: found "quantum"; expected/],
    ['figure: [corner]', /unknown key "figure".*did you mean "figures"/],
  ])('%s', async (more, message) => {
    await expect(
      (async () => planStudy(studyOf(`study: a\nscenario: x\n${more}`, resistors())))(),
    ).rejects.toThrow(message)
  })
})
