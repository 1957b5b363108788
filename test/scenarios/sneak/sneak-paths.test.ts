import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { observeDrive } from '../../../scenarios/live/observe-drive.ts'
import { type SneakPaths, sneakPaths } from '../../../scenarios/sneak/sneak-paths.ts'

function pathsOf(
  conductance: readonly (readonly number[])[],
  bias: 'float' | 'half' | 'ground',
  { wire = 0, volts = 1 } = {},
): SneakPaths {
  const size = [conductance.length, conductance[0].length] as const
  const spec = createArraySpec({
    size,
    device: 'resistor',
    parameters: { conductance: conductance.map(row => [...row]) },
    wires: { word: wire, bit: wire },
  })
  const { view } = observeDrive(spec, spec.initial, { volts, bias, wordLine: 0, bitLines: [0] })
  return sneakPaths(view, 0, 1000)
}

describe('the ways of a sense current', () => {
  it('are the cell itself and three cells in series, by hand', () => {
    const { paths, senseCurrent, covered } = pathsOf(
      [
        [1, 1],
        [1, 1],
      ],
      'float',
    )
    expect(senseCurrent).toBeCloseTo(4 / 3, 12)
    expect(covered).toBeCloseTo(4 / 3, 12)
    expect(paths).toHaveLength(2)
    expect(paths[0]).toMatchObject({ from: { side: 'word', line: 0 }, cells: [[0, 0]] })
    expect(paths[0].amps).toBeCloseTo(1, 12)
    expect(paths[1].cells).toEqual([
      [0, 1],
      [1, 1],
      [1, 0],
    ])
    expect(paths[1].amps).toBeCloseTo(1 / 3, 12)
  })

  it('lead through the strongest branch first, by hand', () => {
    // Beside the cell: bit line 1 feeds word lines 1 and 2 through 3 S and 1 S, both of which meet 1 S at bit line 0.
    const { paths, senseCurrent } = pathsOf(
      [
        [1, 2],
        [1, 3],
        [1, 1],
      ],
      'float',
    )
    // 2 S in series with (3 and 1 in series, 3/4 S) beside (1 and 1, 1/2 S): 1.25 S; together 2 * 1.25 / 3.25.
    const beside = (2 * 1.25) / 3.25
    expect(senseCurrent).toBeCloseTo(1 + beside, 12)
    expect(paths.map(({ cells }) => cells.length)).toEqual([1, 3, 3])
    expect(paths[1].cells[1]).toEqual([1, 1])
    expect(paths[1].amps).toBeCloseTo((beside * 0.75) / 1.25, 12)
    expect(paths[2].amps).toBeCloseTo((beside * 0.5) / 1.25, 12)
  })

  it('come from other drivers where these are at half the volts, and run backwards for negative volts', () => {
    const found = pathsOf(
      [
        [1, 1],
        [1, 1],
      ],
      'half',
      { volts: -1 },
    )
    expect(found.paths.map(({ from, cells }) => [from.side, from.line, cells.length])).toEqual([
      ['word', 0, 1],
      ['word', 1, 1],
    ])
    expect(found.paths.map(({ amps }) => amps)).toEqual([-1, -0.5])
  })

  it('add up to the sense current in arrays with wires', () => {
    const cells = Array.from({ length: 5 }, (_, i) =>
      Array.from({ length: 6 }, (_, j) => 1e-3 * (1 + ((7 * i + 3 * j) % 5))),
    )
    for (const bias of ['float', 'half', 'ground'] as const) {
      const { covered, senseCurrent, paths } = pathsOf(cells, bias, { wire: 20 })
      expect(covered / senseCurrent).toBeCloseTo(1, 9)
      for (const [k, path] of paths.entries())
        if (k > 0) expect(path.amps).toBeLessThanOrEqual(paths[k - 1].amps)
    }
  })
})
