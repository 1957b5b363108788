import { describe, expect, test } from 'vitest'
import { derivativeOf } from '../../../arrays/devices/compile-laws.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import type { DeviceModel, PathLaw } from '../../../arrays/devices/model.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { compileLoop } from '../../../arrays/law/compile-loop.ts'
import { differentiate } from '../../../arrays/law/differentiate.ts'
import { evaluateLaw } from '../../../arrays/law/evaluate-law.ts'
import type { LawNode } from '../../../arrays/law/law-node.ts'
import { namesOf } from '../../../arrays/law/walk-law.ts'

const POINTS = 40

interface Device {
  readonly name: string
  readonly model: Pick<DeviceModel, 'states' | 'parameters'>
  /** Each path with the name of its voltage and the largest that is looked at. */
  readonly paths: readonly (readonly [path: PathLaw, volts: string, most: number])[]
  /** The name of what moves the states and its range. */
  readonly control: readonly [name: string, range: readonly [number, number]]
}

const devices: Device[] = [
  ...DEVICE_MODELS.map((model): Device => {
    const most = Math.min(10, model.validVolts[1])
    const reach = [Math.max(-10, model.validVolts[0]), most] as const
    return { name: model.name, model, paths: [[model, 'v', most]], control: ['v', reach] }
  }),
  ...GATED_DEVICE_MODELS.map(
    (model): Device => ({
      name: model.name,
      model,
      paths: [
        [model.channel, 'v', 1],
        [model.gate, 'vg', 1],
      ],
      control: [model.control === 'voltage' ? 'vg' : 'ig', model.validControl],
    }),
  ),
]

/** Values of all names at a point; states over their ranges, without a pattern in common. */
function valuesAt({ model, control, paths }: Device, point: number): Record<string, number> {
  const share = (step: number): number => (point * step) % 1
  const [name, [low, high]] = control
  const values: Record<string, number> = { [name]: low + (high - low) * share(0.618034) }
  for (const [, volts, most] of paths) values[volts] ??= most * (2 * share(0.381966) - 1)
  for (const { name: parameter, value } of model.parameters) values[parameter] = value
  model.states.forEach(({ name: state, range }, s) => {
    values[state] = range[0] + (range[1] - range[0]) * ((point * 0.7548777 + 0.3 * s) % 1)
  })
  return values
}

/** The derivative by differences of both sides; undefined at a kink, where these differ. */
function difference(
  law: LawNode,
  values: Record<string, number>,
  by: string,
  size: number,
): number | undefined {
  const h = 1e-5 * size
  const at = (value: number): number => evaluateLaw(law, { ...values, [by]: value })
  const [left, right] = [(at(values[by]) - at(values[by] - h)) / h, (at(values[by] + h) - at(values[by])) / h]
  return Math.abs(left - right) <= 1e-3 * Math.max(Math.abs(left), Math.abs(right))
    ? (left + right) / 2
    : undefined
}

describe.each(devices.map(device => [device.name, device] as const))('%s', (_, device) => {
  const { model, paths, control } = device
  const laws = [...paths.flatMap(([path]) => [path.current, path.slope]), ...model.states.map(derivativeOf)]

  test('its compiled laws are those of its trees', () => {
    const names = [...namesOf(...laws)]
    const points = Array.from({ length: POINTS }, (_, k) => valuesAt(device, k))
    const columns = names.map(name => Float64Array.from(points, values => values[name]))
    const results = laws.map(() => new Float64Array(POINTS))
    compileLoop(laws, names)(POINTS, columns, results)
    laws.forEach((law, r) => {
      points.forEach((values, k) => {
        const exact = evaluateLaw(law, values)
        expect(Math.abs(results[r][k] - exact), `law ${r}, point ${k}`).toBeLessThanOrEqual(
          1e-12 * Math.abs(exact),
        )
      })
    })
  })

  test('its derivatives agree with differences', () => {
    let compared = 0
    const compare = (law: LawNode, derivative: LawNode, by: string, size: number): void => {
      for (let k = 1; k < POINTS; k++) {
        const values = valuesAt(device, k)
        const found = evaluateLaw(derivative, values)
        const expected = difference(law, values, by, size)
        if (expected === undefined) continue
        compared++
        // Differences lose what the law is larger than its change.
        const rounding = (1e-10 * Math.abs(evaluateLaw(law, values))) / (1e-5 * size)
        expect(Math.abs(found - expected), `by ${by}, point ${k}`).toBeLessThanOrEqual(
          2e-3 * Math.abs(expected) + rounding,
        )
      }
    }
    for (const [path, volts, most] of paths) compare(path.current, path.slope, volts, most)
    for (const state of model.states) {
      const rate = derivativeOf(state)
      const [name, [low, high]] = control
      compare(rate, differentiate(rate, name), name, high - low)
      for (const { name: by, range } of model.states) {
        compare(rate, differentiate(rate, by), by, range[1] - range[0])
      }
    }
    expect(compared).toBeGreaterThan(POINTS / 2)
  })
})
