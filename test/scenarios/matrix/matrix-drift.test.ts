import { describe, expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { playLoop } from '../../../scenarios/learning/device-loop.ts'
import { loopProtocol } from '../../../scenarios/learning/loop-protocol.ts'
import { DEFAULT_SETTINGS } from '../../../scenarios/learning/network-settings.ts'
import { relaxedCell } from '../../../scenarios/learning/relax-cells.ts'
import { trainingDevice } from '../../../scenarios/learning/training-devices.ts'
import { createWeights } from '../../../scenarios/learning/weights.ts'
import { createMatrixArray } from '../../../scenarios/matrix/matrix-array.ts'
import type { MatrixArrayOptions } from '../../../scenarios/matrix/matrix-settings.ts'
import { potentiationCurve } from '../../../scenarios/matrix/potentiation-curve.ts'
import { deviceModel } from '../../../src/host/find-device.ts'
import { randomMatrix } from './random-matrix.ts'

const weights = randomMatrix(6, 4, 1)
const device = 'ec-mof-n'
const siemens = (options: MatrixArrayOptions): Float64Array =>
  createMatrixArray(weights, { device, ...options }).conductances()[0].data

describe('the age of weights', () => {
  const model = deviceModel(device)
  const protocol = loopProtocol(model)
  const { raise } = playLoop(model, protocol)

  it.each([1, 60, 3600])(
    'lets cells forget as the model itself does, %d s after they were written',
    seconds => {
      const curve = potentiationCurve(model, raise.states, model.readVolts)
      const { misfit } = trainingDevice(device).drift()
      const fresh = createCell(model).conductance(model.readVolts)
      const written = siemens({})
      const old = siemens({ driftSeconds: seconds })
      written.forEach((target, k) => {
        const cell = createCell(model)
        cell.state.set(curve.statesOf(target))
        cell.advance(0, seconds)
        const own = cell.conductance(model.readVolts)
        // The kernel is that of the middle of the loop; what the ends keep differs by some percent of the distance from rest.
        expect(Math.abs(old[k] - own)).toBeLessThan((misfit + 0.1) * (target - fresh))
        expect(old[k]).toBeLessThan(target)
      })
    },
  )

  it('is that of the cells that networks train', () => {
    const own = trainingDevice(device)
    const cells = createWeights(6, 4, own, { ...DEFAULT_SETTINGS, device, driftSeconds: 100 }, 0)
    const written = siemens({})
    const old = siemens({ driftSeconds: 100 })
    written.forEach((target, k) => {
      cells.plus[k % 24] = target
      expect(old[k] / relaxedCell(cells, 0, k % 24, 100)).toBeCloseTo(1, 12)
    })
  })

  it('lets cells of a bent device forget, below the ends of its curve too', () => {
    const bent = (options: MatrixArrayOptions) => createMatrixArray(weights, { device: 'zntpp', ...options })
    const { levels } = bent({})
    expect(levels.linear).toBe(false)
    const old = bent({ driftSeconds: 1e6 })
    const shown = old.conductances()[0].data
    expect(Math.min(...shown)).toBeLessThan(levels.low)
    // The networks that are solved hold the same cells: one input at a time gives their currents at the read voltage.
    const unit = new Float64Array(6)
    unit[2] = 1
    const { outputs, scaling } = old.multiply({ shape: [1, 6], data: unit })
    outputs.data.forEach((output, o) => {
      const amps = levels.readVolts * (shown[2 * 8 + 2 * o] - shown[2 * 8 + 2 * o + 1])
      expect(output / scaling.outputPerAmpere / amps).toBeCloseTo(1, 8)
    })
  })

  it('does nothing to a difference of two alike, but where cells forget at a pace of their own', () => {
    const none = (driftSpread: number): Float64Array =>
      createMatrixArray([[1, 0, 0]], {
        device,
        driftSeconds: 60,
        ...(driftSpread === 0 ? {} : { driftSpread }),
      }).multiply([[1]]).outputs.data
    expect(Array.from(none(0).subarray(1))).toEqual([0, 0])
    expect(Math.abs(none(0.3)[1])).toBeGreaterThan(1e-4)
    expect(none(0)[0]).toBeLessThan(1)
  })

  it('leaves stuck cells where they are', () => {
    const { levels } = createMatrixArray(weights, { device })
    const shown = siemens({ driftSeconds: 1e4, stuck: { high: 1 } })
    for (const value of shown) expect(value).toBe(levels.high)
  })

  it('needs a device, and a spread needs an age', () => {
    expect(() => createMatrixArray(weights, { driftSeconds: 5 })).toThrow(
      /found driftSeconds = 5; expected device beside it/,
    )
    expect(() => createMatrixArray(weights, { device, driftSpread: 0.1 })).toThrow(
      /expected driftSeconds beside it/,
    )
  })
})
