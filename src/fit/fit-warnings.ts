import type { DeviceFit } from '../../scenarios/fit/fit-device.ts'
import type { Measurement } from '../../scenarios/fit/measurement.ts'

/** Relative residual above which the fit has not found the device. */
const MOST_RESIDUAL = 0.3
/** How many times what the paper applied, or what part of it, looks like another unit. */
const FAR = 10

/** What a user should look at before the fitted device is used. */
export function fitWarnings(
  { model, relativeResidual }: DeviceFit,
  { drive, driveKind }: Measurement,
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
    warnings.push(
      `the fit misses the response by ${(100 * relativeResidual).toFixed(0)} % of its size: check the units of the columns, and whether ${model.name} can do this`,
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
