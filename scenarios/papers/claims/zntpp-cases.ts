import { type Cell, createCell } from '../../../arrays/devices/cell.ts'
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import type { ClaimRun } from './claim-run.ts'

/** Values of the pixels of the filtering array, S: the conductance at 5 V at the start of a read pulse. */
export interface FilterCases {
  /** Word pixel after 1, 2, ... inputs. */
  readonly word: readonly number[]
  /** Noise pixel left alone for the time of 30 inputs after its own one. */
  readonly decayed: number
  /** Noise pixel that gets 30 pulses of 6 V instead. */
  readonly filtered: number
}

/**
 * One pixel of each kind of the 8 x 8 array (Fig. 4): an input is 10 V for 100 ms, 0 V for 100 ms, a read pulse of 5 V for
 * 100 ms and 0 V for 300 ms.
 */
function filterCases(
  parameters: Readonly<Record<string, number>>,
  state: Readonly<Record<string, number>>,
  inputs: number,
): FilterCases {
  const pixel = (): Cell => createCell(zntpp, { parameters, state })
  const word = pixel()
  const series = Array.from({ length: inputs }, () => input(word, 10))
  const decayed = pixel()
  input(decayed, 10)
  for (let k = 0; k < 30; k++) decayed.advance(0, 0.6)
  const filtered = pixel()
  input(filtered, 10)
  let last = 0
  for (let k = 0; k < 30; k++) last = input(filtered, 6)
  return { word: series, decayed: decayed.conductance(5), filtered: last }
}

/** Plays one input and returns the conductance at the start of its read pulse, S. */
function input(cell: Cell, volts: number): number {
  cell.advance(volts, 0.1)
  cell.advance(0, 0.1)
  const read = cell.conductance(5)
  cell.advance(5, 0.1)
  cell.advance(0, 0.3)
  return read
}

/** Inputs of Case 2, which the paper does not print: the word goes on from where Cases 3 and 4 stop after 30. */
const CASE_2_INPUTS = 60
/** Area of the pixels over that of the swept device: fit, C09 to C13. */
export const PIXEL_AREA = 5.726

/**
 * The claims of the array (C09 to C14, C16 to C18) on single pixels, as the papers wired them.
 * @param parameters device parameters in place of the calibrated ones
 * @param state initial state in place of the calibrated one
 */
export function filterClaimRuns(
  parameters: Readonly<Record<string, number>> = {},
  state: Readonly<Record<string, number>> = {},
): ClaimRun[] {
  const pixel = { area: PIXEL_AREA, ...parameters }
  const { word, decayed, filtered } = filterCases(pixel, state, CASE_2_INPUTS)
  const micro = (values: readonly number[]): number[] => values.map(value => 1e6 * value)
  const claim = (id: string, unit: string, simulated: readonly number[]): ClaimRun => ({
    id,
    run: () => ({ simulated, unit }),
  })
  const [first, thirtieth, last] = [word[0], word[29], word[CASE_2_INPUTS - 1]]
  return [
    claim('C09', 'uS', micro([first, last])),
    claim('C10', 'uS', micro([first, thirtieth])),
    claim('C11', 'uS', micro([decayed])),
    claim('C12', 'uS', micro([first, thirtieth])),
    claim('C13', 'uS', micro([filtered])),
    claim('C14', '1', [thirtieth / filtered]),
    claim('C16', '1', [thirtieth / decayed]),
    claim('C17', '1', [filtered / decayed]),
    claim('C18', '1', [last / first, thirtieth / first, thirtieth / first]),
  ]
}
