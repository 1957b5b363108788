import type { SolveRecorder } from '../crossbar/solve-log.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'

/** Warns of the cell that is driven farthest beyond what the paper applied, by more than rounding. */
export function warnOutside(
  { model, size }: GatedArraySpec,
  applied: Float64Array,
  recorder: SolveRecorder,
): void {
  const [low, high] = model.validControl
  let worst = 0
  let excess = 1e-9 * (high - low)
  applied.forEach((u, k) => {
    const own = Math.max(u - high, low - u)
    if (own > excess) [worst, excess] = [k, own]
  })
  if (!(excess > 1e-9 * (high - low))) return
  const unit = model.control === 'voltage' ? 'V' : 'A'
  const place = `row ${Math.floor(worst / size[1])}, column ${worst % size[1]}`
  recorder.warn(
    'gate validity',
    excess / (high - low),
    `${model.name}: ${applied[worst].toPrecision(3)} ${unit} at the gate of ${place}; measured from ${low} to ${high} ${unit}`,
  )
}
