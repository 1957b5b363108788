import { CURRENT, VOLTAGE } from '../../../arrays/network/problem.ts'
import { driversOf, Groups, segmentsOf, type Wiring } from '../../reference/circuit.ts'
import { exactSolve } from '../../reference/exact-solve.ts'
import { OPEN } from '../../reference/network-case.ts'
import { ends } from '../../reference/wiring.ts'
import { behindDevice, capacity, channel } from './capacity.ts'
import type { DrawnCase } from './draw-network.ts'
import { type Branch, mostFlow } from './most-flow.ts'

/** Share by which the currents of the sources have to exceed what can flow, and volts by which a lowest potential is lowered. */
const MARGIN = 1e-9

/**
 * Whether lines are driven by more current than can leave them: no answer exists where a set of lines gets more from its current
 * sources than its cells carry to all others, however high its own potentials are, or where more is drawn from it than
 * can come. The largest flow from the sources to what is held tells it for all sets at once (Ford and Fulkerson 1956: it is
 * the smallest capacity of a cut). What a transistor carries is limited by how low its source can stand: see lowestVolts.
 */
export function isOverdriven(network: DrawnCase): boolean {
  const { wiring, cells, series, side } = network
  const count = wiring.rows * wiring.columns
  const lines = new Groups(2 * count)
  for (const { from, to } of segmentsOf(wiring)) lines.join(from, to)
  const amps = new Map<number, number>()
  const held = new Set<number>()
  for (const { node, kind, value } of driversOf(wiring)) {
    const line = lines.of(node)
    if (kind === VOLTAGE) held.add(line)
    if (kind === CURRENT) amps.set(line, (amps.get(line) ?? 0) + value)
  }
  if ([...amps].every(([line, value]) => value === 0 || held.has(line))) return false
  const lowest = lowestVolts(network)
  const carried = (k: number, towardsBit: boolean): number => {
    const law = cells[k]!
    if (law === OPEN) return 0
    const element = series?.[k]
    if (element?.kind !== 'gated transistor')
      return element === undefined ? Infinity : capacity(element, towardsBit)
    const source = lowest(towardsBit ? count + k : k)
    if (source === -Infinity) return Infinity
    const isDrain = (side === 'word') === towardsBit
    return isDrain ? behindDevice(element, law, source) : channel(element, source)
  }
  return [1, -1].some(sign => {
    const branches: Branch[] = []
    for (let k = 0; k < count; k++) {
      const [word, bit] = [lines.of(k), lines.of(count + k)]
      // Current into lines flows away from the source, drawn current towards it; drawn down, a source at the line opens without end.
      const most = (towardsBit: boolean): number => {
        const gated = sign < 0 && series?.[k]?.kind === 'gated transistor' && cells[k] !== OPEN
        return gated ? Infinity : carried(k, towardsBit)
      }
      const [there, back] = [most(true), most(false)]
      branches.push({ from: word, to: bit, most: sign > 0 ? there : back })
      branches.push({ from: bit, to: word, most: sign > 0 ? back : there })
    }
    const [spring, sink] = [-1, -2]
    let driven = 0
    for (const [line, value] of amps) {
      if (held.has(line)) continue
      if (sign * value > 0) {
        driven += Math.abs(value)
        branches.push({ from: spring, to: line, most: Math.abs(value) })
      } else branches.push({ from: line, to: sink, most: Math.abs(value) })
    }
    for (const line of held) branches.push({ from: line, to: sink, most: Infinity })
    return mostFlow(branches, spring, sink) < (1 - MARGIN) * driven
  })
}

/**
 * Volts that a node can not stand below. Potentials rise with each current put in (the network is an M-function), so that no node
 * stands lower than in the same network without the currents put in; nor below the lowest source where no current is drawn.
 */
function lowestVolts({ wiring, cells, series, side }: DrawnCase): (node: number) => number {
  const drivers = driversOf(wiring)
  const sources = drivers.filter(({ kind }) => kind === VOLTAGE).map(({ value }) => value)
  if (!drivers.some(({ kind, value }) => kind === CURRENT && value < 0)) return () => Math.min(...sources)
  try {
    const { wordVoltages, bitVoltages } = exactSolve(withoutInjections(wiring), cells, series, side)
    const all = [...wordVoltages, ...bitVoltages]
    const margin = MARGIN * Math.max(1, ...all.map(Math.abs))
    return node => all[node]! - margin
  } catch {
    return () => -Infinity
  }
}

function withoutInjections(wiring: Wiring): Wiring {
  const without = (side: 'left' | 'right' | 'top' | 'bottom') => {
    const { kind, value, ohms } = wiring[side]
    return ends(
      Array.from(kind, (each, k) => ({
        kind: each,
        value: each === CURRENT ? Math.min(0, value[k]!) : value[k]!,
        ohms: ohms[k]!,
      })),
    )
  }
  return {
    ...wiring,
    left: without('left'),
    right: without('right'),
    top: without('top'),
    bottom: without('bottom'),
  }
}
