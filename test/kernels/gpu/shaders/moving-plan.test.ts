import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../../arrays/crossbar/create-array-spec.ts'
import { deviceEquations } from '../../../../arrays/crossbar/device-cells.ts'
import { crossbarDrive } from '../../../../arrays/crossbar/drive.ts'
import { networkProblem } from '../../../../arrays/crossbar/operating-point.ts'
import { movingPlanOf } from '../../../../arrays/engine/moving-place.ts'
import { networkGrid } from '../../../../arrays/network/network-grid.ts'
import type { MovingPlan } from '../../../../kernels/gpu/shaders/moving-plan.ts'
import { launchBytes, leastBytes } from '../../../../kernels/gpu/shaders/shader-plan.ts'

function planFor(lines: number): MovingPlan {
  const spec = createArraySpec({ device: 'zntpp', size: [lines, lines], wires: { word: 1, bit: 1 } })
  const volts = new Float64Array(lines).fill(1)
  const drive = crossbarDrive(spec, { word: volts, bit: volts }, new Uint8Array(lines).fill(1))
  const { shape } = networkGrid(networkProblem(spec, drive, spec.initial))
  return movingPlanOf({ model: spec.model, equations: deviceEquations(spec, spec.initial)!, shape }).written
}

describe('the plan of one crossbar over time', () => {
  it.each([
    [64, 91],
    [1024, 147],
  ])('tries a step of %d lines in %d launches, of which states and report take three', (lines, launches) => {
    const { plan } = planFor(lines)
    const { predict, correct, more, take, 'take-metered': metered, rest } = plan.runs
    expect(predict.launches.length).toBe(launches)
    expect(correct.launches.length).toBe(launches)
    // Without the states ahead, and the look at the nodes that the method begins with.
    expect(more.launches.length).toBe(launches - 3)
    expect([take, metered, rest].map(run => run.launches.length)).toEqual([1, 3, 1])
    const states = predict.launches.filter(launch => !more.launches.includes(launch))
    // What states and the report add to the network, beside what the network moves.
    const own = [states[0], ...predict.launches.slice(-2)]
    expect(launchBytes(plan, own)).toBeLessThan(0.2 * launchBytes(plan, predict.launches))
    // Two float32 of each of three states, read and written, and the parameters.
    expect(leastBytes(plan, predict.launches)).toBeGreaterThan(4 * lines * lines * 2 * 3)
  })

  it('takes no plane to or from the host between the steps', () => {
    const { plan, report, drive, newton } = planFor(256)
    const { begin, bring, pace, ends, ...between } = plan.runs
    const small = 6 * (256 + 256)
    for (const run of Object.values(between))
      for (const buffer of [...run.uploads, ...run.downloads])
        expect(plan.buffers[buffer].length).toBeLessThanOrEqual(small)
    expect(plan.runs.predict.uploads).toEqual([drive, newton.newton])
    expect(plan.runs.predict.downloads).toEqual([report])
    expect(Object.values(plan.runs).every(({ loop }) => loop === undefined)).toBe(true)
  })
})
