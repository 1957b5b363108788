import { describe, expect, it } from 'vitest'
import type { AccessOption } from '../../../arrays/access/access-option.ts'
import { hold, rest } from '../../../arrays/program/play-drive.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import {
  arrayOf,
  CELLS,
  driveOf,
  launchesAlone,
  playBoth,
  runOf,
  SIZE,
  stayed,
  watched,
} from './moving-arrays.ts'

// An adapter in software compiles shaders for seconds.
const PATIENT = { timeout: 300_000 }
const SELECTOR: AccessOption = { kind: 'selector', saturation: 1e-12, scale: 0.1 }

describe.skipIf(webgpu === undefined)(
  'one crossbar with access elements over time on webgpu (needs npm webgpu and a Vulkan driver)',
  PATIENT,
  () => {
    const shared = watched()
    // Where networks go to the GPU one by one as well.
    const mixed = watched()

    it.each([
      ['zntpp', 'half', 9, 2, SELECTOR],
      ['zntpp', 'third', 9, 2, { kind: 'oneSidedSelector' }],
      ['zntpp', 'third', 9, 2, { kind: 'diode' }],
      ['umich', 'half', 1.3, 0.1, { kind: 'resistor', ohms: 500 }],
    ] as const)(
      'goes where float64 goes: %s, bias %s, %d V for %d s, %j',
      (device, scheme, volts, seconds, access) => {
        const spec = arrayOf(device, { access, stuck: { open: 0.05, short: 0.05, seed: 3 } })
        playBoth(spec, shared.engine, run => {
          hold(run, driveOf(spec, scheme, volts), seconds)
          rest(run, seconds)
          hold(run, driveOf(spec, scheme, volts), 0.1 * seconds)
        })
        expect(stayed(shared.programs)).toBe(true)
      },
    )

    it('lets no plane touch the host from one drive to the next', () => {
      const { engine, programs } = watched()
      const spec = arrayOf('zntpp', { access: { kind: 'resistor', ohms: 1e6 } })
      const drive = driveOf(spec, 'half', 9)
      const run = runOf({ ...spec, engine })
      hold(run, drive, 0.5)
      const before = programs[0].counts
      hold(run, drive, 0.5)
      const after = programs[0].counts
      const tries = (after.downloadBytes - before.downloadBytes - 56) / 24
      expect(tries).toBeGreaterThanOrEqual(2)
      expect(after.uploadBytes - before.uploadBytes).toBeLessThanOrEqual(
        4 * 6 * (SIZE[0] + SIZE[1]) + 16 + tries * (16 + 72),
      )
      expect(after.downloadBytes - before.downloadBytes).toBeLessThan(4 * CELLS * tries)
      expect(after.compiled).toBe(before.compiled)
    })

    it.each([
      ['oneSidedSelector', 6],
      ['oneSidedSelector', 9],
      ['diode', 6],
    ] as const)('leaves lines that float behind a %s to the host, at %d V', (kind, volts) => {
      const stuck = { open: 0.05, short: 0.05, seed: 3 }
      const spec = arrayOf('zntpp', { access: { kind }, stuck })
      playBoth(spec, mixed.engine, run => hold(run, driveOf(spec, 'float', volts), 1))
      expect(stayed(mixed.programs)).toBe(false)
      expect(mixed.programs.some(({ plan }) => plan.name.endsWith('over time'))).toBe(false)
    })

    it.each([
      ['selector', SELECTOR],
      ['resistor', { kind: 'resistor', ohms: 1e6 }],
    ] as const)('keeps lines that float behind a %s', (_, access) => {
      const spec = arrayOf('zntpp', { access, stuck: { open: 0.05, short: 0.05, seed: 3 } })
      playBoth(spec, shared.engine, run => hold(run, driveOf(spec, 'float', 6), 1))
      expect(stayed(shared.programs)).toBe(true)
    })

    it('leaves transistors to the host, whose networks hear both lines', () => {
      const spec = arrayOf('zntpp', { access: { kind: 'transistor' } })
      playBoth(spec, mixed.engine, run => hold(run, driveOf(spec, 'half', 9), 0.5))
      expect(launchesAlone(mixed.programs)).toBeGreaterThan(0)
    })
  },
)
