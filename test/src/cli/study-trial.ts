import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { sneakpath } from './sneakpath.ts'

/** A small study that the tests of the command run. */
export const STUDY = `
study: spread
title: Spread of the layer
scenario: mof-refresh
vary:
  variability.layerConductance: { name: spread, list: [0, 0.2, 0.4] }
  wire: { range: { from: 1 ohm, to: 100 ohm, steps: 3, scale: log } }
  network: { list: [isolated, crossbar] }
repeats: 2
figures: [m-pixels-right, o-correlation-margin]
`
export const ROWS = 36
export const SHARDS: readonly string[] = ['--shard-rows', '2']

/** A new folder with the study in study.yaml and its results, by two threads, in whole. */
export function trialFolder(): string {
  const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-study-command-'))
  writeFileSync(join(scratch, 'study.yaml'), STUDY)
  const args = ['study', 'run', 'study.yaml', '--out', 'whole', '--jobs', '2', ...SHARDS]
  const done = { code: 0, stderr: '', stdout: '36 rows in whole, 36 of them computed now\n' }
  expect(sneakpath(args, scratch)).toEqual(done)
  return scratch
}

/** Name and bytes of every shard. */
export function shardsIn(out: string): [string, string][] {
  const folder = join(out, 'shards')
  return readdirSync(folder)
    .sort()
    .map(name => [name, readFileSync(join(folder, name)).toString('base64')])
}
