import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { Step } from '../../arrays/program/step.ts'

/**
 * Refuses a run whose maps nothing could read back: before it begins, so that no hour is lost.
 * @param cases the steps of each array
 * @throws ConfigError where the frames of all arrays together hold more numbers of a quantity than a matrix may
 */
export function checkMaps(
  cases: readonly (readonly Step[])[],
  [rows, columns]: readonly [number, number],
  document: SourceDocument,
): void {
  const frames = cases.reduce((sum, steps) => sum + framesOf(steps), 0)
  if (frames * rows * columns <= INPUT_LIMITS.numbers) return
  throw new ConfigError(
    document.place(['program']),
    `${frames} frames of ${rows} x ${columns} cells`,
    `at most ${INPUT_LIMITS.numbers} numbers of a quantity: frame: false at some steps, or a smaller array`,
  )
}

/** As runProgram keeps them: one a step that asks for it, or the first and the last state. */
function framesOf(steps: readonly Step[]): number {
  return steps.filter(step => step.frame).length || 2
}
