import type { ShaderText } from './write-shader.ts'

/**
 * Numbers of two float32 in WGSL, high and low, about 48 bits: error-free sums and products (Knuth 1969, Dekker 1971). What a
 * compiler might simplify passes through `hold`, which mixes in a 0 that it cannot know; products split their factors by
 * masking bits, so they are right with and without fused products.
 */
export const TWO_FLOAT = `
fn hold(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) ^ params.zero); }
fn two_sum(a: f32, b: f32) -> vec2<f32> {
  let s = hold(a + b);
  let c = hold(s - a);
  return vec2<f32>(s, hold(a - hold(s - c)) + hold(b - c));
}
fn quick_sum(a: f32, b: f32) -> vec2<f32> {
  let s = hold(a + b);
  return vec2<f32>(s, b - hold(s - a));
}
fn two_product(a: f32, b: f32) -> vec2<f32> {
  let p = hold(a * b);
  let x = bitcast<f32>(bitcast<u32>(a) & 0xfffff000u);
  let y = bitcast<f32>(bitcast<u32>(b) & 0xfffff000u);
  let u = a - x;
  let v = b - y;
  return vec2<f32>(p, hold(hold(hold(x * y - p) + x * v) + u * y) + u * v);
}
fn add(a: vec2<f32>, b: vec2<f32>) -> vec2<f32> {
  let s = two_sum(a.x, b.x);
  let t = two_sum(a.y, b.y);
  let r = quick_sum(s.x, s.y + t.x);
  return quick_sum(r.x, r.y + t.y);
}
fn subtract(a: vec2<f32>, b: vec2<f32>) -> vec2<f32> { return add(a, -b); }
fn multiply(a: vec2<f32>, b: vec2<f32>) -> vec2<f32> {
  let p = two_product(a.x, b.x);
  return quick_sum(p.x, p.y + (a.x * b.y + a.y * b.x));
}
`

/** Primitives of two-float.ts that are tried on the adapter, in this order. */
export const PRIMITIVES = ['two_sum', 'two_product', 'add', 'multiply'] as const

/** Pairs of numbers of two float32 each. */
export function primitiveInputs(): Float32Array {
  const pairs = 64
  const values = new Float32Array(4 * pairs)
  for (let k = 0; k < pairs; k++) {
    const [a, b] = [1 + ((k * 0.618034) % 1), -1 - ((k * 0.414214) % 1)].map((x, side) =>
      k % 3 === 0 ? x : x * 2 ** (((k * (7 + 5 * side)) % 37) - 18),
    )
    for (const [place, value] of [a, b].entries()) {
      const high = Math.fround(value + value * 1e-9)
      values[4 * k + 2 * place] = high
      values[4 * k + 2 * place + 1] = Math.fround(high * 2 ** -25 * Math.sin(k + place))
    }
  }
  return values
}

export const PRIMITIVE_SHADER: ShaderText = {
  name: 'two-float primitives',
  parameters: ['pairs'],
  bindings: [
    { name: 'given', type: 'array<vec4<f32>>', access: 'read' },
    { name: 'found', type: 'array<vec4<f32>>', access: 'write' },
  ],
  body: `${TWO_FLOAT}
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= params.pairs) { return; }
  let x = given[id.x];
  found[2u * id.x] = vec4<f32>(two_sum(x.x, x.z), two_product(x.x, x.z));
  found[2u * id.x + 1u] = vec4<f32>(add(x.xy, x.zw), multiply(x.xy, x.zw));
}`,
}

/** Bits below which the whole of two numbers may be off. */
const LOOSE = 2 ** -44

/**
 * The first primitive that lost digits on an adapter.
 * @param found what the shader gave for primitiveInputs
 */
export function lostPrimitive(given: Float32Array, found: Float32Array): string | undefined {
  for (let k = 0; k < given.length / 4; k++) {
    const [a, aLow, b, bLow] = given.subarray(4 * k, 4 * k + 4)
    const whole = (x: number, low: number) => x + low
    // Float64 holds these four to 2^-52 of their largest part.
    const exact = [a + b, a * b, whole(a, aLow) + whole(b, bLow), whole(a, aLow) * whole(b, bLow)]
    const size = [Math.abs(a) + Math.abs(b), Math.abs(a * b)]
    for (let p = 0; p < 4; p++) {
      const high = found[8 * k + 2 * p]
      const low = found[8 * k + 2 * p + 1]
      if (!(Math.abs(high + low - exact[p]) <= LOOSE * size[p % 2])) return PRIMITIVES[p]
    }
  }
  return undefined
}
