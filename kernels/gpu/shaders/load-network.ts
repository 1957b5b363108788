import {
  type NetworkLines,
  splitPlane,
  unitOhmsOf,
  writeLast,
  writeOhms,
  writeSiemens,
} from './network-inputs.ts'
import type { NetworkPlan } from './network-plan.ts'
import { stateAt } from './state.ts'

/** Shared memory of the buffers that a program uploads and downloads. */
export type ShaderMemory = ReadonlyMap<number, Float32Array>

/**
 * Writes what `factor` of a network takes.
 * @param lines of all levels
 * @param conductance S
 * @returns what conductances on the GPU are multiplied by, ohm
 */
export function loadConductances(
  memory: ShaderMemory,
  written: NetworkPlan,
  lines: readonly NetworkLines[],
  conductance: Float64Array,
): number {
  const unitOhms = unitOhmsOf(conductance)
  loadOhms(memory, written, lines, unitOhms)
  splitPlane(conductance, unitOhms, memory.get(written.cells)!, memory.get(written.cellsLow)!)
  return unitOhms
}

/** Writes the ohms of all levels, and of the finest the siemens and which nodes are one. */
export function loadOhms(
  memory: ShaderMemory,
  written: Pick<NetworkPlan, 'wordOhms' | 'bitOhms' | 'siemens' | 'last'>,
  lines: readonly NetworkLines[],
  unitOhms: number,
): void {
  written.wordOhms.forEach((buffer, depth) => {
    writeOhms(lines[depth], unitOhms, memory.get(buffer)!, memory.get(written.bitOhms[depth])!)
  })
  writeSiemens(lines[0], unitOhms, memory.get(written.siemens)!)
  const { last } = written
  if (last === undefined) return
  const { word, bit } = lines[0]
  writeLast(word, word.length, 1, memory.get(last.word)!)
  writeLast(bit, 1, bit.lines, memory.get(last.bit)!)
}

/** When a solve is enough, as StopRule, in units of the GPU. */
export interface ScaledRule {
  readonly current: number
  readonly volts: number
  readonly steps: number
}

/** Writes what `solve` of a network takes. @param scale brings the largest current to order one */
export function loadCurrents(
  memory: ShaderMemory,
  written: NetworkPlan,
  { word, bit }: { readonly word: Float64Array; readonly bit: Float64Array },
  scale: number,
  rule: ScaledRule,
): void {
  const fed = memory.get(written.fed)!
  putPairs(word, scale, fed, 0)
  putPairs(bit, scale, fed, 2)
  const state = memory.get(written.state)!
  state.fill(0)
  state[stateAt('rule_current')] = rule.current
  state[stateAt('rule_volts')] = Math.min(rule.volts, 1e30)
  state[stateAt('rule_steps')] = rule.steps
}

/** Takes the voltages that `solve` found. @param scale volts of one unit */
export function takeVolts(
  memory: ShaderMemory,
  written: NetworkPlan,
  scale: number,
  { word, bit }: { readonly word: Float64Array; readonly bit: Float64Array },
): void {
  const volts = memory.get(written.volts)!
  takePairs(volts, 0, scale, word)
  takePairs(volts, 2, scale, bit)
}

/** Writes values as two float32 each, at `place` and the one behind of every four. */
function putPairs(values: Float64Array, scale: number, out: Float32Array, place: number): void {
  for (let k = 0, at = place; k < values.length; k++, at += 4) {
    const value = values[k] * scale
    const high = Math.fround(value)
    out[at] = high
    out[at + 1] = value - high
  }
}

function takePairs(pairs: Float32Array, place: number, scale: number, out: Float64Array): void {
  for (let k = 0, at = place; k < out.length; k++, at += 4) out[k] = (pairs[at] + pairs[at + 1]) * scale
}
