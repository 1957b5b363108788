import { BREAK_OHMS } from '../../coarse-ohms.ts'
import type { EndSources, GridSources, NodeVolts } from '../../kirchhoff.ts'
import { type NewtonName, newtonAt } from './newton-state.ts'

/** Volts that the nodes of each line are told from: those of its nearer driver. */
export interface LineVolts {
  readonly word: Float64Array
  readonly bit: Float64Array
}

export function lineVoltsOf({ left, right, top, bottom }: GridSources): LineVolts {
  const nearer = (a: EndSources, b: EndSources) =>
    a.volts.map((volts, line) => (a.ohms[line] <= b.ohms[line] ? volts : b.volts[line]))
  return { word: nearer(left, right), bit: nearer(top, bottom) }
}

/** Writes the volts of the lines, and what their sources send into the ends there. @param unitOhms as of loadConductances */
export function loadLines(
  out: Float32Array,
  { left, right, top, bottom }: GridSources,
  lines: LineVolts,
  unitOhms: number,
): void {
  let at = 0
  const put = (value: number): void => {
    const high = Math.fround(value)
    out[at++] = high
    out[at++] = value - high
  }
  for (const volts of [lines.word, lines.bit]) volts.forEach(put)
  const putEnds = ({ ohms, volts, amps }: EndSources, line: Float64Array): void => {
    for (let k = 0; k < ohms.length; k++) {
      const through = ohms[k] > 0 && ohms[k] < BREAK_OHMS ? (volts[k] - line[k]) / ohms[k] : 0
      put((through + amps[k]) * unitOhms)
    }
  }
  putEnds(left, lines.word)
  putEnds(right, lines.word)
  putEnds(top, lines.bit)
  putEnds(bottom, lines.bit)
}

/** Writes where the method begins. @param atRest the first step is made with the laws as straight lines through their current at 0 V */
export function loadStart(out: Float32Array, atRest: boolean): void {
  out.fill(0)
  const set = (name: NewtonName, value: number): void => {
    out[newtonAt(name)] = value
  }
  set('searching', 1)
  set('at_rest', atRest ? 1 : 0)
  set('straight', atRest ? 1 : 0)
}

/** Writes the nodes as deviations from the volts of their lines. */
export function loadNodes(out: Float32Array, nodes: NodeVolts, { word, bit }: LineVolts): void {
  const columns = bit.length
  const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
  for (let k = 0; k < wordReference.length; k++) {
    const onWord = wordReference[k] - word[Math.floor(k / columns)] + wordDeviation[k]
    const onBit = bitReference[k] - bit[k % columns] + bitDeviation[k]
    out[4 * k] = onWord
    out[4 * k + 1] = onWord - out[4 * k]
    out[4 * k + 2] = onBit
    out[4 * k + 3] = onBit - out[4 * k + 2]
  }
}

/** Takes the nodes back. @returns whether all are numbers */
export function takeNodes(found: Float32Array, { word, bit }: LineVolts, nodes: NodeVolts): boolean {
  const columns = bit.length
  let sum = 0
  for (let at = 0; at < found.length; at++) sum += found[at] * 0
  if (sum !== 0) return false
  for (let k = 0, at = 0; at < found.length; k++, at += 4) {
    nodes.wordReference[k] = word[Math.floor(k / columns)]
    nodes.wordDeviation[k] = found[at] + found[at + 1]
    nodes.bitReference[k] = bit[k % columns]
    nodes.bitDeviation[k] = found[at + 2] + found[at + 3]
  }
  return true
}
