import { describe, expect, it } from 'vitest'
import { compileLaws } from '../../../arrays/devices/compile-laws.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { deviceLaws, stateLaws } from '../../../arrays/engine/kernel-laws.ts'
import { definitionOrder } from '../../../kernels/gpu/definition-order.ts'
import type { GpuPlan } from '../../../kernels/gpu/gpu-plan.ts'
import { type DeviceLaws, loadText, statePlan } from '../../../kernels/gpu/law-plans.ts'
import { createPlanBuilder } from '../../../kernels/gpu/plan-builder.ts'
import { programPlan } from '../../../kernels/gpu/program-plan.ts'
import { relaxationAt, stateIncrements } from '../../../kernels/relax-state.ts'
import { hyperbolicSineFrom, oneMinusExp } from '../../../kernels/scalar.ts'
import { TEST_GPUS } from './test-gpus.ts'

/** Rounding unit of float32. */
const EPSILON = 2 ** -24
/**
 * All but `populations`, whose law overflows at most of the volts that it is valid for. WGSL allows exp 3 + 2 |x| units of the last
 * place: in the quotient of two that is the rate of licoo2-vertical, |x| up to 12.5, they come to more than elsewhere.
 */
const MODELS = DEVICE_MODELS.filter(
  ({ name, states, storage }) => states.length > 0 && storage === undefined && name !== 'populations',
)
/** Units of float32 that a rate may be off: an exponent of 20 has 20 of its own, and one that is a difference of two such has both. */
const rateUnits = ({ name }: DeviceModel): number => {
  if (name === 'licoo2-vertical') return 160
  return name.endsWith('tpp') ? 120 : 80
}
const ROWS = 8
const COLUMNS = 8
const CELLS = ROWS * COLUMNS

interface Sample {
  readonly volts: Float64Array
  readonly states: readonly Float64Array[]
  readonly parameters: readonly Float64Array[]
  /** The first parameter differs from cell to cell. */
  readonly varying: readonly number[]
}

/** Voltages over the valid range and states over theirs, spread without a pattern in common, as float32 has them. */
function sample(model: DeviceModel): Sample {
  const [low, high] = model.validVolts
  const spread = (k: number, step: number): number => (k * step) % 1
  const plane = (value: (k: number) => number) =>
    Float64Array.from({ length: CELLS }, (_, k) => Math.fround(value(k)))
  return {
    volts: plane(k => (k === 0 ? 0 : low + (high - low) * spread(k, 0.618034))),
    states: model.states.map((_, s) => plane(k => spread(k + 7 * s, 0.7548777))),
    parameters: model.parameters.map(({ value }, p) =>
      p === 0 ? plane(k => value * (1 + spread(k, 0.5698403))) : Float64Array.of(Math.fround(value)),
    ),
    varying: [0],
  }
}

const float32 = (values: readonly Float64Array[]): Float32Array =>
  Float32Array.from(values.flatMap(value => [...value]))

function lawInputs({ volts, parameters, varying }: Sample): Float32Array[] {
  return [
    float32([volts]),
    Float32Array.from(parameters, values => values[0]),
    float32(varying.map(k => parameters[k])),
  ]
}

