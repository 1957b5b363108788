import { type CrossbarGraph, GROUND } from '../../kernels/elimination/crossbar-graph.ts'
import type { DirectedSlopes } from '../../kernels/elimination/eliminate-directed.ts'
import { type EndSources, endCurrent } from '../../kernels/kirchhoff.ts'
import type { Balance } from './balance.ts'

/** Roundings that the currents into a node may add up to, as a share of their sizes. */
const ROUNDING = 8 * Number.EPSILON

/** How well Kirchhoff's law holds at each node beside its own currents, however large others are elsewhere. */
export interface NodeBalance {
  /**
   * Sum of what the net currents into all nodes, and into all lines without a voltage, are above the rounding of the currents
   * that meet there, A; 0 where nothing but rounding is left. The net currents, currents and slopes are to be those of the present nodes.
   */
  excess(): number
}

/**
 * @param slopes how the currents of the cells answer to their nodes, S
 */
export function nodeBalance(
  graph: CrossbarGraph,
  { planes, sources }: Balance,
  slopes: DirectedSlopes,
): NodeBalance {
  const { grid, nodes, cellCurrents, wordIn, bitIn } = planes
  const { rows, columns } = grid
  const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
  const { nodes: count, wordNode, bitNode, from, to, cell, siemens } = graph
  const lines = linesOf(graph)
  const floats = floatingLines(graph, lines)
  const [reference, deviation] = [new Float64Array(count), new Float64Array(count)]
  const [net, size] = [new Float64Array(count), new Float64Array(count)]
  const [lineNet, lineSize] = [new Float64Array(count), new Float64Array(count)]
  /** Of each line, at its first node: what its nodes are out of balance, A. */
  const nodesOfLine = new Float64Array(count)

  function gather(): void {
    for (const plane of [net, size, lineNet, lineSize]) plane.fill(0)
    for (let k = 0; k < wordNode.length; k++) {
      const [w, b] = [wordNode[k], bitNode[k]]
      const amps = cellCurrents[k]
      if (w !== GROUND) {
        reference[w] = wordReference[k]
        deviation[w] = wordDeviation[k]
        net[w] += wordIn[k]
        addToLine(w, -amps)
      }
      if (b !== GROUND) {
        reference[b] = bitReference[k]
        deviation[b] = bitDeviation[k]
        net[b] += bitIn[k]
        addToLine(b, amps)
      }
      // Elements that stand against ground feel the rounding of the volts there.
      const volts = Math.max(Math.abs(wordReference[k]), Math.abs(bitReference[k]))
      const blurred = Math.abs(amps) + Math.abs(slopes.word[k] - slopes.bit[k]) * volts
      if (w !== GROUND) addSize(w, blurred)
      if (b !== GROUND) addSize(b, blurred)
    }
    for (let branch = 0; branch < from.length; branch++) {
      const [a, b] = [from[branch], to[branch]]
      if (cell[branch] >= 0 || a === GROUND || b === GROUND) continue
      const amps = Math.abs(siemens[branch] * (reference[a] - reference[b] + (deviation[a] - deviation[b])))
      size[a] += amps
      size[b] += amps
    }
    for (let i = 0; i < rows; i++) {
      addEnd(sources.left, i, wordNode[i * columns])
      addEnd(sources.right, i, wordNode[(i + 1) * columns - 1])
    }
    for (let j = 0; j < columns; j++) {
      addEnd(sources.top, j, bitNode[j])
      addEnd(sources.bottom, j, bitNode[(rows - 1) * columns + j])
    }
  }

  function addToLine(node: number, amps: number): void {
    lineNet[lines[node]] += amps
  }

  function addSize(node: number, amps: number): void {
    size[node] += amps
    lineSize[lines[node]] += amps
  }

  function addEnd(ends: EndSources, line: number, node: number): void {
    if (node === GROUND) return
    const amps = endCurrent(ends, line, reference[node], deviation[node])
    addToLine(node, amps)
    addSize(node, Math.abs(amps))
  }

  return {
    excess() {
      gather()
      nodesOfLine.fill(0)
      for (let node = 0; node < count; node++)
        nodesOfLine[lines[node]] += Math.max(0, Math.abs(net[node]) - ROUNDING * size[node])
      let sum = 0
      for (let line = 0; line < count; line++) {
        const asOne = floats[line] === 1 ? Math.abs(lineNet[line]) - ROUNDING * lineSize[line] : 0
        sum += Math.max(nodesOfLine[line], asOne)
      }
      return sum
    },
  }
}

/** For each node the first one of its line: a line ends where a segment is broken. */
function linesOf({ nodes, from, to, cell }: CrossbarGraph): Int32Array {
  const parent = Int32Array.from({ length: nodes }, (_, node) => node)
  const root = (node: number): number => {
    let at = node
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]]
      at = parent[at]
    }
    return at
  }
  for (let branch = 0; branch < from.length; branch++) {
    if (cell[branch] >= 0 || from[branch] === GROUND || to[branch] === GROUND) continue
    const [a, b] = [root(from[branch]), root(to[branch])]
    parent[Math.max(a, b)] = Math.min(a, b)
  }
  return parent.map((_, node) => root(node))
}

/** Marks the first node of each line that no voltage is joined to by resistances. */
function floatingLines({ from, to, cell }: CrossbarGraph, lines: Int32Array): Uint8Array {
  const floats = Uint8Array.from(lines, (first, node) => (first === node ? 1 : 0))
  for (let branch = 0; branch < from.length; branch++) {
    if (cell[branch] >= 0) continue
    if (from[branch] === GROUND) floats[lines[to[branch]]] = 0
    if (to[branch] === GROUND) floats[lines[from[branch]]] = 0
  }
  return floats
}
