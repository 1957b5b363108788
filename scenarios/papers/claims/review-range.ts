import { createGatedCell, type GatedCell } from '../../../arrays/devices/gated-cell.ts'
import type { GatedDeviceModel } from '../../../arrays/devices/gated-model.ts'
import { cycleFigures } from '../../plasticity/gate-cycle-figures.ts'
import { gateCycles } from '../../plasticity/gate-cycles.ts'
import { gatePulseEnergy } from '../../plasticity/gate-pulse-energy.ts'
import type { ClaimOutcome } from './claim-run.ts'
import { formatJoules } from './format-joules.ts'

export type Parameters = Readonly<Record<string, number>>

/** Makes a fresh device, from a filling of its channel where one is given. */
export type FreshGated = (lasting?: number) => GatedCell

/** @param parameters device parameters in place of the model's */
export function freshGated(model: GatedDeviceModel, parameters: Parameters): FreshGated {
  return lasting =>
    createGatedCell(model, lasting === undefined ? { parameters } : { parameters, state: { lasting } })
}

export interface RangeOptions {
  /** Factor from S to the claim's unit, and that unit. */
  readonly scale: number
  readonly unit: string
  /** Energy of a pulse that Table 1 prints, J, and how it says it. */
  readonly printed?: { readonly joules: number; readonly text: string }
  /** Pulses of each half. @defaultValue those that the paper counted */
  readonly number?: number
  /** @defaultValue 2 */
  readonly cycles?: number
  readonly note: string
}

/** Ends of the last cycle of potentiation and depression; the note sets the energy of a pulse beside the printed one. */
export function rangeOutcome(cell: GatedCell, options: RangeOptions): ClaimOutcome {
  const { scale, unit, printed, number, cycles = 2, note } = options
  const { low, high } = cycleFigures(
    gateCycles(cell, { cycles, ...(number === undefined ? {} : { number }) }).at(-1)!,
  )
  const { raise } = cell.model.pulses
  const { joules, lossJoules } = gatePulseEnergy(cell.copy(), raise)
  const stored =
    Math.abs(joules - lossJoules) > 1e-3 * lossJoules
      ? ` (${formatJoules(lossJoules)} of it lost in the stack)`
      : ''
  const own = `a pulse takes ${formatJoules(joules)}${stored} through the assumed gate stack`
  const theirs =
    printed === undefined
      ? 'no energy is printed'
      : `printed ${printed.text} = ${formatJoules(printed.joules)}, which is not fitted`
  return { simulated: [low * scale, high * scale], unit, note: `${note}; ${own}; ${theirs}` }
}
