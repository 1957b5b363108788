import { expect, it } from 'vitest'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { nafionWo3 } from '../../../arrays/devices/review/nafion-wo3.ts'
import type { DeviceFit } from '../../../scenarios/fit/fit-device.ts'
import type { Measurement } from '../../../scenarios/fit/measurement.ts'
import { dataWarnings, fitWarnings } from '../../../src/fit/fit-warnings.ts'

const warn = (
  model: DeviceFit['model'],
  relativeResidual: number,
  size: number,
  driveKind: Measurement['driveKind'] = 'voltage',
): string[] =>
  fitWarnings(
    { model, relativeResidual } as DeviceFit,
    { drive: Float64Array.of(0, -size), driveKind } as Measurement,
  )

it('asks for the unit of a drive that is far from what the paper applied, up or down', () => {
  expect(warn(ecMofL, 0.01, 5)).toEqual([])
  expect(warn(ecMofL, 0.01, 3000)).toEqual([
    'the voltage goes to 3000 V, that of ec-mof-l to 5 V: is the unit of the column right?',
  ])
  expect(warn(ecMofL, 0.01, 3e-3)[0]).toContain('0.003 V')
  expect(warn(nafionWo3, 0.01, 0.5, 'gate current')[0]).toContain('0.5 A, that of nafion-wo3 to 5e-7 A')
})

it('says how far a fit misses', () => {
  expect(warn(ecMofL, 0.89, 5)).toEqual([
    'residual 89 % of the largest current: the shape of the current is not that of this model, or the unit of a column is wrong',
  ])
})

it('tells a limit of the instrument from a peak', () => {
  const data = (values: readonly number[]) =>
    ({ response: Float64Array.from(values), responseUnit: 'A' }) as Measurement
  expect(dataWarnings(data([0, 1, 2, 3, 2, 1]))).toEqual([])
  expect(dataWarnings(data([0, 1e-3, 1e-3, 1e-3, 1e-3, Number.NaN, 0]))).toEqual([])
  expect(dataWarnings(data([0, 1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 0]))[0]).toContain(
    '5 rows in a row at the largest current, 0.001 A: a limit of the instrument?',
  )
})
