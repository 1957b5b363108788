import type { BatchLaws } from './batch-cells.ts'
import { type CellShader, cellText, valuePlanes } from './cell-shader.ts'
import { NO_SUMS, partsText, reduceOver } from './line-shader.ts'
import {
  distanceText,
  judgedText,
  moveText,
  movingFunctions,
  NO_BEND,
  turnText,
  UNFOLLOWED,
} from './moved-states.ts'
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

/** A device whose states move: the laws that move them, and its cells as the network has them, whose first values are the states. */
export interface MovingCells {
  /** Different for different texts. */
  readonly key: string
  readonly laws: Pick<BatchLaws, 'key' | 'functions' | 'current' | 'states' | 'flow' | 'varying'>
  readonly cells: CellShader
}

/** Volts of the devices at the end of a step; where there are elements in series these are divided from where they were before. */
export function endVolts({ cells }: MovingCells, access: ShaderAccess = 'read'): ShaderBinding {
  return cells.element === undefined ? plane('to_volts', access) : plane('dividers', 'both')
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

const OVER_STEP = { place: 'k', seconds: '(pace[k] * drive.seconds)' } as const

const functionsText = ({ laws, cells }: MovingCells, divides = false): string =>
  `${divides ? cellText(cells) : SCALAR_TEXT}${TWO_FLOAT}${IS_FINITE}${laws.functions ?? ''}${movingFunctions(laws)}`

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
    body: `${DRIVE_TEXT}${functionsText(moving)}
${MAIN}
  ${eachCell(`${loadText(moving)}
      ${moveText(
        moving.laws,
        { ...OVER_STEP, from: 'from_volts[k]', to: 'from_volts[k]' },
        s => `guess[${s}u * all + k] = after;
        values[${s}u * all + k] = after.x;`,
      )}`)}
}`,
  }
}

/** States after the step between the voltages at its start and those of the nodes, and the largest change against `guess`, over the states. */
export function moveBetween(moving: MovingCells): ShaderText {
  const cell = { ...OVER_STEP, from: 'from_volts[k]', to: 'end_volts' }
  const divides = moving.cells.element !== undefined
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
      endVolts(moving, 'write'),
      PARTIALS,
    ],
    body: `${DRIVE_TEXT}${functionsText(moving, divides)}
${partsText(64)}
${MAIN}
  ${NO_SUMS}
  ${NO_BEND}
  ${eachCell(`let x = nodes[k];
      let across = add(subtract(lines[i], lines[params.rows + j]), subtract(x.xy, x.zw)).x;
      let end_volts = ${divides ? 'divided(across, k)' : 'across'};
      ${endVolts(moving).name}[k] = end_volts;
      ${loadText(moving)}
      ${moveText(
        moving.laws,
        cell,
        s => `moved[${s}u * all + k] = after;
        ${distanceText(moving.laws, s, 'k')}`,
      )}
      ${turnText(moving.laws, cell)}`)}
  ${judgedText(moving.laws, GROUP_RECORD)}
}`,
  }
}

/** States after the seconds of the drive at 0 V: those that are followed as `moved`, and whether one could not be. */
export function moveAtRest(moving: MovingCells): ShaderText {
  const follows = moving.laws.flow !== undefined
  const unfollowed = `most = max(most, select(0.0, ${UNFOLLOWED}, unfollowed));`
  return {
    name: 'states at 0 V',
    variant: moving.key,
    parameters: SIZES,
    bindings: [
      DRIVE,
      plane('values'),
      ...(follows ? [pairs('states'), pairs('moved', 'write')] : [pairs('states', 'both')]),
      plane('pace'),
      PARTIALS,
    ],
    body: `${DRIVE_TEXT}${functionsText(moving)}
${partsText(64)}
${MAIN}
  ${NO_SUMS}
  ${eachCell(`${loadText(moving)}
      ${moveText(moving.laws, { ...OVER_STEP, from: '0.0', to: '0.0' }, s => `${follows ? 'moved' : 'states'}[${s}u * all + k] = after;`)}
      ${follows ? unfollowed : ''}`)}
  ${reduceOver(64, 'id.x', GROUP_RECORD)}
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

/**
 * Values that a try gives back: the distance of the step from its guess, what NEWTON_NAMES say of the network, and of states that do not
 * relax their bend and how much a voltage changes.
 */
export const REPORT_NAMES = [
  'distance',
  'status',
  'change',
  'volts',
  'steps',
  'iterations',
  'bend',
  'turn',
] as const
const BENT = 2

/** Values of the report. */
export function reportLength({ laws }: MovingCells): number {
  return REPORT_NAMES.length - (laws.flow === undefined ? BENT : 0)
}

export function reportStep(moving: MovingCells): ShaderText {
  const names = REPORT_NAMES.slice(0, reportLength(moving))
  const bent = moving.laws.flow !== undefined
  const own = REPORT_NAMES.slice(1, REPORT_NAMES.length - BENT)
  return {
    ...sumText(
      'report a step',
      {
        name: 'report',
        type: 'Report',
        declared: `${NEWTON_TEXT}struct Report {\n${names.map(name => `  ${name}: f32,`).join('\n')}\n}\n`,
      },
      [
        'report.distance = largest;',
        ...own.map(name => `report.${name} = newton.${name};`),
        ...(bent ? ['report.bend = a;', 'report.turn = b;'] : []),
      ].join('\n    '),
      [NEWTON_BINDING],
      bent,
    ),
  }
}
