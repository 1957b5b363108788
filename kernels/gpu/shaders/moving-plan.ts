import { ADD_ENERGY, BEGIN_ENERGY, ENERGY_LENGTH, sumPower } from './moving-power.ts'
import {
  GUESS_STATES,
  type MovingCells,
  moveAhead,
  moveAtRest,
  moveBetween,
  reportLength,
  reportStep,
  TAKE_STATES,
} from './moving-shaders.ts'
import { type NetworkPlan, type NetworkRuns, type NetworkShape, networkRuns } from './network-plan.ts'
import type { NewtonBuffers } from './newton-launches.ts'
import { NEAR_TURN } from './newton-scalars.ts'
import { cellGroups } from './newton-shaders.ts'
import type { ShaderLaunch, ShaderPlan, ShaderRun } from './shader-plan.ts'
import { createShaderPlanBuilder, type ShaderPlanBuilder } from './shader-plan-builder.ts'
import type { ShaderText } from './write-shader.ts'

/** The plan, its network, and its buffers that the host fills or reads. */
export interface MovingPlan {
  readonly plan: ShaderPlan
  readonly network: Omit<NetworkPlan, 'plan'>
  readonly newton: NewtonBuffers
  /** Two float32 each. */
  readonly states: number
  /** How many times as fast the states of each cell move. */
  readonly pace: number
  /** Seconds of the step. */
  readonly drive: number
  /** As REPORT_NAMES. */
  readonly report: number
  /** Energies as ENERGY_PARTS from ENERGIES_AT on. */
  readonly energy: number
}

/**
 * One crossbar over time: its states, currents and nodes stay on the GPU. `begin` takes values and states there, `ends` the lines of a
 * drive, `hold` solves the network under it, `start` takes that for the start of a step, `predict` and `correct` make a step as stepTogether does and
 * give its distance from what was guessed, `more` goes on with a network that is not good enough yet, `take` takes the step, `rest` moves states at
 * 0 V (those that are integrated `take` then takes), `bring` gives them back. `start-metered` and `take-metered` integrate the energy as well, which `energy` gives.
 */
export function movingPlan(moving: MovingCells, shape: Omit<NetworkShape, 'cells'>): MovingPlan {
  const builder = createShaderPlanBuilder(`crossbar of ${shape.rows} x ${shape.columns} over time`)
  const network = networkRuns(builder, { ...shape, cells: moving.cells }, NEAR_TURN)
  const { buffers: newton, run } = network.newton!
  const { values, lines, nodes, newton: state } = newton
  const at = timeBuffers(builder, moving, shape)
  const { drive, report, states, pace, moved, energy } = at
  const { ahead, between, rest, guess, take, power, begin, add } = timeLaunches(builder, moving, network, at)
  // Two steps of Newton's method, or one and what its network still needs: from the nodes of the step before that is enough.
  const turns = run.loop!.turns.flat()
  const anew = (
    first: ShaderLaunch,
    uploads: readonly number[],
    clears: readonly number[] = [],
  ): ShaderRun => ({
    uploads: [drive, state, ...uploads],
    clears: [...run.clears, ...clears],
    launches: [first, ...run.launches, ...turns, ...between],
    downloads: [report],
  })
  const followed = moving.laws.flow !== undefined
  const quiet = { clears: [], downloads: [] }
  return {
    network: network.buffers,
    newton,
    states,
    pace,
    drive,
    report,
    energy,
    plan: builder.build({
      begin: { ...quiet, uploads: [values, states], launches: [] },
      pace: { ...quiet, uploads: [pace], launches: [] },
      ends: { ...quiet, uploads: network.ohms, launches: [] },
      hold: anew(guess(states), [lines], [nodes, energy]),
      start: { ...quiet, uploads: [], launches: [take] },
      'start-metered': { ...quiet, uploads: [], launches: [power, begin, take] },
      predict: anew(ahead, []),
      correct: anew(guess(moved), []),
      more: { uploads: [], clears: [], launches: [...turns, ...between], downloads: [report] },
      take: { ...quiet, uploads: [], launches: [take] },
      'take-metered': { ...quiet, uploads: [], launches: [power, add, take] },
      energy: { ...quiet, uploads: [], launches: [], downloads: [energy] },
      rest: followed
        ? { clears: [], uploads: [drive], launches: rest, downloads: [report] }
        : { ...quiet, uploads: [drive], launches: rest },
      bring: { ...quiet, uploads: [], launches: [], downloads: [states] },
    }),
  }
}

function timeBuffers(
  builder: ShaderPlanBuilder,
  moving: MovingCells,
  { rows, columns }: Pick<NetworkShape, 'rows' | 'columns'>,
) {
  const count = moving.laws.states.length
  const cells = rows * columns
  const pairs = (what: string) => builder.buffer(what, 2 * count * cells)
  const [across, along] = cellGroups(rows, columns)
  return {
    drive: builder.buffer('drive', 4),
    report: builder.buffer('report', reportLength(moving)),
    states: pairs('states'),
    guess: pairs('states as they were guessed'),
    moved: pairs('states after a step'),
    pace: builder.buffer('pace', cells),
    from: builder.buffer('voltages at the start of a step', cells),
    to: builder.buffer('voltages at its end', cells),
    /** Volts of cells with their elements, at the start of a step. */
    whole: moving.cells.element === undefined ? [] : [builder.buffer('voltages with elements', cells)],
    powers: builder.buffer('partial powers', 8 * across * along),
    energy: builder.buffer('energy', ENERGY_LENGTH),
  }
}

function timeLaunches(
  builder: ShaderPlanBuilder,
  moving: MovingCells,
  { buffers: { siemens }, newton: run, partials, sizes: level }: NetworkRuns,
  {
    drive,
    report,
    states,
    guess,
    moved,
    pace,
    from,
    to,
    whole,
    powers,
    energy,
  }: ReturnType<typeof timeBuffers>,
) {
  const { values, lines, nodes, newton } = run!.buffers
  const [rows, columns] = level
  const groups = cellGroups(rows, columns)
  const records = groups[0] * groups[1]
  const sizes = [rows, columns]
  const count = moving.laws.states.length
  const total = (text: ShaderText) => builder.launch(text, [drive, powers, energy], [records], [1, 1])
  const reported = builder.launch(reportStep(moving), [partials, newton, report], [records], [1, 1])
  return {
    ahead: builder.launch(moveAhead(moving), [drive, values, states, from, pace, guess], sizes, groups),
    between: [
      builder.launch(
        moveBetween(moving),
        [drive, values, lines, nodes, states, from, pace, guess, moved, to, partials],
        sizes,
        groups,
      ),
      reported,
    ],
    rest: [
      builder.launch(
        moveAtRest(moving),
        [drive, values, states, ...(moving.laws.flow === undefined ? [] : [moved]), pace, partials],
        sizes,
        groups,
      ),
      ...(moving.laws.flow === undefined ? [] : [reported]),
    ],
    guess: (given: number) => builder.launch(GUESS_STATES, [given, guess, values], [...sizes, count], groups),
    take: builder.launch(TAKE_STATES, [moved, to, states, from], [...sizes, count], groups),
    power: builder.launch(
      sumPower(moving),
      [drive, siemens, values, lines, nodes, states, from, to, pace, powers, ...whole],
      level,
      groups,
    ),
    begin: total(BEGIN_ENERGY),
    add: total(ADD_ENERGY),
  }
}
