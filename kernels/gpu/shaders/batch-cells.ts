import { SERIES_TEXT, type ShaderLaw } from './cell-shader.ts'
import { SCALAR_TEXT } from './scalar-text.ts'
import type { ShaderAccess, ShaderBinding } from './shader-plan.ts'

/*
 * The cells of crossbars side by side. Planes are [array][word line][bit line], states two float32.
 */

/** Statements on `v`, the states x0, x1 ... and the parameters p0, p1 ..., and expressions that are valid after them. */
export interface BatchLaw {
  readonly statements: string
  readonly results: readonly string[]
}

/** How states move whose rates depend on themselves. */
export interface ShaderFlow {
  /** Time derivative of each state, in its ranges per second. */
  readonly rates: BatchLaw
  /** Derivatives of each rate by all states, in their ranges, then by the voltage. */
  readonly slopes: BatchLaw
}

/** Laws of cells in WGSL. */
export interface BatchLaws {
  /** Different for different texts. */
  readonly key: string
  /** Functions that statements call. */
  readonly functions?: string
  /** Current and slope of a device at its states. */
  readonly current: BatchLaw
  /** The same as a read finds them, where that differs: what flows at 0 V is left out. */
  readonly read?: BatchLaw
  /** Rate and target of each state; of devices that store charge `charge` moves them, of those with a `flow` that does. */
  readonly states: readonly (BatchLaw & {
    /** The size below which its changes are measured against that size. */
    readonly floor: number
    readonly range: readonly [number, number]
  })[]
  /** Of devices that store charge: ohms in series, siemens across, and 1 / farads and rate of each capacitor. */
  readonly charge?: BatchLaw
  /** Of states whose rates depend on them. */
  readonly flow?: ShaderFlow
  /** For each parameter: whether every cell has its own. */
  readonly varying: readonly boolean[]
  /** Some devices are stuck, each with a conductance of its own. */
  readonly stuck: boolean
  /** In series with each device. */
  readonly element?: ShaderLaw
}

/** What every launch is told: sizes, and the equal parts that the seconds of a step are taken in. */
export const BATCH_PARAMETERS = ['rows', 'columns', 'arrays', 'parts'] as const
/**
 * What a run is told: seconds, the largest move of a node at rest, 1 where lines float, the unit of conductance, how far a node may be
 * from its line and move in a sweep, and the size below which the noise of the networks counts.
 */
export const DRIVE_TEXT = `
struct Drive { seconds: f32, rest: f32, floats: f32, unit: f32, reach: f32, limit: f32, noise: f32 }
fn cells_of() -> u32 { return params.rows * params.columns; }
fn part_seconds() -> f32 { return drive.seconds / f32(params.parts); }
`
export const DRIVE = { name: 'drive', type: 'Drive', access: 'uniform' } as const
/**
 * Planes of the parameters that every cell has its own of, of stuck cells (below 0 where the law holds) and of the element; then what has
 * one value, of the parameters and of the element.
 */
export const VALUES = { name: 'values', type: 'array<f32>', access: 'read' } as const

export function pairs(name: string, access: ShaderAccess = 'read'): ShaderBinding {
  return { name, type: 'array<vec2<f32>>', access }
}

export function plane(name: string, access: ShaderAccess = 'read'): ShaderBinding {
  return { name, type: 'array<f32>', access }
}

export const PARTIALS = { name: 'partials', type: 'array<vec4<f32>>', access: 'write' } as const

/** Cells that a group of threads moves. */
export const MOVED_CELLS = 256

/** Does something for each `n` below a count that is this thread's. */
export function eachOf(count: string, text: string): string {
  return `for (var q = 0u; q < ${MOVED_CELLS / 64}u; q++) {
    let n = group.x * ${MOVED_CELLS}u + q * 64u + id.x;
    if (n < ${count}) {
      ${text}
    }
  }`
}

const count = (varying: readonly boolean[]) => varying.filter(own => own).length

/** Planes of `values`. */
export function batchPlanes({ varying, stuck, element }: BatchLaws): number {
  return count(varying) + (stuck ? 1 : 0) + count(element?.varying ?? [])
}

/** Single values behind them. */
export function batchSingles({ varying, element }: BatchLaws): number {
  const all = [...varying, ...(element?.varying ?? [])]
  return all.length - count(all)
}

