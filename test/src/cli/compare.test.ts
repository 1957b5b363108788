import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { sneakpath } from './sneakpath.ts'

const folder = mkdtempSync(join(tmpdir(), 'compare-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('compare prints a row a device, and refuses what cannot be compared', () => {
  const args = ['compare', '--devices', 'threshold-memristor,selector-exponential,ecram', '--size', '4']
  const { code, stdout } = sneakpath(args, folder)
  expect(code).toBe(0)
  expect(stdout.split('\n').filter(line => line.startsWith('| '))).toHaveLength(4)
  const json = JSON.parse(sneakpath([...args, '--json'], folder).stdout)
  expect(json.devices.map(({ device }: { device: string }) => device)).toEqual([
    'threshold-memristor',
    'selector-exponential',
    'ecram',
  ])
  expect(sneakpath(['compare', '--devices', 'resistor'], folder)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('found the device resistor, which neither remembers nor selects'),
  })
})
