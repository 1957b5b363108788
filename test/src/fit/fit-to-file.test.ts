import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sinh } from '../../../arrays/devices/sinh.ts'
import { findProtocol } from '../../../scenarios/plasticity/protocols/index.ts'
import { runProtocol } from '../../../scenarios/plasticity/run-protocol.ts'
import { fitToFile } from '../../../src/fit/fit-to-file.ts'
import { deviceModel } from '../../../src/host/find-device.ts'
import { movedParameters, syntheticMeasurement } from '../../scenarios/fit/synthetic-measurement.ts'

const folder = mkdtempSync(join(tmpdir(), 'fit-'))
afterAll(() => rmSync(folder, { recursive: true }))

const data = join(folder, 'data.csv')
const truth = movedParameters(sinh, 0.1)
const { seconds, drive, response } = syntheticMeasurement(sinh, truth, 0.01)
const lines = Array.from(seconds, (time, k) => `${1e3 * time},${drive[k]},${1e6 * response[k]}`)
writeFileSync(data, ['time_ms,voltage_V,current_uA', ...lines].join('\n'))

describe('fitToFile', () => {
  it('writes a device file that stands where a name stands, and pictures; predictions carry its spread', async () => {
    const out = join(folder, 'mine.yaml')
    const { fit, files } = await fitToFile({ data, model: 'sinh', out, members: 12 })
    for (const file of files) expect(existsSync(file), file).toBe(true)
    if (!('parameters' in fit)) throw new Error('found steps')
    for (const { name, value, error } of fit.parameters) {
      expect(Math.abs(value - truth[name]) / error!, name).toBeLessThan(3.5)
    }
    const model = deviceModel(out)
    const measured = [Math.min(...drive), Math.max(...drive)]
    expect(model).toMatchObject({ name: 'mine', base: 'sinh', validVolts: measured })
    const { members, figures } = runProtocol(findProtocol('ppf')!, model)
    expect(members).toBe(12)
    const { value, low, high } = figures['first-peak']
    expect(low!).toBeLessThan(value)
    expect(high!).toBeGreaterThan(value)
  })

  it('leaves nothing where something is wrong, and replaces nothing unasked', async () => {
    const out = join(folder, 'other.yaml')
    const before = readdirSync(folder).length
    await expect(fitToFile({ data, model: 'sinhh', out })).rejects.toThrow('did you mean "sinh"')
    await expect(fitToFile({ data: `${data}x`, model: 'sinh', out })).rejects.toThrow('no such file')
    await expect(fitToFile({ data, model: 'psg-wo3', out })).rejects.toThrow('data.csv:1: found the columns')
    await expect(fitToFile({ data, model: 'sinh', out: join(folder, 'other.txt') })).rejects.toThrow(
      '.yaml file',
    )
    await expect(fitToFile({ data, model: 'sinh', out, set: { devices: '3' } })).rejects.toThrow(
      'parameter.NAME',
    )
    await expect(fitToFile({ data, model: 'sinh', out: join(folder, 'mine.yaml') })).rejects.toThrow(
      '--force',
    )
    expect(readdirSync(folder)).toHaveLength(before)
  })
})
