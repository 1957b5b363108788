import type { CellLaws, NetworkSolution } from './problem.ts'
import { SeriesDividers } from './series-dividers.ts'

/** Cells of a device and an element in series as one law each, and how the voltage divides. */
export interface SeriesCells {
  readonly laws: CellLaws
  /** Voltage across each device at the last evaluation, V. */
  readonly deviceVolts: Float64Array
  /** Share of a change of the cell voltage that the element takes, at the last evaluation: 0 to 1. */
  readonly elementShare: Float64Array
}

/**
 * Joins two monotone laws in series. For each cell voltage V the divider voltage u solves device(u) = element(V - u), sought
 * from the last divider along its tangent. The current is the mean of both laws weighted
 * by the other's slope, which is exact to first order in what is left of the divider's error; the slope is that of
 * two conductances in series. An element of infinite slope at 0 V is a short.
 * @param device currents at the voltage across the device alone
 * @param element currents at the voltage across the series element alone
 * @param start a similar network's `cellVoltages` and `deviceVoltages`, from which the dividers are sought first
 */
export function seriesCells(
  device: CellLaws,
  element: CellLaws,
  count: number,
  start?: Pick<NetworkSolution, 'cellVoltages' | 'deviceVoltages'>,
): SeriesCells {
  const dividers = new SeriesDividers(device, element, count)
  const { deviceVolts, elementVolts, elementCurrent, elementSlope } = dividers
  const elementShare = new Float64Array(count)
  const lastVolts = new Float64Array(count)
  const bothLinear = device.linear && element.linear
  element.evaluate(elementVolts, elementCurrent, elementSlope)
  const shorts = Uint8Array.from(elementSlope, slope => (slope === Infinity ? 1 : 0))
  /** Of a change of the cell voltage, as long as the divider stays on its tangent. */
  const deviceShare = new Float64Array(count)
  if (start?.deviceVoltages !== undefined) {
    lastVolts.set(start.cellVoltages)
    deviceVolts.set(start.deviceVoltages)
  }

  function evaluate(volts: Float64Array, current: Float64Array, slope: Float64Array): void {
    for (let k = 0; k < count; k++) {
      const tangent = deviceVolts[k] + deviceShare[k] * (volts[k] - lastVolts[k])
      if (shorts[k] === 1) deviceVolts[k] = volts[k]
      else deviceVolts[k] = bothLinear ? 0 : between(tangent, 0, volts[k])
      lastVolts[k] = volts[k]
    }
    dividers.seek(volts, shorts, current, slope)
    for (let k = 0; k < count; k++) {
      elementShare[k] = 0
      deviceShare[k] = 0
      if (shorts[k] === 1) continue
      const sum = slope[k] + elementSlope[k]
      if (!(sum > 0)) {
        slope[k] = 0
        continue
      }
      const share = elementSlope[k] / sum
      // Infinity over Infinity: the divider sits on an overflow, which the caller must see.
      current[k] = sum === Infinity ? NaN : share * current[k] + (1 - share) * elementCurrent[k]
      elementShare[k] = slope[k] / sum
      deviceShare[k] = share
      slope[k] *= share
    }
  }

  return {
    laws: {
      evaluate,
      linear: bothLinear,
      ...(device.sourceAmps === undefined ? {} : { sourceAmps: device.sourceAmps }),
      equations:
        device.equations === undefined || element.equations === undefined
          ? undefined
          : { ...device.equations, element: element.equations },
    },
    deviceVolts,
    elementShare,
  }
}

/** 0 or what is nearest to it where the value is none, as after an overflow. */
function between(value: number, a: number, b: number): number {
  if (Number.isNaN(value)) return between(0, a, b)
  return Math.min(Math.max(value, Math.min(a, b)), Math.max(a, b))
}
