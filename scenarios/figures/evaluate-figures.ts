import { mean } from 'simple-statistics'
import { emptyRecord, ownValue } from '../../arrays/own-value.ts'
import type { Frame, ReadSample } from '../../arrays/program/program.ts'
import type { FigureSpec } from './figure-spec.ts'
import { correlationMargin, pixelsRight, readableTime } from './recognition.ts'

/** A number with its unit; NaN where the run gives none ("still readable at the end"). */
export interface Figure {
  readonly value: number
  readonly unit: string
}

/** A figure that asks for a frame, read, image or quantity that is not there. */
export class FigureError extends RangeError {
  override readonly name = 'FigureError'
  readonly figure: string
  readonly found: string
  readonly expected: string

  constructor(figure: string, found: string, expected: string) {
    super(`figure ${figure}: found ${found}; expected ${expected}`)
    this.figure = figure
    this.found = found
    this.expected = expected
  }
}

/** Data of figures. Frames and reads carry their full name, "case/label". */
export interface FigureSource {
  readonly frames: readonly (Frame & { readonly name: string })[]
  readonly reads: readonly (ReadSample & { readonly name: string })[]
  /** N*M levels by name. */
  readonly images: Readonly<Record<string, Float64Array>>
  readonly unitOf: (quantity: string) => string
}

/**
 * Evaluates the figures of a scenario in order.
 * @throws FigureError where a figure asks for something the run does not give
 */
export function evaluateFigures(specs: readonly FigureSpec[], source: FigureSource): Record<string, Figure> {
  const figures = emptyRecord<Figure>()
  for (const spec of specs) figures[spec.name] = evaluate(spec, source, figures)
  return figures
}

function evaluate(spec: FigureSpec, source: FigureSource, done: Readonly<Record<string, Figure>>): Figure {
  const pick = <T>(list: readonly (T & { name: string })[], name: string, what: string): T => {
    const found = list.findLast(item => item.name === name)
    if (found === undefined) {
      const known = [...new Set(list.map(item => item.name))].slice(0, 8).join(', ')
      throw new FigureError(spec.name, `${what} "${name}"`, `one of ${known}`)
    }
    return found
  }
  const read = (name: string): ReadSample => pick(source.reads, name, 'read')
  const image = (name: string): Float64Array => {
    const levels = ownValue(source.images, name)
    if (levels === undefined)
      throw new FigureError(spec.name, `image "${name}"`, `one of ${Object.keys(source.images).join(', ')}`)
    return levels
  }
  const plane = (frame: string, quantity: string): Float64Array => {
    const { quantities } = pick(source.frames, frame, 'frame')
    const values = ownValue(quantities, quantity)
    if (values === undefined)
      throw new FigureError(
        spec.name,
        `quantity "${quantity}"`,
        `one of ${Object.keys(quantities).join(', ')}`,
      )
    return values
  }
  switch (spec.kind) {
    case 'mean': {
      const levels = image(spec.pixels)
      const values = plane(spec.frame, spec.of).filter((_, k) => levels[k] >= 0.5)
      if (values.length === 0)
        throw new FigureError(spec.name, `no set pixel in image "${spec.pixels}"`, `at least one`)
      return { value: mean([...values]), unit: source.unitOf(spec.of) }
    }
    case 'ratio': {
      const [a, b] = spec.over.map(name => {
        const figure = ownValue(done, name)
        if (figure === undefined)
          throw new FigureError(
            spec.name,
            `figure "${name}"`,
            `one that stands before it: ${Object.keys(done).join(', ') || 'there is none'}`,
          )
        return figure.value
      }) as [number, number]
      return { value: a / b, unit: '1' }
    }
    case 'pixels-right': {
      const fresh = {
        response: response(read(spec.fresh.read), read(spec.before)),
        levels: image(spec.fresh.image),
      }
      return {
        value: pixelsRight(response(read(spec.read), read(spec.before)), image(spec.image), fresh),
        unit: 'pixels',
      }
    }
    case 'correlation-margin': {
      const p = response(read(spec.read), read(spec.before))
      return { value: correlationMargin(p, image(spec.image), spec.others.map(image)), unit: '1' }
    }
    case 'readable-time': {
      const start = read(spec.read)
      const later = source.reads.filter(
        r => r.inputs === start.inputs && r.timeS >= start.timeS && caseOf(r.name) === caseOf(spec.read),
      )
      const before = read(spec.before)
      return {
        value: readableTime(
          later.map(r => ({ timeS: r.timeS, response: response(r, before) })),
          image(spec.image),
        ),
        unit: 's',
      }
    }
    case 'level-order':
      return { value: levelOrder(plane(spec.frame, spec.of), image(spec.image)), unit: '1' }
    default:
      return spec satisfies never
  }
}

/** Relative change of the current against a read before any input. */
function response(read: ReadSample, before: ReadSample): Float64Array {
  return read.conductance.map((g, k) => g / before.conductance[k] - 1)
}

function caseOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.indexOf('/')) : ''
}

/** Smallest difference between the means of successive levels, over the mean of the highest; negative where the order is lost. */
function levelOrder(values: Float64Array, levels: Float64Array): number {
  const steps = [...new Set(levels)].sort((a, b) => a - b)
  const means = steps.map(level => mean([...values.filter((_, k) => levels[k] === level)]))
  const gaps = means.slice(1).map((value, k) => value - means[k])
  return Math.min(...gaps) / Math.abs(means.at(-1)!)
}
