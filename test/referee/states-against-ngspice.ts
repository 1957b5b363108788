import { expect } from 'vitest'
import { advance } from '../../arrays/crossbar/advance.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import type { Drive } from '../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../arrays/crossbar/energy-meter.ts'
import { arrayNetlist } from '../../arrays/spice/array-netlist.ts'
import { runNgspice } from '../reference/run-ngspice.ts'

export type Program = readonly { readonly drive: Drive; readonly seconds: number }[]

/** Largest difference of any state at the end of any segment, in parts of the state's range. */
export function worstDifference(
  spec: ArraySpec,
  program: Program,
  simulated: readonly (readonly Float64Array[])[],
): number {
  const printed = runNgspice(arrayNetlist(spec, spec.initial, { program }))
  const columns = program[0].drive.kind === 'isolated' ? 1 : spec.size[1]
  let worst = 0
  spec.model.states.forEach((state, s) => {
    const span = state.range[1] - state.range[0]
    for (let k = 0; k < spec.size[0] * spec.size[1]; k++) {
      if (spec.stuck !== undefined && !Number.isNaN(spec.stuck[k])) continue
      const vector = printed.get(`x_${state.name.toLowerCase()}_${Math.floor(k / columns)}_${k % columns}`)
      expect(vector?.length).toBe(program.length)
      simulated.forEach((states, segment) => {
        const difference = Math.abs(vector![segment] - states[s][k]) / span
        if (!(difference <= worst)) worst = difference
      })
    }
  })
  return worst
}

/** The array's states at the end of each segment, by its own time steps. */
export function play(spec: ArraySpec, program: Program, tolerance?: number): Float64Array[][] {
  const states = spec.initial.map(values => values.slice())
  const meter = createEnergyMeter()
  return program.map(({ drive, seconds }) => {
    advance(spec, drive, seconds, states, meter, tolerance === undefined ? {} : { tolerance })
    return states.map(values => values.slice())
  })
}

/** How far the last states are from the first, in parts of the range: a program that moves nothing tests nothing. */
export function travelled(spec: ArraySpec, simulated: readonly (readonly Float64Array[])[]): number {
  return Math.max(
    ...spec.model.states.flatMap((_, s) =>
      simulated.flatMap(states => Array.from(states[s], (x, k) => Math.abs(x - spec.initial[s][k]))),
    ),
  )
}
