import type { AccessSpec } from '../crossbar/array-spec.ts'
import type { NetworkSolution } from '../network/problem.ts'
import { gateOverdrive } from './access-laws.ts'

/** Share of the overdrive above which the neglected shift is worth a warning. */
const TOLERATED_SHARE = 0.01

/** The largest neglected shift of a source. */
export interface SourceShift {
  /** Share of the gate overdrive. */
  readonly share: number
  readonly warning: string
}

/**
 * What the fixed overdrive of 1T1R neglects: the source of a transistor, the terminal of lower voltage, does not stand at
 * 0 V but at the voltage of its line, drops along the wires included, and the overdrive is smaller by as much.
 * @returns the worst cell with its warning, or undefined where the shift stays below 1 % of the overdrive
 */
export function sourceShift(
  access: AccessSpec,
  size: readonly [number, number],
  gateOn: Uint8Array,
  solution: Pick<NetworkSolution, 'wordVoltages' | 'bitVoltages'>,
): SourceShift | undefined {
  if (access.kind !== 'transistor') return undefined
  const overdrive = gateOverdrive(access, gateOn)
  const columns = size[1]
  let worst = { share: 0, shift: 0, i: 0, j: 0 }
  for (let k = 0; k < solution.wordVoltages.length; k++) {
    const i = Math.floor(k / columns)
    if (!(overdrive[i]! > 0)) continue
    const shift = Math.abs(Math.min(solution.wordVoltages[k]!, solution.bitVoltages[k]!))
    const share = shift / overdrive[i]!
    if (share > worst.share) worst = { share, shift, i, j: k % columns }
  }
  if (!(worst.share > TOLERATED_SHARE)) return undefined
  const warning =
    `the transistor at word line ${worst.i}, bit line ${worst.j} has its source at ${worst.shift.toPrecision(3)} V ` +
    `from 0 V, ${(worst.share * 100).toPrecision(2)} % of its overdrive; the model neglects that shift`
  return { share: worst.share, warning }
}
