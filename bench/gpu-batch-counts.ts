import { accessLaws } from '../arrays/access/access-laws.ts'
import { SMALLEST_SHARE } from '../arrays/crossbar/state-distance.ts'
import { deviceModel } from '../arrays/devices/find-device.ts'
import { batchLaws } from '../arrays/engine/batch-laws.ts'
import { shaderLaw } from '../arrays/engine/shader-cells.ts'
import { batchPlan } from '../kernels/gpu/shaders/batch-plan.ts'
import { launchBytes, leastBytes, shaderBytes } from '../kernels/gpu/shaders/shader-plan.ts'

const ARRAYS = 10_000
const SIZE = [8, 8] as const
/** Device, whether it stands behind a selector, and the runs of a step. */
const CELLS = [
  ['zntpp', false, ['predict', 'correct', 'take']],
  ['zntpp', true, ['predict', 'correct', 'take']],
  ['fmes', false, ['step', 'take']],
] as const

/** Launches and MB of each run of a step of passive crossbars side by side, the least MB, and those that the GPU holds. */
export function batchCounts(): string[][] {
  return CELLS.flatMap(([device, selected, runs]) => {
    const model = deviceModel(device)
    const laws = accessLaws({ kind: 'selector', saturation: 1e-12, scale: 0.1 }, SIZE, new Uint8Array(8))
    const { plan } = batchPlan(
      {
        ...batchLaws(model, SMALLEST_SHARE),
        varying: model.parameters.map((_, p) => p === 0),
        stuck: false,
        ...(selected ? { element: shaderLaw(laws!.equations!) } : {}),
      },
      { rows: SIZE[0], columns: SIZE[1], arrays: ARRAYS },
    )
    return runs.map(run => {
      const { launches } = plan.runs[run]
      return [
        `${device}${selected ? ' behind selectors' : ''}`,
        run,
        String(launches.length),
        (launchBytes(plan, launches) / 1e6).toPrecision(3),
        (leastBytes(plan, launches) / 1e6).toPrecision(3),
        (shaderBytes(plan).total / 1e6).toPrecision(3),
      ]
    })
  })
}
