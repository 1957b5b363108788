import type { ShaderProgram } from '../../kernels/gpu/gpu.ts'
import { loadOhms } from '../../kernels/gpu/shaders/load-network.ts'
import {
  lineVoltsOf,
  loadLines,
  loadNodes,
  loadStart,
  takeNodes,
} from '../../kernels/gpu/shaders/load-newton.ts'
import type { NetworkLines } from '../../kernels/gpu/shaders/network-inputs.ts'
import type { NetworkPlan } from '../../kernels/gpu/shaders/network-plan.ts'
import { NEWTON_STATUS, newtonAt } from '../../kernels/gpu/shaders/newton-state.ts'
import type { GridSources, NetworkPlanes } from '../../kernels/kirchhoff.ts'
import type { CellEquations } from '../network/cell-equations.ts'
import { spanOfSources } from '../network/conducting-cells.ts'
import type { Approach } from '../network/linear-engine.ts'
import { holdNodes } from '../network/start-nodes.ts'
import type { PlanCache } from './plan-cache.ts'
import { loadValues, siemensOf } from './shader-cells.ts'

/** A network with the laws of its cells on a GPU. */
export interface NetworkOnGpu {
  readonly cache: PlanCache
  readonly program: ShaderProgram
  readonly written: NetworkPlan
  readonly lines: readonly NetworkLines[]
  readonly planes: NetworkPlanes
}

/**
 * Takes the nodes of a network near to where its cells are in balance, by Newton's method on the GPU alone: laws and nodes go there, nodes
 * come back.
 * @returns undefined where they are as they were
 */
export function approachOnGpu(
  { cache, program, written, lines, planes }: NetworkOnGpu,
  equations: CellEquations,
  sources: GridSources,
  fromRest: boolean,
): Approach | undefined {
  const { memory } = program
  const { values, lines: lineVolts, nodes, newton } = written.newton!
  const { grid } = planes
  const unitOhms = 2 ** -Math.floor(Math.log2(siemensOf(equations, spanOfSources(sources))))
  const volts = lineVoltsOf(sources)
  loadOhms(memory, written, lines, unitOhms)
  loadValues(equations, unitOhms, grid.rows * grid.columns, memory.get(values)!)
  loadLines(memory.get(lineVolts)!, sources, volts, unitOhms)
  loadNodes(memory.get(nodes)!, planes.nodes, volts)
  loadStart(memory.get(newton)!, fromRest)
  cache.runShaders(program, 'newton')
  const state = memory.get(newton)!
  if (state[newtonAt('status')] === NEWTON_STATUS.lost) return undefined
  if (!takeNodes(memory.get(nodes)!, volts, planes.nodes)) return undefined
  holdNodes(grid, sources, planes.nodes, false)
  return { newton: state[newtonAt('steps')], iterations: state[newtonAt('iterations')] }
}
