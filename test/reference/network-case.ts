import { type LineEnds, VOLTAGE } from '../../arrays/network/problem.ts'
import type { CellLaw } from './cell-law.ts'
import { bitNode, driversOf, Groups, mergedNodes, segmentsOf, type Wiring, wordNode } from './circuit.ts'
import { ends, type LineEnd, volts } from './wiring.ts'

/** A network whose cells are data, for every solver to read. */
export interface NetworkCase {
  readonly wiring: Wiring
  readonly cells: readonly CellLaw[]
  readonly series?: readonly CellLaw[]
}

export const OPEN: CellLaw = { kind: 'linear', siemens: 0 }

/** Heals what a random draw leaves without an answer: parts without a voltage, and 0-ohm sources that clash. */
export function wellPosed(drawn: NetworkCase): NetworkCase {
  const agreed = { ...drawn, wiring: withoutClashes(drawn.wiring) }
  if (hasVoltages(agreed)) return agreed
  const whole = (ohms: number | Float64Array): number | Float64Array =>
    typeof ohms === 'number' ? ohms : ohms.map(each => (each < Number.POSITIVE_INFINITY ? each : 7))
  const { wiring } = agreed
  const healed: NetworkCase = {
    ...agreed,
    wiring: { ...wiring, wordWire: whole(wiring.wordWire), bitWire: whole(wiring.bitWire) },
    cells: agreed.cells.map(law => (law === OPEN ? { kind: 'linear', siemens: 1e-6 } : law)),
  }
  if (hasVoltages(healed)) return healed
  return { ...healed, wiring: { ...healed.wiring, left: withEnd(healed.wiring.left, 0, volts(0.5, 20)) } }
}

function withEnd(side: LineEnds, line: number, end: LineEnd): LineEnds {
  return ends(
    Array.from(side.kind, (kind, k) =>
      k === line ? end : { kind, value: side.value[k], ohms: side.ohms[k] },
    ),
  )
}

/** Puts 30 ohm before a 0-ohm source that shares its node with another. */
function withoutClashes(wiring: Wiring): Wiring {
  const groups = mergedNodes(wiring)
  const taken = new Set<number>()
  let healed = wiring
  for (const { end, line, node, kind, value, ohms } of driversOf(wiring)) {
    if (kind !== VOLTAGE || ohms !== 0) continue
    if (taken.has(groups.of(node)))
      healed = { ...healed, [end]: withEnd(healed[end], line, volts(value, 30)) }
    taken.add(groups.of(node))
  }
  return healed
}

/** Whether each connected part of the network holds a voltage. */
export function hasVoltages({ wiring, cells }: Pick<NetworkCase, 'wiring' | 'cells'>): boolean {
  const count = wiring.rows * wiring.columns
  const parts = new Groups(2 * count)
  for (const { from, to } of segmentsOf(wiring)) parts.join(from, to)
  cells.forEach((law, k) => {
    const [i, j] = [Math.floor(k / wiring.columns), k % wiring.columns]
    if (law !== OPEN) parts.join(wordNode(wiring, i, j), bitNode(wiring, i, j))
  })
  const held = new Set(
    driversOf(wiring)
      .filter(({ kind }) => kind === VOLTAGE)
      .map(({ node }) => parts.of(node)),
  )
  return Array.from({ length: 2 * count }, (_, node) => parts.of(node)).every(part => held.has(part))
}
