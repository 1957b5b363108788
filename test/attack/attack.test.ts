import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('is a program that prints its seed', () => {
  const attack = fileURLToPath(new URL('./attack.ts', import.meta.url))
  const args = ['--import', 'tsx', attack, '--seed', '12', '--networks', '5']
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(stdout).toMatch(/^seed 12\nnetworks: \d right, /)
  expect(status).toBe(0)
})
