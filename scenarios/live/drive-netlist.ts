import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { networkProblem } from '../../arrays/crossbar/operating-point.ts'
import { arrayNetlist } from '../../arrays/spice/array-netlist.ts'
import { spiceNodes } from '../../arrays/spice/spice-nodes.ts'
import { type DriveView, driveOf, type ObservedDrive } from './observe-drive.ts'

/** The circuit of an array under one drive, for ngspice. */
export interface DriveNetlist {
  /** Runs as it is, and asks for the operating point. */
  readonly netlist: string
  /** N*M, row-major: names of the nodes of each cell on its word and its bit line. */
  readonly word: readonly string[]
  readonly bit: readonly string[]
}

/**
 * The array as `observeDrive` solves it, as a netlist.
 * @param states in the model's order, N*M values each
 * @throws OptionError for a law that ngspice cannot be told
 */
export function driveNetlist(
  spec: ArraySpec,
  states: readonly Float64Array[],
  observed: ObservedDrive,
): DriveNetlist {
  const drive = driveOf(spec, observed)
  const { word, bit } = spiceNodes(networkProblem(spec, drive, states))
  const { volts, wordLine, bitLines, bias } = observed
  const title = `${spec.model.title}, ${spec.size.join(' x ')}: word line ${wordLine} at ${volts} V, bit lines ${bitLines.join(' ')} at 0 V, bias ${bias}`
  return { netlist: arrayNetlist(spec, states, { title, drive }), word, bit }
}

/** How far an answer of ngspice lies from ours. */
export interface SpiceDifference {
  /** Ours less theirs, of each cell's voltage, V; N*M, row-major. */
  readonly cellVolts: Float64Array
  /** The largest magnitude among these and the differences of node voltages, V. */
  readonly worst: number
  /** The same over the largest node voltage. */
  readonly relative: number
}

/**
 * Holds what `observeDrive` found against an answer of ngspice.
 * @param volts of its nodes, by name
 * @throws RangeError where a node has no value there
 */
export function spiceDifference(
  { wordVoltages, bitVoltages }: Pick<DriveView, 'wordVoltages' | 'bitVoltages'>,
  { word, bit }: Pick<DriveNetlist, 'word' | 'bit'>,
  volts: ReadonlyMap<string, number>,
): SpiceDifference {
  const at = (name: string): number => {
    const found = volts.get(name)
    if (found === undefined) throw new RangeError(`spiceDifference: ngspice gave no voltage of ${name}`)
    return found
  }
  const cellVolts = new Float64Array(wordVoltages.length)
  let worst = 0
  let largest = 0
  for (let k = 0; k < cellVolts.length; k++) {
    const ofWord = wordVoltages[k] - at(word[k])
    const ofBit = bitVoltages[k] - at(bit[k])
    cellVolts[k] = ofWord - ofBit
    worst = Math.max(worst, Math.abs(ofWord), Math.abs(ofBit), Math.abs(cellVolts[k]))
    largest = Math.max(largest, Math.abs(wordVoltages[k]), Math.abs(bitVoltages[k]))
  }
  return { cellVolts, worst, relative: largest === 0 ? worst : worst / largest }
}
