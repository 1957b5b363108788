import type { EnergySplit } from './energy-meter.ts'
import type { DrivenGrid, SweptMark } from './swept-grid.ts'

/** Power that the drivers of a crossbar deliver, and where it goes, W: delivered from the lines, lost from each part. */
export function sweptPower(
  grid: DrivenGrid,
  { word, bit, cellVolts: volts, currents }: SweptMark,
): EnergySplit {
  const { rows, columns, wordSegments, bitSegments, left, right, top, bottom, wordStep, bitStep } = grid
  const { references } = grid
  const total = { delivered: 0, cells: 0, wires: 0, drivers: 0 }
  for (let k = 0; k < volts.length; k++) {
    total.cells += volts[k] * currents[k]
    total.wires += loss(wordSegments[k], k % columns === columns - 1 ? 0 : word[k + 1] - word[k])
    total.wires += loss(bitSegments[k], k + columns >= volts.length ? 0 : bit[k + columns] - bit[k])
  }
  for (let i = 0; i < rows; i++) {
    const [first, last] = [i * columns, (i + 1) * columns - 1]
    let sum = 0
    for (let k = first; k <= last; k++) sum += currents[k]
    addLine(total, {
      sum,
      reference: references.word[i],
      step: wordStep[i],
      near: left[i],
      far: right[i],
      first: word[first],
      last: word[last],
      farCurrent:
        first === last ? 0 : currents[last] + wordSegments[last - 1] * (word[last] - word[last - 1]),
    })
  }
  for (let j = 0; j < columns; j++) {
    const last = (rows - 1) * columns + j
    let sum = 0
    for (let k = j; k < volts.length; k += columns) sum -= currents[k]
    addLine(total, {
      sum,
      reference: references.bit[j],
      step: bitStep[j],
      near: top[j],
      far: bottom[j],
      first: bit[j],
      last: bit[last],
      farCurrent:
        rows === 1 ? 0 : -currents[last] + bitSegments[last - columns] * (bit[last] - bit[last - columns]),
    })
  }
  return total
}

interface LinePower {
  /** Current from the line into its cells, A. */
  readonly sum: number
  readonly reference: number
  readonly step: number
  readonly near: number
  readonly far: number
  readonly first: number
  readonly last: number
  /** Current from the far driver by Kirchhoff's law at its node, A. */
  readonly farCurrent: number
}

/** Adds what the drivers of a line deliver and dissipate. */
function addLine(total: { delivered: number; drivers: number }, line: LinePower): void {
  const { sum, reference, step, near, far, first, last, farCurrent } = line
  total.delivered += reference * sum
  if (near > 0) total.drivers += loss(near, first)
  if (far > 0) total.drivers += loss(far, last - step)
  if (step !== 0)
    total.delivered += step * (far < Number.POSITIVE_INFINITY ? far * (step - last) : farCurrent)
}

/** Watts in a conductance under a voltage; none where it is 0 ohm or not there. */
function loss(siemens: number, volts: number): number {
  return siemens === Number.POSITIVE_INFINITY || siemens === 0 ? 0 : siemens * volts * volts
}
