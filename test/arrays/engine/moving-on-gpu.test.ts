import { describe, expect, it } from 'vitest'
import { advance } from '../../../arrays/crossbar/advance.ts'
import type { EnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { GpuError } from '../../../arrays/engine/gpu-error.ts'
import type { ArrayRun } from '../../../arrays/program/array-run.ts'
import { copyRun } from '../../../arrays/program/copy-run.ts'
import { hold, playDrive, rest } from '../../../arrays/program/play-drive.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import {
  arrayOf,
  CELLS,
  compare,
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

describe.skipIf(webgpu === undefined)(
  'one crossbar over time on webgpu (needs npm webgpu and a Vulkan driver)',
  PATIENT,
  () => {
    const shared = watched()
    // Where networks go to the GPU one by one as well.
    const mixed = watched()

    it.each([
      ['zntpp', 'half', 8, 5],
      ['zntpp', 'float', 8, 5],
      ['pentacene-p13', 'third', 4, 10],
      ['ec-mof-l', 'half', 0.5, 10],
    ] as const)('goes where float64 goes: %s, bias %s, %d V for %d s', (device, scheme, volts, seconds) => {
      const spec = arrayOf(device)
      playBoth(spec, shared.engine, run => hold(run, driveOf(spec, scheme, volts), seconds))
      expect(stayed(shared.programs)).toBe(true)
    })

    it('takes stuck cells, paces, drivers at both ends and segments of their own, some of 0 ohm', () => {
      const plain = arrayOf('zntpp', {
        stuck: { open: 0.1, short: 0.05, seed: 3 },
        right: { ohms: 5 },
        top: { ohms: 20 },
        wires: {
          word: Array.from({ length: 9 }, (_, i) =>
            Array.from({ length: 6 }, (_, j) => ((i * 6 + j) % 7 === 0 ? 0 : 1 + ((i + j) % 5))),
          ),
          bit: 5,
        },
      })
      const spec = { ...plain, pace: Float64Array.from({ length: CELLS }, (_, k) => 0.5 + ((k * 0.618) % 1)) }
      const found = playBoth(spec, shared.engine, run => {
        const meter = (run as { meter: EnergyMeter }).meter
        advance(run.spec, driveOf(spec, 'half', 8), 2, run.held, meter, { stay: true })
      })
      expect(found.meter.drivers).toBeGreaterThan(0)
      expect(stayed(shared.programs)).toBe(true)
    })

    it('lets no plane touch the host from one drive to the next, but what is asked for', () => {
      const { engine, programs } = watched()
      const spec = arrayOf('zntpp')
      const drives = (['half', 'third', 'half'] as const).map(scheme => driveOf(spec, scheme, 8))
      const play = (run: ArrayRun): void => {
        for (const drive of drives) {
          hold(run, drive, 1)
          rest(run, 10)
        }
      }
      const run = runOf({ ...spec, engine })
      hold(run, drives[0], 1)
      expect(programs.length).toBe(1)
      const before = programs[0].counts
      play(run)
      const after = programs[0].counts
      const tries = (after.downloadBytes - before.downloadBytes - 3 * 56) / 24
      // At least one to begin, one to predict for each drive.
      expect(tries).toBeGreaterThanOrEqual(3 * 2)
      expect(after.downloads - before.downloads).toBe(tries + 3)
      // A drive takes its lines there, a try its seconds and where Newton's method begins, a rest its seconds.
      const lines = 4 * 6 * (SIZE[0] + SIZE[1])
      expect(after.uploadBytes - before.uploadBytes).toBeLessThanOrEqual(3 * (lines + 16) + tries * (16 + 72))
      expect(after.stopReads).toBe(before.stopReads)
      expect(after.compiled).toBe(before.compiled)
      const exact = runOf(spec)
      hold(exact, drives[0], 1)
      play(exact)
      expect(compare(spec, exact.states, run.states)).toBeGreaterThan(0.01)
      const brought = programs[0].counts
      expect(brought.downloadBytes - after.downloadBytes).toBe(3 * 8 * CELLS)
      // States that nobody changed meanwhile are still there.
      rest(run, 1)
      expect(programs[0].counts.uploadBytes - brought.uploadBytes).toBe(16)
      expect(programs.length).toBe(1)
    })

    it('goes on from states that the host has changed, and from a copy of a run', () => {
      const spec = arrayOf('zntpp')
      const drive = driveOf(spec, 'half', 8)
      playBoth(spec, shared.engine, run => {
        hold(run, drive, 1)
        run.states[0].fill(spec.initial[0][5])
        hold(run, drive, 1)
        const copy = copyRun(run)
        hold(copy, drive, 1)
        hold(run, drive, 1)
        copy.states.forEach((plane, s) => {
          plane.forEach((x, k) => {
            expect(Math.abs(x - run.states[s][k])).toBeLessThan(1e-5)
          })
        })
      })
    })

    it('says that states were lost with the GPU, and begins again with others', () => {
      const spec = { ...arrayOf('zntpp'), engine: shared.engine }
      const drive = driveOf(spec, 'half', 8)
      const run = runOf(spec)
      hold(run, drive, 0.1)
      shared.failing.run = 'predict'
      expect(() => hold(run, drive, 0.2)).toThrow(GpuError)
      delete shared.failing.run
      for (const next of [() => run.states, () => hold(run, drive, 0.1), () => run.states])
        expect(next).toThrow(/states of a crossbar of zntpp were lost with the GPU/)
      playBoth(arrayOf('zntpp'), shared.engine, again => hold(again, drive, 0.5))
    })

    it('leaves drives that move, and those with a compliance, to the host', () => {
      const spec = arrayOf('zntpp')
      const drive = driveOf(spec, 'half', 8)
      const limit = new Float64Array(SIZE[0]).fill(1e-5)
      playBoth(spec, mixed.engine, run => {
        hold(run, drive, 0.5)
        playDrive(run, { kind: 'drive', from: drive, to: driveOf(spec, 'half', 7), seconds: 0.05 })
        hold(run, { ...drive, left: { ...drive.left, limit } }, 0.05)
        hold(run, drive, 0.5)
      })
    })

    it('hands drives to the host whose networks float32 does not settle', () => {
      const spec = arrayOf('zntpp')
      playBoth(spec, mixed.engine, run => {
        hold(run, driveOf(spec, 'half', 8), 0.5)
        const before = launchesAlone(mixed.programs)
        hold(run, driveOf(spec, 'half', 1e5), 1e-3)
        expect(launchesAlone(mixed.programs) > before).toBe(run.spec.engine !== undefined)
      })
    })
  },
)
