import type { BatchLaws } from './batch-cells.ts'
import { type CellShader, valuePlanes } from './cell-shader.ts'
import { NO_SUMS, partsText, reduceOver } from './line-shader.ts'
import { eachCell, GROUP_RECORD, IS_FINITE } from './newton-shaders.ts'
import { NEWTON_BINDING, NEWTON_TEXT } from './newton-state.ts'
import { sumText } from './scalar-shaders.ts'
import { SCALAR_TEXT } from './scalar-text.ts'
import type { ShaderAccess, ShaderBinding } from './shader-plan.ts'
import { TWO_FLOAT } from './two-float.ts'
import type { ShaderText } from './write-shader.ts'

/*
 * The states of one crossbar over time, two float32 each, planes [state][word line][bit line]. Their high parts stand before the parameters in the
 * values of the cells, where the laws of the network find them.
 */

/** A device whose states relax: the laws that move them, and its cells as the network has them, whose first values are the states. */
export interface MovingCells {
  /** Different for different texts. */
  readonly key: string
  readonly laws: Pick<BatchLaws, 'key' | 'current' | 'states'>
  readonly cells: CellShader
}

const SIZES = ['rows', 'columns'] as const
export const DRIVE_TEXT = 'struct Drive { seconds: f32 }\n'
export const DRIVE = { name: 'drive', type: 'Drive', access: 'uniform' } as const
export const plane = (name: string, access: ShaderAccess = 'read'): ShaderBinding => ({
  name,
  type: 'array<f32>',
  access,
})
export const pairs = (name: string, access: ShaderAccess = 'read'): ShaderBinding => ({
  name,
  type: 'array<vec2<f32>>',
  access,
})
const PARTIALS = { name: 'partials', type: 'array<vec4<f32>>', access: 'write' } as const

export const MAIN = `@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {`

/** Loads the states at the start of a step and the parameters of cell k. */
export function loadText({ laws, cells }: MovingCells): string {
  const states = laws.states.length
  const next = { plane: states, single: 1 }
  const planes = valuePlanes(cells)
  return [
    'let all = params.rows * params.columns;',
    ...laws.states.map((_, s) => `let x${s} = states[${s}u * all + k].x;`),
    ...cells.device.varying
      .slice(states)
      .map((own, p) =>
        own
          ? `let p${p} = values[${next.plane++}u * all + k];`
          : `let p${p} = values[${planes}u * all + ${next.single++}u];`,
      ),
  ].join('\n      ')
}

/** Each state after the seconds of the drive, as `after`, beside `before`; rates and targets are those at `v`. @param store of state s */
function afterText({ laws }: MovingCells, store: (s: number) => string): string {
  return laws.states
    .map(
      ({ statements, results: [rate, target] }, s) => `{
        ${statements}
        let before = states[${s}u * all + k];
        let share = select(one_minus_exp(${rate} * pace[k] * drive.seconds), 0.0, drive.seconds == 0.0);
        let change = ((${target} - before.x) - before.y) * share;
        let after = add(before, vec2<f32>(change, 0.0));
        ${store(s)}
      }`,
    )
    .join('\n      ')
}

/** States as they are guessed at the end of a step, at the voltages of its start, for the network there. */
export function moveAhead(moving: MovingCells): ShaderText {
  return {
    name: 'states ahead',
    variant: moving.key,
    parameters: SIZES,
    bindings: [
      DRIVE,
      plane('values', 'both'),
      pairs('states'),
      plane('from_volts'),
      plane('pace'),
      pairs('guess', 'write'),
    ],
    body: `${DRIVE_TEXT}${SCALAR_TEXT}${TWO_FLOAT}
${MAIN}
  ${eachCell(`let v = from_volts[k];
      ${loadText(moving)}
      ${afterText(
        moving,
        s => `guess[${s}u * all + k] = after;
        values[${s}u * all + k] = after.x;`,
      )}`)}
}`,
  }
}

