import { describe, expect, it } from 'vitest'
import type { Flow } from '../../kernels/flow.ts'
import { createFlowIntegrator } from '../../kernels/integrate-flow.ts'

/** A flow of its rates, its derivatives by central differences. */
function flowOf(size: number, law: (control: number, x: Float64Array, rates: Float64Array) => void): Flow {
  return {
    size,
    rates: law,
    slopes(control, x, byState, byControl) {
      const [up, down] = [new Float64Array(size), new Float64Array(size)]
      const difference = (place: (sign: number) => [number, Float64Array], width: number): Float64Array => {
        law(...place(1), up)
        law(...place(-1), down)
        return up.map((value, r) => (value - down[r]) / (2 * width))
      }
      for (let s = 0; s < size; s++) {
        const width = 1e-6 * (1 + Math.abs(x[s]))
        const by = difference(
          sign => [control, x.map((value, k) => (k === s ? value + sign * width : value))],
          width,
        )
        by.forEach((value, r) => {
          byState[r * size + s] = value
        })
      }
      byControl.set(difference(sign => [control + sign * 1e-6, x], 1e-6))
    },
  }
}

const WIDE = [-10, 10] as const

describe('the order of the method', () => {
  // The control is c = 1 + t. The state is pulled towards 1 / c.
  const flow = flowOf(1, (control, x, rates) => {
    rates[0] = -1 / control ** 2 - 3 * (x[0] - 1 / control) + (x[0] - 1 / control) ** 2
  })
  // u = x - 1/c obeys du/dt = -3 u + u^2: u = 3 / (1 + C e^(3 t)).
  const exact = (t: number, start: number): number =>
    1 / (1 + t) + 3 / (1 + (3 / start - 1) * Math.exp(3 * t))

  it('is at least 2.5 on a smooth problem whose control moves', () => {
    const run = (tolerance: number): { steps: number; error: number } => {
      const integrator = createFlowIntegrator([WIDE], tolerance)
      const x = Float64Array.of(1.5)
      integrator.advance(flow, x, { from: 1, to: 3, seconds: 2, firstStep: 1e-3 })
      return { steps: integrator.steps, error: Math.abs(x[0] - exact(2, 0.5)) }
    }
    const [coarse, fine] = [run(1e-5), run(1e-8)]
    expect(coarse.error).toBeLessThan(1e-5)
    const order = Math.log(coarse.error / fine.error) / Math.log(fine.steps / coarse.steps)
    expect(order).toBeGreaterThan(2.5)
    expect(order).toBeLessThan(4)
  })
})

describe('stiff rates', () => {
  it('from 1e-9 to 1e9 per second in one device take few steps', () => {
    const speeds = [1e9, 1, 1e-9]
    const flow = flowOf(3, (control, x, rates) => {
      speeds.forEach((speed, s) => {
        rates[s] = speed * (control - x[s])
      })
    })
    const integrator = createFlowIntegrator([
      [0, 1],
      [0, 1],
      [0, 1],
    ])
    const x = new Float64Array(3)
    integrator.advance(flow, x, { from: 0.5, to: 0.5, seconds: 1 })
    speeds.forEach((speed, s) => {
      expect(Math.abs(x[s] - 0.5 * -Math.expm1(-speed))).toBeLessThan(1e-5)
    })
    expect(x[2] / 5e-10).toBeCloseTo(1, 6)
    expect(integrator.steps + integrator.refused).toBeLessThan(200)
  })

  it('of states that drive each other are followed, too', () => {
    // y follows 1 - x at 1e8 per second, so dx/dt = -x y is -x (1 - x).
    const flow = flowOf(2, (_, x, rates) => {
      rates[0] = -x[0] * x[1]
      rates[1] = 1e8 * (1 - x[0] - x[1])
    })
    const integrator = createFlowIntegrator([
      [0, 1],
      [0, 1],
    ])
    const x = Float64Array.of(0.9, 0)
    integrator.advance(flow, x, { from: 0, to: 0, seconds: 3 })
    const logistic = 0.9 / (0.9 + 0.1 * Math.exp(3))
    expect(Math.abs(x[0] - logistic)).toBeLessThan(1e-5)
    expect(Math.abs(x[1] - (1 - logistic))).toBeLessThan(1e-5)
    expect(integrator.steps + integrator.refused).toBeLessThan(300)
  })
})

