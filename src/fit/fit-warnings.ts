import type { DeviceFit } from '../../scenarios/fit/fit-device.ts'
import type { Measurement } from '../../scenarios/fit/measurement.ts'

/** Part of the largest response above which the fit has not found the device: noise of a usable measurement is below it. */
const MOST_RESIDUAL = 0.08
/** Rows at one largest current that a limit of the instrument makes, and no peak. */
const LIMITED_ROWS = 5
/** How many times what the paper applied, or what part of it, looks like another unit. */
const FAR = 10

/** Warnings about the data of a fit. */
export function dataWarnings({ response, responseUnit, limited }: Measurement): string[] {
  const largest = response.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0)
  let [run, longest] = [0, 0]
  for (const value of response) {
    run = largest > 0 && Math.abs(value) >= largest * (1 - 1e-6) ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  if (longest < LIMITED_ROWS || responseUnit !== 'A' || limited !== undefined) return []
  return [
    `${longest} rows in a row at the largest current, ${Number(largest.toPrecision(4))} A: a limit of the instrument? --compliance ${Number(largest.toPrecision(4))}A says so`,
  ]
}

/**
 * Warnings about the fitted device.
 * @param tried all models were tried
 */
export function fitWarnings(
  { model, relativeResidual }: DeviceFit,
  { drive, driveKind }: Measurement,
  tried = false,
): string[] {
  const warnings: string[] = []
  const size = drive.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const known = knownSize(model, driveKind)
  if (known !== undefined && (size > FAR * known || size < known / FAR)) {
    const unit = driveKind.endsWith('voltage') ? 'V' : 'A'
    warnings.push(
      `the ${driveKind} goes to ${Number(size.toPrecision(3))} ${unit}, that of ${model.name} to ${Number(known.toPrecision(3))} ${unit}: is the unit of the column right?`,
    )
  }
  if (relativeResidual > MOST_RESIDUAL) {
    const what = driveKind === 'current' ? 'voltage' : 'current'
    const none = tried ? `no model is good; the best is ${model.name}: ` : ''
    const shape = tried ? 'any of them' : 'this model'
    warnings.push(
      `${none}residual ${(100 * relativeResidual).toPrecision(2)} % of the largest ${what}: the shape of the ${what} is not that of ${shape}, or the unit of a column is wrong`,
    )
  }
  return warnings
}

/** Largest drive that the device's paper applied; undefined where the model is nobody's or driven by something else. */
function knownSize(model: DeviceFit['model'], driveKind: Measurement['driveKind']): number | undefined {
  if (model.name === 'populations') return undefined
  const range =
    'channel' in model ? model.validControl : driveKind === 'voltage' ? model.validVolts : undefined
  const size = range === undefined ? undefined : Math.max(...range.map(Math.abs))
  return size !== undefined && Number.isFinite(size) ? size : undefined
}
