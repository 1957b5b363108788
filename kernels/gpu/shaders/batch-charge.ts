import {
  BATCH_PARAMETERS,
  type BatchLaws,
  circuitText,
  DRIVE,
  DRIVE_TEXT,
  eachOf,
  PARTIALS,
  pairs,
  plane,
  stuckText,
  VALUES,
} from './batch-cells.ts'
import { NO_SUMS, partsText, reduceOver } from './line-shader.ts'
import { SCALAR_TEXT } from './scalar-text.ts'
import { TWO_FLOAT } from './two-float.ts'
import type { ShaderText } from './write-shader.ts'

/* Crossbars side by side whose cells store charge: network and capacitors are solved together, in implicit Euler steps. */

/** Charge after a part of a step, at the volts of the devices at its end; stuck cells only leak. */
export function moveCharge(laws: BatchLaws): ShaderText {
  return {
    name: 'charge of arrays',
    variant: laws.key,
    parameters: BATCH_PARAMETERS,
    bindings: [DRIVE, VALUES, plane('end_volts'), pairs('states', 'both')],
    body: `${DRIVE_TEXT}${SCALAR_TEXT}${TWO_FLOAT}${circuitText(laws)}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  ${eachOf(
    'cells_of() * params.arrays',
    `${stuckText(laws)}
      let step = circuit(n);
      let amps = select((end_volts[n] - step.source) / step.ohms, 0.0, fixed >= 0.0);
      for (var s = 0u; s < ${laws.states.length}u; s++) {
        let k = s * cells_of() * params.arrays + n;
        let before = states[k];
        let charged = amps * part_seconds() * step.inverse[s] * rise_share(step.way[s]);
        states[k] = add(before, vec2<f32>(charged - (before.x + before.y) * one_minus_exp(step.way[s]), 0.0));
      }`,
  )}
}`,
  }
}

/**
 * A step out of the ends of itself taken in one, two and three parts: of third order, as Aitken and Neville extrapolate them; the
 * largest distance from that of second order in it, over the states. Twin: arrays/crossbar/advance-stiff.ts.
 */
export function extrapolateCharge(laws: BatchLaws): ShaderText {
  const each = laws.states.map(
    ({ floor, range: [low, high] }, s) => `{
        let k = ${s}u * cells_of() * params.arrays + n;
        let before = states[k];
        let one = whole[k] - before;
        let two = halves[k] - before;
        let three = thirds[k] - before;
        let higher = 0.5 * (one.x + one.y) - 4.0 * (two.x + two.y) + 4.5 * (three.x + three.y);
        let lower = 3.0 * (three.x + three.y) - 2.0 * (two.x + two.y);
        var after = add(before, vec2<f32>(higher, 0.0));
        ${Number.isFinite(low) ? `if (after.x < ${low.toExponential()}) { after = vec2<f32>(${low.toExponential()}, 0.0); }` : ''}
        ${Number.isFinite(high) ? `if (after.x > ${high.toExponential()}) { after = vec2<f32>(${high.toExponential()}, 0.0); }` : ''}
        moved[k] = after;
        most = max(most, abs(higher - lower) / (abs(after.x) + ${floor.toExponential()} + drive.noise));
      }`,
  )
  return {
    name: 'extrapolated charge',
    variant: laws.key,
    parameters: BATCH_PARAMETERS,
    bindings: [
      DRIVE,
      pairs('states'),
      pairs('whole'),
      pairs('halves'),
      pairs('thirds'),
      pairs('moved', 'write'),
      PARTIALS,
    ],
    body: `${DRIVE_TEXT}${TWO_FLOAT}
${partsText(64)}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  ${NO_SUMS}
  ${eachOf('cells_of() * params.arrays', each.join('\n      '))}
  ${reduceOver(64, 'id.x', 'group.x')}
}`,
  }
}