/** States after the step between the voltages at its start and those of the nodes, and the largest change against `guess`, over the states. */
export function moveBetween(moving: MovingCells): ShaderText {
  return {
    name: 'states between',
    variant: moving.key,
    parameters: SIZES,
    bindings: [
      DRIVE,
      plane('values'),
      pairs('lines'),
      { name: 'nodes', type: 'array<vec4<f32>>', access: 'read' },
      pairs('states'),
      plane('from_volts'),
      plane('pace'),
      pairs('guess'),
      pairs('moved', 'write'),
      plane('to_volts', 'write'),
      PARTIALS,
    ],
    body: `${DRIVE_TEXT}${SCALAR_TEXT}${TWO_FLOAT}${IS_FINITE}
${partsText(64)}
${MAIN}
  ${NO_SUMS}
  ${eachCell(`let x = nodes[k];
      let end = add(subtract(lines[i], lines[params.rows + j]), subtract(x.xy, x.zw)).x;
      to_volts[k] = end;
      let v = 0.5 * (from_volts[k] + end);
      ${loadText(moving)}
      ${afterText(
        moving,
        s => `let other = guess[${s}u * all + k];
        let off = abs((after.x - other.x) + (after.y - other.y)) / (abs(after.x) + ${moving.laws.states[s].floor.toExponential()});
        moved[${s}u * all + k] = after;
        most = max(most, select(1e30, off, is_finite(off)));`,
      )}`)}
  ${reduceOver(64, 'id.x', GROUP_RECORD)}
}`,
  }
}

/** States after the seconds of the drive at 0 V. */
export function moveAtRest(moving: MovingCells): ShaderText {
  return {
    name: 'states at 0 V',
    variant: moving.key,
    parameters: SIZES,
    bindings: [DRIVE, plane('values'), pairs('states', 'both'), plane('pace')],
    body: `${DRIVE_TEXT}${SCALAR_TEXT}${TWO_FLOAT}
${MAIN}
  ${eachCell(`let v = 0.0;
      ${loadText(moving)}
      ${afterText(moving, s => `states[${s}u * all + k] = after;`)}`)}
}`,
  }
}

const eachState = (statements: string): string =>
  eachCell(`for (var at = k; at < params.states * params.rows * params.columns; at += params.rows * params.columns) {
        ${statements}
      }`)

/** Makes states the guess of the network at hand. */
export const GUESS_STATES: ShaderText = {
  name: 'guess states',
  parameters: [...SIZES, 'states'],
  bindings: [pairs('given'), pairs('guess', 'write'), plane('values', 'both')],
  body: `${MAIN}
  ${eachState(`let own = given[at];
        guess[at] = own;
        values[at] = own.x;`)}
}`,
}

/** Takes the states and voltages at the end of a step for those at the start of the next. */
export const TAKE_STATES: ShaderText = {
  name: 'take states',
  parameters: [...SIZES, 'states'],
  bindings: [pairs('moved'), plane('to_volts'), pairs('states', 'write'), plane('from_volts', 'write')],
  body: `${MAIN}
  ${eachState('states[at] = moved[at];')}
  ${eachCell('from_volts[k] = to_volts[k];')}
}`,
}

/** Values that a try gives back: the distance of the step from its guess, and what NEWTON_NAMES say of the network. */
export const REPORT_NAMES = ['distance', 'status', 'change', 'volts', 'steps', 'iterations'] as const

export const REPORT_STEP: ShaderText = sumText(
  'report a step',
  {
    name: 'report',
    type: 'Report',
    declared: `${NEWTON_TEXT}struct Report {\n${REPORT_NAMES.map(name => `  ${name}: f32,`).join('\n')}\n}\n`,
  },
  [
    'report.distance = largest;',
    ...REPORT_NAMES.slice(1).map(name => `report.${name} = newton.${name};`),
  ].join('\n    '),
  [NEWTON_BINDING],
)
