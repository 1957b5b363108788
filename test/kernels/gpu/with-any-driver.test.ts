import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { driversAtHand, noAdapter, SWIFTSHADER } from '../../../src/threads/vulkan-drivers.ts'
import { need } from '../../require.ts'
import { withAnyDriver } from './with-any-driver.ts'

const chromium = need('chromium', () => existsSync(SWIFTSHADER))

describe('the choice of a Vulkan driver', () => {
  it.skipIf(!chromium)(
    'is SwiftShader where the drivers that are installed give no adapter (needs chromium)',
    async () => {
      const environment: NodeJS.ProcessEnv = {}
      const tried: (string | undefined)[] = []
      const found = await withAnyDriver(async () => {
        tried.push(environment.VK_DRIVER_FILES)
        if (environment.VK_DRIVER_FILES === undefined) throw new Error('no adapter')
        return 'an adapter'
      }, environment)
      expect(found).toBe('an adapter')
      expect(tried).toEqual([undefined, SWIFTSHADER])
    },
  )

  it('is what is installed where that gives an adapter, and what the user named', async () => {
    const environment: NodeJS.ProcessEnv = {}
    expect(await withAnyDriver(async () => 'an adapter', environment)).toBe('an adapter')
    expect(environment).toEqual({})
    for (const name of ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES']) {
      const named: NodeJS.ProcessEnv = { [name]: '/nowhere.json' }
      const none = async () => {
        throw new Error('no adapter')
      }
      await expect(withAnyDriver(none, named)).rejects.toThrow('no adapter')
      expect(named).toEqual({ [name]: '/nowhere.json' })
    }
  })

  it('says what gives an adapter, and why what is there does not', () => {
    const nothing = { named: undefined, installed: [], swiftShader: false }
    expect(noAdapter(nothing)).toMatch(
      /^the backend webgpu found no adapter: it needs a graphics driver .*VK_DRIVER_FILES=\S+ after apt-get install chromium/,
    )
    const mesa = { named: undefined, installed: ['lvp_icd.x86_64.json'], swiftShader: true }
    expect(noAdapter(mesa)).toMatch(
      /installed \(lvp_icd.x86_64.json\) give none.*without a GPU, VK_DRIVER_FILES=\S+ gives a slow one$/,
    )
    const named = driversAtHand({ VK_ICD_FILENAMES: '/nowhere.json' })
    expect(noAdapter(named)).toMatch(/found no adapter: VK_ICD_FILENAMES=\/nowhere.json gives none;/)
  })
})
