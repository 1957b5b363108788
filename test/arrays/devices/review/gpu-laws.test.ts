import { GPU } from 'gpu.js'
import { expect, test } from 'vitest'
import { GATED_DEVICE_MODELS } from '../../../../arrays/devices/gated-registry.ts'
import type { ScalarLaw } from '../../../../arrays/devices/model.ts'
import { licoo2Vertical } from '../../../../arrays/devices/review/licoo2-vertical.ts'
import { pvaNaac } from '../../../../arrays/devices/review/pva-naac.ts'
import { lawText } from '../../../../kernels/gpu/law-text.ts'

/** The value that gpu.js computes, in float32. */
function onGpu(law: ScalarLaw, functions: readonly ScalarLaw[], values: readonly number[]): number {
  const gpu = new GPU({ mode: 'cpu' })
  for (const used of [...functions, law]) gpu.addFunction(new Function(`return ${lawText(used)}`)())
  const names = values.map((_, k) => `a${k}`).join(', ')
  const kernel = gpu.createKernel(
    new Function(`return function (${names}) { return ${law.name}(${names}) }`)(),
    {
      output: [1],
    },
  )
  const found = (kernel(...values) as unknown as Float32Array)[0]!
  gpu.destroy()
  return found
}

const models = [
  ...GATED_DEVICE_MODELS.map(model => ({
    ...model,
    paths: [model.channel.current, model.channel.slope, model.gate.current, model.gate.slope],
    drive: model.pulses.raise.amplitude,
  })),
  ...[licoo2Vertical, pvaNaac].map(model => ({
    ...model,
    paths: [model.current, model.slope],
    drive: model.validVolts[1],
  })),
]
// One device stands for all that share its laws.
const different = models.filter(
  (model, k) => models.findIndex(other => other.states.at(-1)!.rate === model.states.at(-1)!.rate) === k,
)

test.each(different.map(model => [model.name, model] as const))(
  'gpu.js compiles every law of %s, and agrees to float32',
  (_, model) => {
    const parameters = model.parameters.map(({ value }) => value)
    const states = model.states.map(() => 0.3)
    const laws: [ScalarLaw, number[]][] = [
      ...model.states.flatMap(({ rate, target }) =>
        [0.7, -0.7].flatMap((share): [ScalarLaw, number[]][] => [
          [rate, [share * model.drive, ...parameters]],
          [target, [share * model.drive, ...parameters]],
        ]),
      ),
      ...model.paths.map((law): [ScalarLaw, number[]] => [law, [0.1, ...states, ...parameters]]),
    ]
    for (const [law, values] of laws) {
      const expected = law(...values)
      const found = onGpu(law, model.functions, values)
      expect(Math.abs(found - expected), law.name).toBeLessThanOrEqual(1e-5 * Math.abs(expected))
    }
  },
)
