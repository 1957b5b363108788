import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../../../arrays/errors.ts'
import { type Dataset, generatedDigits } from '../../../scenarios/learning/dataset.ts'
import { networkClaims } from '../../../scenarios/papers/claims/networks.ts'
import { formatClaimsTable } from '../../../src/reproduce/format-claims-table.ts'
import { networkJobs } from '../../../src/reproduce/network-jobs.ts'
import { reproduceClaims } from '../../../src/reproduce/reproduce-claims.ts'

const folder = mkdtempSync(join(tmpdir(), 'sneakpath-idx-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Big-endian sizes after the magic number, then bytes. */
function idx(magic: number, sizes: readonly number[], bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(4 * (1 + sizes.length))
  for (const [k, value] of [magic, ...sizes].entries()) head.writeUInt32BE(value, 4 * k)
  return gzipSync(Buffer.concat([head, bytes]))
}

function write(name: string, { images, labels, count }: Dataset): void {
  const pixels = Uint8Array.from(images, value => Math.round(255 * value))
  writeFileSync(join(folder, `${name}-images-idx3-ubyte.gz`), idx(2051, [count, 28, 28], pixels))
  writeFileSync(join(folder, `${name}-labels-idx1-ubyte.gz`), idx(2049, [count], labels))
}

write('train10k', generatedDigits(200, 1, 'train'))
write('t10k', generatedDigits(100, 1, 'test'))

describe('claims of trained networks', () => {
  it('are answered in jobs that share their trainings, each claim once', () => {
    const ids = networkClaims.map(({ id }) => id)
    const jobs = networkJobs(new Set(ids), folder)
    expect(jobs.flatMap(job => job.ids).sort()).toEqual(ids)
    expect(jobs.map(job => job.ids)).toContainEqual(['E05', 'E24'])
    expect(networkJobs(new Set(['E24', 'A01']), folder)).toEqual([{ mnist: folder, ids: ['E24'] }])
  })

  it('come as mean and spread over three seeds, beside an ideal synapse, the control, and a float network', async () => {
    const [row] = await reproduceClaims({ ids: ['E26'], mnist: folder })
    const percent = '[\\d.]+ ± [\\d.]+ %'
    expect(row.beside).toMatch(
      new RegExp(
        `^${percent} over 3 seeds, time standing still; with the time that pulses take ${percent}; ideal synapse of the same settings ${percent}; float network ${percent}(; this figure cannot tell .*)?$`,
      ),
    )
    expect(Number.parseFloat(row.beside!)).toBeCloseTo(row.simulated[0], 1)
    const ideal = /same settings ([\d.]+)/.exec(row.beside!)![1]
    expect(Number(ideal)).toBeCloseTo(row.control!.simulated[0], 1)
    expect(row.note).toContain('784-10 (network not stated), pairs of cells, largest weight ')
    expect(formatClaimsTable([row], 100)).toMatch(/^ {5}accuracies: /m)
  }, 120_000)

  it('a folder without them is said before anything runs', async () => {
    await expect(reproduceClaims({ mnist: join(folder, 'none') })).rejects.toThrow(ConfigError)
  })
})