for (const gpu of TEST_GPUS) {
  describe.skipIf(!gpu.present)(`laws on ${gpu.name}`, () => {
    it('relax one hand-computed state', async () => {
      const laws = {
        name: 'test',
        key: 'test',
        states: [{ statements: '', results: ['p0', 'v'] }],
        storesCharge: false,
        parameters: 1,
        functions: [],
      }
      const plan = statePlan(laws, { rows: 1, columns: 3, arrays: 1, varying: [0] })
      const [found] = await gpu.run(plan, [
        Float32Array.of(0, 1, 2),
        Float32Array.of(0),
        Float32Array.of(1, 1, 2),
        Float32Array.of(1, 1, 0),
        Math.log(2),
      ])
      // rate = half, target = v: 1 - 2^-1 of -1, 0 and, at twice the rate, 1 - 2^-2 of 2.
      ;[-0.5, 0, 1.5].forEach((value, k) => {
        expect(found[k]).toBeCloseTo(value, 6)
      })
    })

    it.each(MODELS)('change the states of $name as in float64', async model => {
      const given = sample(model)
      const { volts, states, parameters, varying } = given
      const plan = statePlan(stateLaws(model), { rows: ROWS, columns: COLUMNS, arrays: 1, varying })
      // The shortest step makes the argument of 1 - exp(-x) as small as 1e-17, the longest saturates it.
      for (const seconds of [1e-9, 1e-3, 0.05, 10, 1e6].map(Math.fround)) {
        const found = await gpu.run(plan, [
          ...lawInputs(given),
          ...states.map(state => float32([state])),
          seconds,
        ])
        const twin = stateIncrements(compileLaws(model).states.relaxation, {
          volts,
          states,
          parameters,
          seconds,
        })
        const { targets } = relaxationAt(
          compileLaws(model).states.relaxation,
          states.length,
          CELLS,
          volts,
          parameters,
        )
        twin.forEach((row, s) => {
          row.forEach((exact, k) => {
            const target = targets[s][k]
            // target - x loses the rounding of both; the exponents of the rates reach about 20 times their own rounding.
            const share = Math.abs(exact) / Math.max(1e-300, Math.abs(target - states[s][k]))
            const allowed = EPSILON * (rateUnits(model) * Math.abs(exact) + 4 * share)
            expect(
              Math.abs(found[s][k] - exact),
              `state ${s}, cell ${k}, ${seconds} s: ${found[s][k]} against ${exact}`,
            ).toBeLessThanOrEqual(allowed)
          })
        })
      }
    })

    it.each(MODELS)('give currents and slopes of $name as in float64', async model => {
      const given = sample(model)
      const { volts, states, parameters } = given
      const found = [new Float64Array(CELLS), new Float64Array(CELLS)] as const
      compileLaws(model).evaluate(CELLS, volts, states, parameters, ...found)
      const laws = deviceLaws(model)
      const most = found.map(plane => plane.reduce((a, b) => Math.max(a, Math.abs(b)), 0))
      const scales = most.map(value => 1 / value)
      const results = await gpu.run(pathPlan(laws), [...lawInputs(given), float32(states), ...scales])
      found.forEach((plane, r) => {
        plane.forEach((value, k) => {
          expect(Math.abs(results[r][k] - value / most[r]), `${r}, cell ${k}`).toBeLessThan(1e-5)
        })
      })
    })

    it('do not lose increments far below the rounding of a state', async () => {
      const laws = {
        name: 'test',
        key: 'test',
        states: [{ statements: '', results: ['p0', 'v'] }],
        storesCharge: false,
        parameters: 1,
        current: { statements: '', results: ['x0'] },
        slope: { statements: '', results: ['x0'] },
        functions: [],
      }
      const holds = Array.from({ length: 500 }, () => ({ kind: 'hold', pattern: 0, seconds: 1 }) as const)
      const size = { cells: 2, samples: 3, patterns: 1, groups: 1, varying: [] }
      const plan = programPlan(laws, size, [...holds, { kind: 'read', volts: 1 }])
      const [means] = await gpu.run(plan, [
        // From 1 towards 2 at 1e-8 of the way each second: float32 alone would stay at 1.
        Float32Array.of(2, 2),
        Float32Array.of(1e-8),
        Float32Array.of(0),
        Float32Array.of(1, 1),
        Float32Array.of(0.5, 0.5),
        1,
      ])
      means.forEach(mean => {
        expect(mean - 1).toBeGreaterThan(4.8e-6)
        expect(mean - 1).toBeLessThan(5.2e-6)
      })
    })

    it('keep the digits of small arguments down to 1e-12', async () => {
      const x: number[] = []
      for (let e = -12; e <= 1; e += 0.125) x.push(Math.fround(10 ** e), Math.fround(-(10 ** e)))
      const builder = createPlanBuilder('small arguments')
      builder.allow([oneMinusExp, hyperbolicSineFrom])
      const input = builder.array([x.length, 1, 1])
      const launch = (name: string, law: string) => {
        const text = `function (x) { const y = x[0][0][this.thread.x]; return ${law}; }`
        return builder.launch({ name, text }, [x.length, 1, 1], input)
      }
      const plan = builder.build(
        launch('decay', 'oneMinusExp(y)'),
        launch('sinh', 'hyperbolicSineFrom(y, (Math.exp(y) - Math.exp(-y)) * 0.5)'),
      )
      const [decay, sinh] = await gpu.run(plan, [Float32Array.from(x)])
      x.forEach((value, k) => {
        // Beyond the series the difference of exponentials loses at most a factor of 32 and of 2; exp on a GPU is good to
        // 3 + 2 |x| units.
        const units = 40 * (3 + 2 * Math.abs(value))
        expect(Math.abs(decay[k] / -Math.expm1(-value) - 1), `1 - exp(-x) at ${value}`).toBeLessThan(
          units * EPSILON,
        )
        expect(Math.abs(sinh[k] / Math.sinh(value) - 1), `sinh at ${value}`).toBeLessThan(units * EPSILON)
        if (Math.abs(value) > 0.01) return
        // Within it every operation costs a unit or so.
        expect(Math.abs(decay[k] / -Math.expm1(-value) - 1)).toBeLessThan(8 * EPSILON)
        expect(Math.abs(sinh[k] / Math.sinh(value) - 1)).toBeLessThan(8 * EPSILON)
      })
    })
  })
}

/** Current and slope of every cell, each over its largest value. */
function pathPlan(laws: DeviceLaws): GpuPlan {
  const builder = createPlanBuilder(`paths of ${laws.name}`)
  builder.allow(laws.functions)
  const size = { rows: ROWS, columns: COLUMNS, arrays: 1, varying: [0] }
  const inputs = [
    builder.array([COLUMNS, ROWS, 1]),
    builder.array([Math.max(1, laws.parameters), 1, 1]),
    builder.array([COLUMNS, ROWS, 1]),
    builder.array([COLUMNS, ROWS, laws.states.length]),
  ]
  const scales = [builder.number(), builder.number()]
  const launches = [laws.current, laws.slope].map(({ statements, results }, k) => {
    const text = `function (volts, single, planes, states, scale) {
      const v = volts[this.thread.z][this.thread.y][this.thread.x];
      ${definitionOrder(laws.functions, 'v')}
      ${loadText(laws, size, laws.states.length)}
      ${statements}
      return ${results[0]} * scale;
    }`
    return builder.launch({ name: `path ${k}`, text }, [COLUMNS, ROWS, 1], ...inputs, scales[k])
  })
  return builder.build(...launches)
}
