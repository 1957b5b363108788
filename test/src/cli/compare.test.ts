import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { sneakpath } from './sneakpath.ts'

const folder = mkdtempSync(join(tmpdir(), 'compare-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('compare prints a row a device, and refuses one without pulses', () => {
  const args = ['compare', '--devices', 'threshold-memristor,vteam', '--size', '4']
  const { code, stdout } = sneakpath(args, folder)
  expect(code).toBe(0)
  expect(stdout.split('\n').filter(line => line.startsWith('| '))).toHaveLength(3)
  const json = JSON.parse(sneakpath([...args, '--json'], folder).stdout)
  expect(json.devices.map(({ device }: { device: string }) => device)).toEqual([
    'threshold-memristor',
    'vteam',
  ])
  expect(sneakpath(['compare', '--devices', 'zntpp'], folder)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('found the device zntpp without the pulses that write and erase it'),
  })
})
