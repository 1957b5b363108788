import { SIEMENS } from './line-shader.ts'
import { NET_CURRENTS_TEXT } from './net-currents.ts'
import { STATE_BINDING, STATE_TEXT } from './state.ts'
import type { ShaderText } from './write-shader.ts'

const plane = (name: string) => ({ name, type: 'array<f32>', access: 'read' }) as const
const nodes = (name: string) => ({ name, type: 'array<vec4<f32>>', access: 'read' }) as const
export const PARTIALS = { name: 'partials', type: 'array<vec4<f32>>', access: 'write' } as const

/** Currents as `fed` holds them, through cells of two float32 each. */
export const IMBALANCE_TEXT: string = `${STATE_TEXT}${NET_CURRENTS_TEXT}
fn node_volts(k: u32) -> vec4<f32> { return volts[k]; }
fn fed_currents(i: u32, j: u32, k: u32) -> vec4<f32> { return fed[k]; }
fn net_currents(i: u32, j: u32, k: u32) -> vec4<f32> {
  let x = volts[k];
  return net_of(i, j, k, x, multiply(subtract(x.xy, x.zw), vec2<f32>(cells[k], cells_low[k])));
}`

export const IMBALANCE_BINDINGS: ShaderText['bindings'] = [
  STATE_BINDING,
  SIEMENS,
  plane('cells'),
  plane('cells_low'),
  nodes('volts'),
  nodes('fed'),
]

/** Counts what is not a number, and keeps the largest. */
export const WEIGH = `let bits = bitcast<u32>(rest) & 0x7f800000u;
    if (bits == 0x7f800000u) { sum_a += 1.0; }
    most = max(most, abs(rest));
    most_word = max(most_word, abs(word_rest[i]));`
