import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../../arrays/config/parse-document.ts'
import {
  compileGatedLaws,
  compileLaws,
  controlName,
  type PathLoop,
} from '../../../../arrays/devices/compile-laws.ts'
import { defineDevice } from '../../../../arrays/devices/define-device.ts'
import { deviceYaml } from '../../../../arrays/devices/file/device-yaml.ts'
import { readEquations } from '../../../../arrays/devices/file/read-equations.ts'
import type { GatedDeviceModel } from '../../../../arrays/devices/gated-model.ts'
import { GATED_DEVICE_MODELS } from '../../../../arrays/devices/gated-registry.ts'
import type { DeviceModel } from '../../../../arrays/devices/model.ts'
import { DEVICE_MODELS } from '../../../../arrays/devices/registry.ts'

type AnyDeviceModel = DeviceModel | GatedDeviceModel

/** Currents, slopes and rates at some points, parameters as they are by default. */
function laws(model: AnyDeviceModel): number[] {
  const compiled = 'control' in model ? compileGatedLaws(model) : compileLaws(model)
  const columns = model.parameters.map(({ value }) => Float64Array.of(value))
  const [low, high] = 'control' in model ? model.validControl : model.validVolts
  const span = Number.isFinite(high - low) ? [low, high] : [-1, 1]
  const found: number[] = []
  for (const place of [0, 0.1, 0.45, 0.5, 0.55, 0.9, 1]) {
    const control = span[0] + place * (span[1] - span[0])
    const state = model.states.map(({ range, initial }) =>
      Number.isFinite(range[1] - range[0]) ? range[0] + (1 - place) * (range[1] - range[0]) : initial,
    )
    const paths: readonly PathLoop[] =
      'gate' in compiled ? [compiled.evaluate, compiled.gate as PathLoop] : [compiled.evaluate]
    for (const path of paths) {
      const results = [new Float64Array(1), new Float64Array(1)] as const
      path(
        1,
        Float64Array.of(control),
        state.map(x => Float64Array.of(x)),
        columns,
        ...results,
      )
      found.push(results[0][0], results[1][0])
    }
    const rates = new Float64Array(state.length)
    const flow = compiled.states.flow(columns)
    flow.load(0)
    flow.rates(control, Float64Array.from(state), rates)
    found.push(...rates)
  }
  return found
}

const reread = (model: AnyDeviceModel): AnyDeviceModel =>
  readEquations(parseDocument(deviceYaml(model), `${model.name}.yaml`))

describe('deviceYaml', () => {
  it.each<AnyDeviceModel>([...DEVICE_MODELS, ...GATED_DEVICE_MODELS])(
    '$name reads back with the same currents and rates',
    model => {
      const again = reread(model)
      expect(laws(again)).toEqual(laws(model))
      const { definition: _, ...core } = model
      const { definition: __, file, ...own } = again
      expect(own).toEqual(core)
      expect(file).toBe(`${model.name}.yaml`)
      expect('control' in again && controlName(again)).toBe('control' in model && controlName(model))
    },
  )

  it('prints functions as the laws that they are', () => {
    const model = defineDevice({
      name: 'ratchet',
      title: 'Ratchet',
      source: 'none',
      parameters: { g: '1 uS', rate: { value: 3, unit: '1/s' } },
      states: { x: { range: [0, Number.POSITIVE_INFINITY], start: 1 } },
      current: ({ v, g, x }) => g * x * v,
      rates: {
        x: ({ v, rate, x }) => {
          const open = Math.max(v, 0)
          return rate * Math.expm1(open) - (v < -1 || x > 2 ? Math.sqrt(x) : 0)
        },
      },
      read: '0.1 V',
      measured: [-2, 2],
    })
    const text = deviceYaml(model)
    expect(text).toContain('current: g * x * v\n')
    expect(text).toContain('  x: "rate * (exp(max(v, 0)) - 1) - (v < -1 || 2 < x ? sqrt(x) : 0)"\n')
    expect(text).toContain('  x: { range: [ 0, .inf ], start: 1, ')
    expect(laws(reread(model))).toEqual(laws(model))
  })
})
