import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { evaluateFigures, type Figure, FigureError, type FigureSource } from './evaluate-figures.ts'
import type { FigureSpec } from './figure-spec.ts'

/**
 * Evaluates figures of a scenario file.
 * @param all figures of the file, in its order
 * @throws ConfigError at the figure that asks for something the run does not give
 */
export function runFigures(
  specs: readonly FigureSpec[],
  source: FigureSource,
  document: SourceDocument,
  all: readonly FigureSpec[] = specs,
): Record<string, Figure> {
  try {
    return evaluateFigures(specs, source)
  } catch (error) {
    if (!(error instanceof FigureError)) throw error
    const index = all.findIndex(spec => spec.name === error.figure)
    throw new ConfigError(document.place(['figures', index]), error.found, error.expected)
  }
}

/** The figures that speak of these cases alone, and ratios of such. */
export function figuresOfCases(specs: readonly FigureSpec[], cases: readonly string[]): FigureSpec[] {
  const kept: FigureSpec[] = []
  for (const spec of specs) {
    const names = 'over' in spec ? [] : 'frame' in spec ? [spec.frame] : [spec.read, spec.before]
    const own = names.every(name => cases.some(one => one === '' || name.startsWith(`${one}/`)))
    const parts = 'over' in spec ? spec.over.every(part => kept.some(k => k.name === part)) : true
    if (own && parts) kept.push(spec)
  }
  return kept
}
