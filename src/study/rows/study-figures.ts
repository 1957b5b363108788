import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import type { SourceDocument } from '../../../arrays/config/parse-document.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { ownValue } from '../../../arrays/own-value.ts'
import type { FigureSpec } from '../../../scenarios/figures/figure-spec.ts'
import type { PreparedScenario } from '../../../scenarios/file/prepare-scenario.ts'
import type { StudyFile } from '../file/study-file.ts'
import { isRunFigure, RUN_FIGURES, type RunFigureName } from './run-figures.ts'

/** Figures and maps that a study wants of every run. */
export interface Wanted {
  /** Figures of the scenario that are evaluated, those that others are made of included, in the scenario's order. */
  readonly specs: readonly FigureSpec[]
  readonly runFigures: readonly RunFigureName[]
  /** Cases that are played. */
  readonly cases: ReadonlySet<string>
  /** Quantities that figures and maps are made of. */
  readonly quantities: ReadonlySet<string>
  /** Full names of the frames that they are taken from. */
  readonly frames: ReadonlySet<string>
}

/**
 * Computations that the figures and maps of a study need.
 * @throws ConfigError for a figure, quantity or frame that the scenario does not give
 */
export function wantedOfStudy(
  { figures, maps }: Pick<StudyFile, 'figures' | 'maps'>,
  document: SourceDocument,
  prepared: PreparedScenario,
): Wanted {
  const { file, cases } = prepared
  const byName = new Map(file.figures.map(spec => [spec.name, spec]))
  figures.forEach((name, k) => {
    const place = document.place(['figures', k])
    if (figures.indexOf(name) !== k)
      throw new ConfigError(place, `"${name}" a second time`, 'each figure once')
    if (byName.has(name) || isRunFigure(name)) return
    const known = [...byName.keys(), ...Object.keys(RUN_FIGURES)]
    throw new ConfigError(place, `the figure "${name}"`, expectedName(name, known))
  })
  checkMaps(maps, document, prepared)
  const specs = withParts(figures, byName)
  const runFigures = figures.filter(isRunFigure).filter(name => !byName.has(name))
  const ofSpecs = specs.flatMap(spec => ('frame' in spec ? [spec] : []))
  const frames = new Set([...ofSpecs, ...maps].map(({ frame }) => frame))
  const reads = specs.flatMap(spec => ('read' in spec ? [spec.read, spec.before] : []))
  const fresh = specs.flatMap(spec => (spec.kind === 'pixels-right' ? [spec.fresh.read] : []))
  const names = new Set([...frames, ...reads, ...fresh])
  const whole = runFigures.some(name => RUN_FIGURES[name].ofEveryCase)
  return {
    specs,
    runFigures,
    cases: new Set(
      cases
        .map(({ name }) => name)
        .filter(own => whole || own === '' || [...names].some(name => name.startsWith(`${own}/`))),
    ),
    quantities: new Set([...ofSpecs, ...maps].map(({ of }) => of)),
    frames,
  }
}

/** The unit of a figure, '' for a pure number. */
export function figureUnit(name: string, prepared: PreparedScenario): string {
  const spec = prepared.file.figures.find(one => one.name === name)
  if (spec === undefined) return isRunFigure(name) ? RUN_FIGURES[name].unit : ''
  if (spec.kind === 'mean') return ownValue(prepared.known, spec.of)?.unit.replace(/^1$/, '') ?? ''
  return spec.kind === 'readable-time' ? 's' : ''
}

function withParts(figures: readonly string[], byName: ReadonlyMap<string, FigureSpec>): FigureSpec[] {
  const needed = new Set<string>()
  const add = (name: string): void => {
    const spec = byName.get(name)
    if (spec === undefined || needed.has(name)) return
    needed.add(name)
    if (spec.kind === 'ratio') spec.over.forEach(add)
  }
  figures.forEach(add)
  return [...byName.values()].filter(spec => needed.has(spec.name))
}

function checkMaps(maps: StudyFile['maps'], document: SourceDocument, prepared: PreparedScenario): void {
  const { cases, known } = prepared
  const frames = cases.flatMap(({ name, steps }) =>
    steps.flatMap(step => {
      if (!step.frame) return []
      return [name === '' ? step.label : `${name}/${step.label}`]
    }),
  )
  maps.forEach(({ name, of, frame }, k) => {
    const fail = (key: string, found: string, names: readonly string[]): never => {
      throw new ConfigError(document.place(['maps', k, key]), `"${found}"`, expectedName(found, names))
    }
    if (maps.findIndex(map => map.name === name) !== k) {
      throw new ConfigError(document.place(['maps', k, 'name']), `"${name}" a second time`, 'each map once')
    }
    if (!Object.hasOwn(known, of)) fail('of', of, Object.keys(known))
    if (!frames.includes(frame)) fail('frame', frame, [...new Set(frames)].slice(0, 12))
  })
}
