import type { EndSources, GridSources, NodeVolts } from '../../kernels/kirchhoff.ts'
import { SolverError } from '../errors.ts'
import type { Balance, BalanceResult } from './balance.ts'
import { copyNodes, emptyNodes } from './copy-nodes.ts'
import type { LinearEngine } from './linear-engine.ts'
import { newtonBalance } from './newton.ts'
import { holdNodes } from './start-nodes.ts'

const FIRST_PART = 1 / 256
const LEAST_GROWTH = 1 + 1 / 256
const LOOSE = 1e-3

/**
 * Reaches a balance that Newton's method does not find at once by raising all sources from a small part of their
 * values, each time from the balance of the part before; steps that fail are shortened.
 * @throws SolverError of the last try where even short steps fail
 */
export function rampSources(balance: Balance, engine: LinearEngine, tolerance: number): BalanceResult {
  const { planes, sources } = balance
  const { grid, nodes } = planes
  let part = 0
  let growth = 2
  let newton = 0
  let iterations = 0
  let good: NodeVolts | undefined
  let failure: unknown
  for (;;) {
    const next = part === 0 ? FIRST_PART : Math.min(1, part * growth)
    const scaled = scaleSources(sources, next)
    if (good !== undefined) copyNodes(good, nodes)
    holdNodes(grid, scaled, nodes, good === undefined)
    planes.setSources(scaled)
    try {
      const whole = next === 1
      const result = newtonBalance(
        { ...balance, sources: scaled },
        engine,
        whole ? tolerance : LOOSE,
        good === undefined,
      )
      newton += result.newton
      iterations += result.iterations
      if (whole) return { ...result, newton, iterations }
    } catch (error) {
      if (!(error instanceof SolverError)) throw error
      failure = error
      growth = Math.sqrt(growth)
      if (growth < LEAST_GROWTH || good === undefined) throw failure
      continue
    }
    part = next
    growth = Math.min(2, growth * growth)
    good ??= emptyNodes(nodes)
    copyNodes(nodes, good)
  }
}

function scaleSources(sources: GridSources, part: number): GridSources {
  const scale = (ends: EndSources): EndSources => ({
    ohms: ends.ohms,
    volts: ends.volts.map(volts => volts * part),
    amps: ends.amps.map(amps => amps * part),
  })
  return {
    left: scale(sources.left),
    right: scale(sources.right),
    top: scale(sources.top),
    bottom: scale(sources.bottom),
  }
}
