import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findProtocol } from '../../../scenarios/plasticity/protocols/index.ts'
import { runProtocolToFolder } from '../../../src/protocol/run-protocol-to-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'protocol-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ppf = findProtocol('ppf')!
const run = (name: string, more: object = {}) =>
  runProtocolToFolder(ppf, { device: 'ec-mof-l', out: join(folder, name), ...more })

describe('runProtocolToFolder', () => {
  it('writes data with units, plots, figures and a manifest that says all settings', async () => {
    const out = join(folder, 'whole')
    const { files } = await run('whole', { set: { interval: '1 s, 10 s', 'parameter.layerTime': '4 s' } })
    for (const file of files) expect(existsSync(join(out, file)), file).toBe(true)
    const [head, ...rows] = readFileSync(join(out, 'data/ppf.csv'), 'utf8').trim().split('\n')
    expect(head).toBe('curve,interval_s,PPF_index_A2_A1_%')
    expect(rows.map(row => row.split(',').slice(0, 2))).toEqual([
      ['ec-mof-l', '1'],
      ['ec-mof-l', '10'],
    ])
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))
    expect(manifest).toMatchObject({
      protocol: 'ppf',
      device: 'ec-mof-l',
      settings: { level: 3, width: 1.5, interval: [1, 10] },
      changed: { parameters: { layerTime: 4 } },
      seed: 0,
    })
    expect(readFileSync(join(out, 'plots/ppf.png')).subarray(1, 4).toString()).toBe('PNG')
  })

  it('gives the same data for the same seed', async () => {
    const set = { devices: '4', 'device-spread': '0.1' }
    const data = async (name: string, seed: number): Promise<string> => {
      await run(name, { set, seed })
      return readFileSync(join(folder, name, 'data/ppf.csv'), 'utf8')
    }
    const first = await data('seed-a', 5)
    expect(first.split('\n')[0]).toContain('_low')
    expect(await data('seed-b', 5)).toBe(first)
    expect(await data('seed-c', 6)).not.toBe(first)
  })

  it('replaces nothing but the result of a protocol', async () => {
    await run('again')
    await expect(run('again')).rejects.toThrow('something there already')
    await run('again', { force: true })
    writeFileSync(join(folder, 'again', 'notes.txt'), 'mine')
    await expect(run('again', { force: true })).rejects.toThrow('notes.txt, which no protocol writes')
  })

  it.each([
    [{ set: { wdth: '1' } }, 'did you mean "width"'],
    [{ set: { 'parameter.layerTim': '1' } }, 'did you mean "layerTime"'],
    [{ set: { 'parameter.layerTime': '-1 s' } }, 'found -1 s; expected 0.001 to 1000000 s'],
    [{ set: { devices: '3' } }, 'device-spread or cycle-spread above 0'],
    [{ cell: [0, 0] }, '--cell: found no --size with it'],
    [{ wireOhms: 1 }, '--wire: found no --size with it'],
    [{ size: [2, 2], cell: [2, 0] }, '--cell: found 2,0; expected a cell from 0,0 to 1,1'],
    [{ size: [2, 2], set: { sense: 'lin' } }, 'did you mean "line"'],
    [{ device: 'ec-mof-k' }, 'did you mean "ec-mof-'],
  ])('says what is wrong in one line: %o', async (more, expected) => {
    await expect(run('wrong', more)).rejects.toThrow(expected)
    expect(existsSync(join(folder, 'wrong'))).toBe(false)
  })
})