describe('hard ends', () => {
  const own = flowOf(1, (control, _, rates) => {
    rates[0] = control
  })

  it('stop a state to the last bit, and let it go when its rate turns', () => {
    const range = [0.1, 0.7] as const
    const integrator = createFlowIntegrator([range])
    const x = Float64Array.of(0.3)
    integrator.advance(own, x, { from: 1, to: 1, seconds: 2 })
    expect(x[0]).toBe(0.7)
    integrator.advance(own, x, { from: 1, to: 1, seconds: 1e6 })
    expect(x[0]).toBe(0.7)
    integrator.advance(own, x, { from: -0.25, to: -0.25, seconds: 1 })
    expect(x[0]).toBeCloseTo(0.45, 12)
    integrator.advance(own, x, { from: -1, to: -1, seconds: 1 })
    expect(x[0]).toBe(0.1)
    expect(integrator.steps + integrator.refused).toBeLessThan(60)
  })

  it('let a state go in the midst of a ramp that turns its rate', () => {
    const integrator = createFlowIntegrator([[0, 1]])
    const x = Float64Array.of(0.9)
    // Up for the first second, down after it: 0.5 (t - 1)^2 below the end.
    integrator.advance(own, x, { from: 1, to: -1, seconds: 2 })
    expect(Math.abs(x[0] - 0.5)).toBeLessThan(2e-5)
  })

  it('stop one state while another goes on, from where that one stopped', () => {
    // dy/dt = -2 y + x: x rises at 1 per second from 0.5 to its end 1, then rests.
    const flow = flowOf(2, (control, x, rates) => {
      rates[0] = control
      rates[1] = -2 * x[1] + x[0]
    })
    const integrator = createFlowIntegrator([
      [0, 1],
      [-10, 10],
    ])
    const x = Float64Array.of(0.5, 1)
    integrator.advance(flow, x, { from: 1, to: 1, seconds: 1.5 })
    expect(x[0]).toBe(1)
    // y = t / 2 + exp(-2 t) until 0.5 s, then a decay to 1/2.
    const atEnd = 0.25 + Math.exp(-1)
    const after = 0.5 + (atEnd - 0.5) * Math.exp(-2)
    expect(Math.abs(x[1] - after)).toBeLessThan(2e-5)
    expect(integrator.steps + integrator.refused).toBeLessThan(150)
  })
})

describe('a ramp through a threshold', () => {
  it('starts the state where the control crosses it', () => {
    // Nothing below 1, then 40 (c - 1) per second.
    const flow = flowOf(1, (control, _, rates) => {
      rates[0] = control > 1 ? 40 * (control - 1) : 0
    })
    const integrator = createFlowIntegrator([[0, 100]])
    const x = Float64Array.of(0)
    integrator.advance(flow, x, { from: 0, to: 2, seconds: 2 })
    expect(Math.abs(x[0] / 20 - 1)).toBeLessThan(1e-4)
    expect(integrator.steps + integrator.refused).toBeLessThan(200)
  })

  it('takes a jump of the rate at its instant', () => {
    const flow = flowOf(1, (control, _, rates) => {
      rates[0] = control > 1.3 ? 5 : 0
    })
    const integrator = createFlowIntegrator([[0, 100]])
    const x = Float64Array.of(0)
    integrator.advance(flow, x, { from: 0, to: 2, seconds: 2 })
    expect(Math.abs(x[0] / 3.5 - 1)).toBeLessThan(1e-4)
    expect(integrator.steps + integrator.refused).toBeLessThan(200)
  })
})

describe('a jump of the rate that depends on the state', () => {
  // Fast above a threshold that grows with the state, nothing below it: the state goes with the threshold.
  const flowWith = (speed: number): Flow => ({
    size: 1,
    rates(control, x, rates) {
      rates[0] = control > 1 + x[0] ** 2 ? speed : 0
    },
    slopes(_, __, byState, byControl) {
      byState[0] = 0
      byControl[0] = 0
    },
  })
  const flow = flowWith(1e9)

  it('is followed through a ramp in few steps, and left where the ramp turns', () => {
    const integrator = createFlowIntegrator([[0, 10]])
    const x = Float64Array.of(0.5)
    integrator.advance(flow, x, { from: 0, to: 5, seconds: 1 })
    expect(Math.abs(x[0] - 2)).toBeLessThan(1e-5)
    integrator.advance(flow, x, { from: 5, to: 0, seconds: 1 })
    expect(Math.abs(x[0] - 2)).toBeLessThan(1e-5)
    integrator.advance(flow, x, { from: 0, to: 10, seconds: 1e-3 })
    expect(Math.abs(x[0] - 3)).toBeLessThan(1e-5)
    expect(integrator.steps + integrator.refused).toBeLessThan(2000)
  })

  it('is not taken for one where the rate is too slow to follow it', () => {
    const x = Float64Array.of(0.5)
    createFlowIntegrator([[0, 10]]).advance(flowWith(0.1), x, { from: 0, to: 5, seconds: 1 })
    // From a quarter of the ramp on.
    expect(Math.abs(x[0] - 0.575)).toBeLessThan(1e-4)
  })
})

describe('rates without a finite value', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('give NaN: %f', value => {
    const flow = flowOf(1, (control, _, rates) => {
      rates[0] = control > 1 ? value : 1
    })
    const step = createFlowIntegrator([[0, 1]]).advance(flow, Float64Array.of(0.5), {
      from: 2,
      to: 2,
      seconds: 1,
    })
    expect(step).toBeNaN()
  })
})
