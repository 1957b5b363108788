import { CURRENT, VOLTAGE } from '../../../arrays/network/problem.ts'
import type { CellLaw } from '../../reference/cell-law.ts'
import { driversOf, mergedNodes, type Wiring } from '../../reference/circuit.ts'
import { hasVoltages, type NetworkCase } from '../../reference/network-case.ts'

/** Why a network has no single answer, found without solving it; undefined where nothing stands against one. */
export function obstacleOf(network: NetworkCase): string | undefined {
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

/** Whether a whole line without a voltage gets more current than all its cells carry at most. */
function overdriven({ wiring, cells, series }: NetworkCase): boolean {
  const { rows, columns } = wiring
  const most = cells.map((law, k) =>
    Math.min(capacity(law), series === undefined ? Infinity : capacity(series[k]!)),
  )
  const amps = new Float64Array(rows + columns)
  const held = new Uint8Array(rows + columns)
  for (const { end, line, kind, value } of driversOf(wiring)) {
    const at = end === 'left' || end === 'right' ? line : rows + line
    if (kind === VOLTAGE) held[at] = 1
    if (kind === CURRENT) amps[at]! += value
  }
  const carried = new Float64Array(rows + columns)
  most.forEach((value, k) => {
    carried[Math.floor(k / columns)]! += value
    carried[rows + (k % columns)]! += value
  })
  return carried.some((value, line) => held[line] === 0 && Math.abs(amps[line]!) > value)
}

/** The largest current that a cell can carry, A. */
function capacity(law: CellLaw): number {
  if (law.kind === 'linear') return law.siemens === 0 ? 0 : Infinity
  if (law.kind !== 'leaky transistor') return Infinity
  return (law.gain * Math.max(0, law.overdrive) ** 2) / 2 + law.off
}