/** Loads values of cell n out of their planes, or the places behind them. */
function valuesText(
  laws: BatchLaws,
  name: string,
  varying: readonly boolean[],
  from: readonly number[],
): string {
  let [at, single] = from as [number, number]
  const planes = batchPlanes(laws)
  return varying
    .map((own, p) =>
      own
        ? `let ${name}${p} = values[${at++}u * all + n];`
        : `let ${name}${p} = values[${planes}u * all + ${single++}u];`,
    )
    .join('\n  ')
}

/** Loads what the laws of the device of cell n name: its states out of an array of pairs, and its parameters. */
export function loadText(laws: BatchLaws, states: string): string {
  return [
    'let all = cells_of() * params.arrays;',
    ...laws.states.map((_, s) => `let x${s} = ${states}[${s}u * all + n].x;`),
    valuesText(laws, 'p', laws.varying, [0, 0]),
  ].join('\n  ')
}

/** `fixed`: the conductance of a stuck cell n, S; below 0 where the law holds. */
export function stuckText(laws: BatchLaws): string {
  if (!laws.stuck) return 'let fixed = -1.0;'
  return `let fixed = values[${count(laws.varying)}u * cells_of() * params.arrays + n];`
}

/**
 * `circuit(n)`: what a cell that stores charge is over a part of a step of constant current, an implicit Euler step: the volts behind its
 * ohms, these ohms, siemens across and the ohms in series alone. Twin: arrays/crossbar/euler-storage.ts.
 */
export function circuitText(laws: BatchLaws): string {
  const { charge } = laws
  if (charge === undefined) return ''
  const [series, shunt, ...rest] = charge.results
  const capacitors = laws.states.map((_, s) => ({ inverse: rest[2 * s], rate: rest[2 * s + 1] }))
  return `
fn rise_share(x: f32) -> f32 { return select(one_minus_exp(x) / x, 1.0, x == 0.0); }
struct Circuit { source: f32, ohms: f32, shunt: f32, inverse: vec2<f32>, way: vec2<f32> }
fn circuit(n: u32) -> Circuit {
  let all = cells_of() * params.arrays;
  let seconds = part_seconds();
  ${valuesText(laws, 'p', laws.varying, [0, 0])}
  ${charge.statements}
  var found = Circuit(0.0, ${series}, ${shunt}, vec2<f32>(0.0), vec2<f32>(0.0));
  ${capacitors
    .map(
      ({ inverse, rate }, s) => `{
    let x = states[${s}u * all + n];
    found.inverse[${s}] = ${inverse};
    found.way[${s}] = (${rate}) * seconds;
    found.source += (x.x - x.x * one_minus_exp(found.way[${s}])) + x.y;
    found.ohms += seconds * found.inverse[${s}] * rise_share(found.way[${s}]);
  }`,
    )
    .join('\n  ')}
  return found;
}`
}

/**
 * `cell_law(v, n)`: current and slope of cell n over the unit of conductance, at `states`, and where there is an element, volts of its
 * device in `dividers`.
 * @param how held over a step, or read
 */
export function cellsText(laws: BatchLaws, how: 'held' | 'read'): string {
  const { element } = laws
  const { statements, results } = how === 'read' ? (laws.read ?? laws.current) : laws.current
  const own =
    laws.charge !== undefined && how === 'held'
      ? `let step = circuit(n);
  return vec2<f32>(step.shunt * v + (v - step.source) / step.ohms, step.shunt + 1.0 / step.ohms) / drive.unit;`
      : `${loadText(laws, 'states')}
  ${statements}
  return vec2<f32>(${results.join(', ')}) / drive.unit;`
  const device = `${SCALAR_TEXT}${laws.functions ?? ''}${how === 'held' ? circuitText(laws) : ''}
fn ${element === undefined ? 'cell_law' : 'device_law'}(v: f32, n: u32) -> vec2<f32> {
  ${stuckText(laws)}
  if (fixed >= 0.0) { return vec2<f32>(fixed * v, fixed) / drive.unit; }
  ${own}
}`
  if (element === undefined) return device
  const planes = count(laws.varying)
  return `${device}
fn element_law(v: f32, n: u32) -> vec2<f32> {
  let all = cells_of() * params.arrays;
  ${valuesText(laws, 'c', element.varying, [planes + (laws.stuck ? 1 : 0), laws.varying.length - planes])}
  ${element.statements}
  return vec2<f32>(${element.current}, ${element.slope}) / drive.unit;
}
${SERIES_TEXT}`
}

/** What tells the texts of cellsText apart. */
export function cellsKey(laws: BatchLaws, how: 'held' | 'read'): string {
  const differs = laws.read !== undefined || laws.charge !== undefined
  return differs ? `${laws.key} ${how}` : laws.key
}
