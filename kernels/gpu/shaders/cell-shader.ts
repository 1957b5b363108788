import { SCALAR_TEXT } from './scalar-text.ts'

/** Current (A) and slope (S) of cells in WGSL: statements on the voltage `v` and the values c0, c1 ... of a cell, and expressions. */
export interface ShaderLaw {
  /** That the statements call. */
  readonly functions?: string
  readonly statements: string
  readonly current: string
  readonly slope: string
  /** For each value: true where every cell has its own. */
  readonly varying: readonly boolean[]
}

/** The cells of a network as a shader computes them. */
export interface CellShader {
  /** Different for different texts. */
  readonly key: string
  readonly device: ShaderLaw
  /** Some devices are stuck, each with a conductance of its own. */
  readonly stuck: boolean
  /** In series with each device. */
  readonly element?: ShaderLaw
}

/** Planes of the array of values: those of the device, of stuck cells, of the element; single values stand behind the planes. */
export function valuePlanes({ device, stuck, element }: CellShader): number {
  const own = (law: ShaderLaw | undefined) => law?.varying.filter(one => one).length ?? 0
  return own(device) + (stuck ? 1 : 0) + own(element)
}

/** Single values: what currents and slopes are multiplied by, then those of the device and of the element. */
export function singleValues({ device, element }: CellShader): number {
  const own = (law: ShaderLaw | undefined) => law?.varying.filter(one => !one).length ?? 0
  return 1 + own(device) + own(element)
}

/** `cell_law(v, k)`: current and slope of cell k, scaled; reads `values`, and `dividers` where there is an element. */
export function cellText(shader: CellShader): string {
  const { device, stuck, element } = shader
  const planes = valuePlanes(shader)
  const single = (at: number) => `values[${planes}u * params.rows * params.columns + ${at}u]`
  const plane = (at: number) => `values[${at}u * params.rows * params.columns + k]`
  const next = { plane: 0, single: 1 }
  const lawText = (name: string, law: ShaderLaw, before: string) => `
fn ${name}(v: f32, k: u32) -> vec2<f32> {
  let unit = ${single(0)};
  ${before}
  ${law.varying.map((own, c) => `let c${c} = ${own ? plane(next.plane++) : single(next.single++)};`).join('\n  ')}
  ${law.statements.replaceAll('\n', '\n  ')}
  return vec2<f32>(${law.current}, ${law.slope}) * unit;
}`
  const own = device.varying.filter(one => one).length
  const fixed = `let fixed = ${plane(own)};
  if (fixed >= 0.0) { return vec2<f32>(fixed * v, fixed) * unit; }`
  const texts = [
    SCALAR_TEXT,
    device.functions ?? '',
    lawText(element === undefined ? 'cell_law' : 'device_law', device, stuck ? fixed : ''),
  ]
  if (element === undefined) return texts.join('')
  if (stuck) next.plane++
  return [...texts, lawText('element_law', element, ''), SERIES_TEXT].join('')
}

/**
 * A device and an element in series: the voltage u of the device where device(u) = element(v - u), by Newton's method inside a bracket,
 * from where it was found before, in `dividers`. Twin: arrays/network/series-dividers.ts and series-cell.ts.
 */
export const SERIES_TEXT = `
const OPEN: f32 = 1e30;
fn divided(v: f32, k: u32) -> f32 {
  let down = min(0.0, v);
  let up = max(0.0, v);
  var u = clamp(dividers[k], down, up);
  var low = -OPEN;
  var high = OPEN;
  var moved = OPEN;
  for (var step = 0; step < 60; step++) {
    let own = device_law(u, k);
    let other = element_law(v - u, k);
    let excess = own.x - other.x;
    if (excess == 0.0) { break; }
    let falls = excess > 0.0;
    if (falls) { high = u; } else { low = u; }
    let natural = select(up, down, falls);
    let bracketed = low > -OPEN && high < OPEN;
    var next = u - excess / max(own.y + other.y, 1e-37);
    if (!(abs(next) < OPEN)) { next = natural; }
    if (select((high < OPEN), (low > -OPEN), falls)) {
      if (!(next > low && next < high)) { next = select(next, 0.5 * (low + high), bracketed); }
    } else if (select((next > natural), (next < natural), falls)) {
      // A charged device may hold the divider beyond the natural end.
      let reach = 2.0 * max(max(abs(u), abs(v)), 1e-3);
      let beyond = select(max(u, min(next, u + reach)), min(u, max(next, u - reach)), falls);
      next = select(beyond, natural, select((u < natural), (u > natural), falls));
    }
    if (2.0 * abs(next - u) > moved) {
      if (bracketed) { next = 0.5 * (low + high); }
      else { next = select(max(next, natural), min(next, natural), falls); }
    }
    moved = abs(next - u);
    u = next;
    if (moved <= 2e-7 * max(abs(u), abs(v - u))) { break; }
  }
  return u;
}
fn cell_law(v: f32, k: u32) -> vec2<f32> {
  let u = divided(v, k);
  dividers[k] = u;
  let own = device_law(u, k);
  let other = element_law(v - u, k);
  let sum = own.y + other.y;
  let share = select(0.0, other.y / sum, sum > 0.0);
  return vec2<f32>(share * own.x + (1.0 - share) * other.x, share * own.y);
}`
