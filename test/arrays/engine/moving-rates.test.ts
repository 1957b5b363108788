import { describe, expect, it } from 'vitest'
import { hold, rest } from '../../../arrays/program/play-drive.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import { arrayOf, compare, driveOf, playBoth, runOf, SIZE, stayed, watched } from './moving-arrays.ts'

// An adapter in software compiles shaders for seconds.
const PATIENT = { timeout: 300_000 }

describe.skipIf(webgpu === undefined)(
  'one crossbar of states of any rate, and of unknowns inside the cells, on webgpu (needs npm webgpu and a Vulkan driver)',
  PATIENT,
  () => {
    const shared = watched()

    it.each([
      ['linear-drift-biolek', 'half', 1.5, 2e-3],
      ['yakopcic', 'third', 0.5, 1e-4],
      ['umich', 'half', 1.3, 0.1],
      // An unknown is solved inside the cell.
      ['memdiode', 'half', 1.3, 3],
      ['jart-vcm-v1b', 'half', -1, 1e-8],
    ] as const)('goes where float64 goes: %s, bias %s, %d V for %d s', (device, scheme, volts, seconds) => {
      const spec = arrayOf(device, { stuck: { open: 0.1, short: 0.05, seed: 3 } })
      playBoth(spec, shared.engine, run => {
        hold(run, driveOf(spec, scheme, volts), seconds)
        rest(run, seconds)
      })
      expect(stayed(shared.programs)).toBe(true)
    })

    it('stops states at the ends of their ranges, within a step, and lets them go again', () => {
      const spec = arrayOf('vteam')
      playBoth(spec, shared.engine, run => {
        hold(run, driveOf(spec, 'half', -1), 3e-11)
        hold(run, driveOf(spec, 'half', 0.6), 2e-12)
      })
      expect(stayed(shared.programs)).toBe(true)
    })

    it('lets no plane touch the host from one drive to the next', () => {
      const { engine, programs } = watched()
      const spec = arrayOf('yakopcic')
      const drives = (['half', 'third'] as const).map(scheme => driveOf(spec, scheme, 0.5))
      const run = runOf({ ...spec, engine })
      hold(run, drives[0], 4e-5)
      const before = programs[0].counts
      for (const drive of drives) {
        hold(run, drive, 4e-5)
        rest(run, 1e-4)
      }
      const after = programs[0].counts
      // Of a try eight numbers come back, of a rest as many, of a drive its energies.
      const tries = (after.downloadBytes - before.downloadBytes - 2 * 56) / 32
      expect(tries).toBeGreaterThanOrEqual(2 * 3)
      expect(after.downloads - before.downloads).toBe(tries + 2)
      const lines = 4 * 6 * (SIZE[0] + SIZE[1])
      expect(after.uploadBytes - before.uploadBytes).toBeLessThanOrEqual(2 * (lines + 16) + tries * (16 + 72))
      expect(after.compiled).toBe(before.compiled)
      const exact = runOf(spec)
      hold(exact, drives[0], 4e-5)
      for (const drive of drives) {
        hold(exact, drive, 4e-5)
        rest(exact, 1e-4)
      }
      expect(compare(spec, exact.states, run.states)).toBeGreaterThan(0.01)
    })
  },
)
