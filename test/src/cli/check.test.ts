import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fieldDeviceFile } from '../../arrays/devices/file/field-device-file.ts'
import { scratch } from '../files/scratch.ts'
import { sneakpath } from './sneakpath.ts'

const VTEAM = fieldDeviceFile('vteam')
const { folder } = scratch()

describe('sneakpath check', () => {
  it('says what a device file does and ends with 0', () => {
    const { code, stdout, stderr } = sneakpath(['check', VTEAM], folder)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/w +starts at 0 m and rests there; is integrated/)
    expect(stdout).toMatch(/current +0\.5 +0\.01 +0\.02/)
    expect(stdout).toContain('Every law is finite')
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Sampled on a grid: 41 values of v from -1 to 1 V with 9 values of each state',
    )
  })

  it('ends with 1 where a law is not finite in the measured range', () => {
    const text = `kind: sneakpath-device
name: mine
title: Mine
source: mine
current: v * sqrt(0.5 - v)
read: 0.1 V
measured: [-1 V, 1 V]
`
    writeFileSync(join(folder, 'mine.yaml'), text)
    const told = sneakpath(['check', 'mine.yaml'], folder)
    expect(told.code).toBe(1)
    expect(told.stdout).toMatch(/current +not finite at 26 % of the points: -?(NaN|Infinity) at v = 0\.5/)
    const { code, stdout } = sneakpath(['check', 'mine.yaml', '--json'], folder)
    expect(code).toBe(1)
    expect(JSON.parse(stdout).findings[0]).toMatchObject({ law: 'current', fault: 'not finite' })
    writeFileSync(join(folder, 'mine.yaml'), text.replace('[-1 V, 1 V]', '[-1 V, 0.4 V]'))
    expect(sneakpath(['check', 'mine.yaml'], folder).code).toBe(0)
  })
})
