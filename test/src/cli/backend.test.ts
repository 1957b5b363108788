import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../files/scratch.ts'
import { sneakpath } from './sneakpath.ts'

const { folder } = scratch()

describe('sneakpath run --backend', () => {
  it('ends by itself, with the figures of float64 and the kernel class in the manifest', () => {
    const figuresOf = (backend: string) => {
      const run = ['run', 'mof-refresh', '--json', '--backend', backend, '--out', backend]
      const { stdout, code } = sneakpath(run, folder)
      expect(code).toBe(0)
      return JSON.parse(stdout).figures as Record<string, { value: number; unit: string }>
    }
    const exact = figuresOf('float64')
    for (const [name, { value, unit }] of Object.entries(figuresOf('webasm'))) {
      expect(unit).toBe(exact[name].unit)
      expect(Math.abs(value - exact[name].value), name).toBeLessThanOrEqual(
        1e-5 * Math.abs(exact[name].value),
      )
    }
    const manifest = JSON.parse(readFileSync(join(folder, 'webasm/manifest.json'), 'utf8'))
    // The name of the class in gpu.js, whatever the bundler made of it.
    expect(JSON.stringify(manifest)).toMatch(/"kernels":"WebAssemblyKernel, fused-\w+"/)
  })

  it('says what webgpu needs where there is no adapter, and writes nothing', () => {
    const { code, stderr } = sneakpath(
      ['run', 'mof-refresh', '--backend', 'webgpu', '--out', 'none'],
      folder,
      {
        VK_DRIVER_FILES: '/nowhere.json',
      },
    )
    expect(code).toBe(4)
    expect(stderr).toMatch(
      /the backend webgpu (found no adapter: VK_DRIVER_FILES=\/nowhere.json gives none; it needs a graphics driver|needs the npm package)/,
    )
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})
