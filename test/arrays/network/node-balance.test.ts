import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { networkProblem } from '../../../arrays/crossbar/operating-point.ts'
import { imbalanceOf } from '../../../arrays/network/balance.ts'
import { groundedNetwork } from '../../../arrays/network/grounded-cells.ts'
import { chooseEngine } from '../../../arrays/network/linear-engine.ts'
import { networkGrid } from '../../../arrays/network/network-grid.ts'
import { nodeBalance } from '../../../arrays/network/node-balance.ts'
import type { GroundedLaws } from '../../../arrays/network/problem.ts'
import { seriesCells } from '../../../arrays/network/series-cell.ts'
import { startNodes } from '../../../arrays/network/start-nodes.ts'
import { uniform } from '../../../arrays/random/keyed-random.ts'
import { crossbarGraph } from '../../../kernels/elimination/crossbar-graph.ts'
import { ends, floating, volts } from '../../reference/wiring.ts'

const SIZE = [3, 4] as const
const COUNT = SIZE[0] * SIZE[1]

/** The planes of an array at nodes of random volts, with what is out of balance there. */
function awayFromBalance(key: number) {
  const spec = createArraySpec({
    size: SIZE,
    device: 'sinh',
    parameters: { conductance: 1e-5, beta: 3 },
    wires: { word: 100, bit: 100 },
    access: {
      kind: 'transistor',
      side: 'word',
      gateVolts: 1.5,
      threshold: 0.5,
      transconductance: 1e-4,
      offCurrent: 1e-12,
    },
  })
  const gateOn = new Uint8Array(SIZE[0]).fill(1)
  const drive = {
    kind: 'crossbar' as const,
    left: ends([volts(1, 100), floating, floating]),
    right: ends([floating, floating, floating]),
    top: ends([floating, floating, floating, volts(-1, 10)]),
    bottom: ends([floating, floating, floating, floating]),
    gateOn,
  }
  const problem = networkProblem(spec, drive, spec.initial)
  const { shape, sources } = networkGrid(problem)
  const { planes } = chooseEngine(shape, false)
  const element = problem.series as GroundedLaws
  const cells = seriesCells(problem.cells, element, COUNT)
  startNodes(planes, sources)
  const { wordReference, bitReference } = planes.nodes
  for (let k = 0; k < COUNT; k++) {
    wordReference[k] = 2 * uniform(5, key, k) - 1
    bitReference[k] = 2 * uniform(5, key, COUNT + k) - 1
  }
  const balance = { planes, sources, laws: cells.laws }
  const network = groundedNetwork(balance, { ...cells, element })
  network.evaluate()
  imbalanceOf(balance)
  const graph = crossbarGraph(planes.grid)
  return { planes, excess: () => nodeBalance(graph, balance, network.slopes).excess() }
}

describe('what nodes and lines are out of balance', () => {
  // Newton's steps lower this sum and no other: one that counts the nodes of floating lines twice rises where a current is
  // handed on to them, and steps towards the balance look like steps away from it.
  it.each([1, 2, 3])('is the sum of the net currents of the nodes, floating or not, each once (%i)', key => {
    const { planes, excess } = awayFromBalance(key)
    let sum = 0
    for (let k = 0; k < COUNT; k++) sum += Math.abs(planes.wordIn[k]) + Math.abs(planes.bitIn[k])
    expect(excess() / sum).toBeCloseTo(1, 12)
    planes.arena.release()
  })
})
