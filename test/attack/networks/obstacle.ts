import { CURRENT, VOLTAGE } from '../../../arrays/network/problem.ts'
import { driversOf, mergedNodes, type Wiring } from '../../reference/circuit.ts'
import { hasVoltages, OPEN } from '../../reference/network-case.ts'
import { behindDevice, capacity, channel } from './capacity.ts'
import type { DrawnCase } from './draw-network.ts'

/** Why a network has no single answer, found without solving it; undefined where nothing stands against one. */
export function obstacleOf(network: DrawnCase): string | undefined {
  if (clash(network.wiring)) return '0-ohm sources contradict each other'
  if (!hasVoltages(network)) return 'a part has no voltage'
  if (overdriven(network)) return 'a line is driven by more than its cells can carry'
  return undefined
}

function clash(wiring: Wiring): boolean {
  const groups = mergedNodes(wiring)
  const volts = new Map<number, number>()
  for (const { node, kind, value, ohms } of driversOf(wiring)) {
    if (kind !== VOLTAGE || ohms !== 0) continue
    const at = groups.of(node)
    if (volts.has(at) && volts.get(at) !== value) return true
    volts.set(at, value)
  }
  return false
}

/**
 * Whether a whole line without a voltage gets more current than all its cells carry at most. No node stands lower than the lowest
 * source where no current is drawn from a line, and this limits what a transistor carries.
 */
function overdriven({ wiring, cells, series, side }: DrawnCase): boolean {
  const { rows, columns } = wiring
  const drivers = driversOf(wiring)
  const draws = drivers.some(({ kind, value }) => kind === CURRENT && value < 0)
  const sources = drivers.filter(({ kind }) => kind === VOLTAGE).map(({ value }) => value)
  const lowest = draws ? -Infinity : Math.min(...sources)
  const amps = new Float64Array(rows + columns)
  const held = new Uint8Array(rows + columns)
  for (const { end, line, kind, value } of drivers) {
    const at = end === 'left' || end === 'right' ? line : rows + line
    if (kind === VOLTAGE) held[at] = 1
    if (kind === CURRENT) amps[at] += value
  }
  const carried = new Float64Array(rows + columns)
  cells.forEach((law, k) => {
    const [i, j] = [Math.floor(k / columns), rows + (k % columns)]
    for (const line of [i, j]) {
      // Current into a word line leaves towards the bit lines.
      const towardsBit = amps[line] > 0 === line < rows
      if (law === OPEN) continue
      const element = series?.[k]
      if (element?.kind !== 'gated transistor') {
        carried[line] += element === undefined ? Infinity : capacity(element, towardsBit)
        continue
      }
      const isDrain = (side === 'word') === towardsBit
      carried[line] += isDrain ? behindDevice(element, law, lowest) : channel(element, lowest)
    }
  })
  return carried.some((value, line) => held[line] === 0 && Math.abs(amps[line]) > value)
}
