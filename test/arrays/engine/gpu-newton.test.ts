import { describe, expect, it } from 'vitest'
import type { AccessOption } from '../../../arrays/access/access-option.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { BIAS_SCHEMES, type BiasScheme, biasRule } from '../../../arrays/crossbar/bias/index.ts'
import { type ArrayOptions, createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive, type Drive } from '../../../arrays/crossbar/drive.ts'
import { eulerStorage } from '../../../arrays/crossbar/euler-storage.ts'
import { operatingPoint } from '../../../arrays/crossbar/operating-point.ts'
import { storageCircuit } from '../../../arrays/devices/storage-circuit.ts'
import { type ArrayEngine, FLOAT64_REPORT } from '../../../arrays/engine/array-engine.ts'
import { gpuLinearEngine } from '../../../arrays/engine/gpu-linear-engine.ts'
import type { CreateLinearEngine } from '../../../arrays/network/linear-engine.ts'
import type { ShaderProgram } from '../../../kernels/gpu/gpu.ts'
import type { ShaderCounts } from '../../../kernels/gpu/shaders/shader-plan.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import { watchedCache } from './watched-cache.ts'

const SIZE = [14, 11] as const

/** An array whose cells differ in their states. */
function arrayOf(device: string, options: Partial<ArrayOptions> = {}): ArraySpec {
  const spec = createArraySpec({ device, size: SIZE, wires: { word: 2, bit: 1 }, ...options })
  const initial = spec.model.states.map(({ range: [low, high], initial }) =>
    Float64Array.from({ length: spec.size[0] * spec.size[1] }, (_, k) =>
      Number.isFinite(high - low) ? low + (high - low) * (0.1 + 0.8 * ((k * 0.618034) % 1)) : initial,
    ),
  )
  return { ...spec, initial }
}

/** One word line at `volts`, one bit line at 0, the others as the scheme has them. */
function driveOf(spec: ArraySpec, scheme: BiasScheme, volts: number): Drive {
  const { word, bit } = biasRule(scheme).unselected(1)
  const lines = (length: number, selected: number, others: number) =>
    Float64Array.from({ length }, (_, k) => volts * (k === 2 ? selected : others))
  const [rows, columns] = spec.size
  const given = { word: lines(rows, 1, word), bit: lines(columns, 0, bit) }
  return crossbarDrive(spec, given, new Uint8Array(rows).fill(1))
}

/** An engine whose programs are kept in sight. */
function watched(): { createLinear: CreateLinearEngine; programs: ShaderProgram[] } {
  const { cache, programs } = watchedCache(webgpu!)
  return {
    programs,
    createLinear: (shape, linear) => gpuLinearEngine(cache, () => FLOAT64_REPORT, shape, linear),
  }
}

/** What a call moved, of all programs. */
function countsOf(programs: readonly ShaderProgram[]): ShaderCounts {
  const sum = (name: keyof ShaderCounts) => programs.reduce((all, { counts }) => all + counts[name], 0)
  return {
    uploads: sum('uploads'),
    uploadBytes: sum('uploadBytes'),
    downloads: sum('downloads'),
    downloadBytes: sum('downloadBytes'),
    stopReads: sum('stopReads'),
    launches: sum('launches'),
    compiled: sum('compiled'),
  }
}

/** Solves on an engine and in float64, compares, and says how many steps the host made on its own. */
function compare(spec: ArraySpec, drive: Drive, createLinear: CreateLinearEngine, cells?: object): number {
  let near = 0
  const watching: CreateLinearEngine = (...given) => {
    const engine = createLinear(...given)
    return {
      ...engine,
      get backend() {
        return engine.backend
      },
      approach(...asked) {
        const found = engine.approach?.(...asked)
        near += found?.newton ?? 0
        return found
      },
    }
  }
  const exact = operatingPoint(spec, drive, spec.initial, cells)
  const engine = { createLinear: watching } as ArrayEngine
  const found = operatingPoint({ ...spec, engine }, drive, spec.initial, cells)
  const [a, b] = [exact.solution!, found.solution!]
  const scale = a.cellVoltages.reduce((most, volts) => Math.max(most, Math.abs(volts)), 0)
  for (const name of ['wordVoltages', 'bitVoltages', 'cellVoltages'] as const) {
    a[name].forEach((volts, k) => {
      expect(Math.abs(b[name][k] - volts)).toBeLessThan(1e-9 * Math.max(1, scale))
    })
  }
  exact.deviceVolts.forEach((volts, k) => {
    expect(Math.abs(found.deviceVolts[k] - volts)).toBeLessThan(1e-9 * Math.max(1, scale))
  })
  expect(b.report.residual).toBeLessThanOrEqual(1e-12)
  expect(near).toBeGreaterThan(0)
  return b.report.newton - near
}

/** Volts at which currents of a device bend, and wires that float32 tells from its cells. */
const DEVICES = [
  ['sinh', 2, 2],
  ['ec-mof-l', 0.5, 1e6],
  ['zntpp', 8, 2],
  ['pentacene-p13', 4, 2],
  ['populations', 1, 2],
  ['yakopcic', 0.5, 2],
  ['umich', 1, 2],
  ['stanford-pku', 1, 2],
  ['selector-exponential', 1, 2],
  ['memdiode', 1, 2],
  ['jart-vcm-v1b', -0.6, 2],
  ['jart-vcm-v1b', 1, 2],
] as const

const ACCESS: readonly AccessOption[] = [
  { kind: 'resistor', ohms: 1e5 },
  { kind: 'selector' },
  { kind: 'oneSidedSelector' },
  { kind: 'diode' },
]

// An adapter in software compiles shaders for seconds.
const PATIENT = { timeout: 300_000 }

describe.skipIf(webgpu === undefined)(
  "Newton's method on webgpu (needs npm webgpu and a Vulkan driver)",
  PATIENT,
  () => {
    const { createLinear } = watched()

    describe.each(DEVICES)('%s at %d V', (device, volts, ohms) => {
      it.each(BIAS_SCHEMES)('is where float64 has it, bias %s, and leaves the host one step', scheme => {
        const spec = arrayOf(device, { wires: { word: ohms, bit: ohms } })
        expect(compare(spec, driveOf(spec, scheme, volts), createLinear)).toBe(1)
      })
    })

    it('leaves picosiemens on floating lines of ohms to float64, which begins where it came to', () => {
      const spec = arrayOf('ec-mof-l')
      expect(compare(spec, driveOf(spec, 'float', 0.5), createLinear)).toBeGreaterThan(1)
    })

    it.each(ACCESS)('divides the volts with an element in series: $kind', access => {
      const spec = arrayOf('sinh', { access })
      for (const scheme of BIAS_SCHEMES) compare(spec, driveOf(spec, scheme, 1.5), createLinear)
    })

    it.each([
      ['no ohms at all', { word: 0, bit: 0 }],
      ['word lines of 0 ohm', { word: 0, bit: 3 }],
      [
        'segments of their own, some of 0 ohm and one broken',
        {
          word: Array.from({ length: 14 }, (_, i) =>
            Array.from({ length: 10 }, (_, j) => ((i * 10 + j) % 7 === 0 ? 0 : 1 + ((i + j) % 5))),
          ),
          bit: Array.from({ length: 13 }, (_, i) =>
            Array.from({ length: 11 }, (_, j) => (i === 5 && j === 4 ? Number.POSITIVE_INFINITY : 1)),
          ),
        },
      ],
    ])('takes wires with %s', (_, wires) => {
      const spec = arrayOf('sinh', { wires })
      for (const scheme of ['half', 'float'] as const) compare(spec, driveOf(spec, scheme, 2), createLinear)
    })

    it('takes stuck cells and drivers at both ends', () => {
      const spec = arrayOf('zntpp', {
        stuck: { open: 0.1, short: 0.05, seed: 3 },
        right: { ohms: 5 },
        top: { ohms: 20 },
      })
      for (const scheme of BIAS_SCHEMES) compare(spec, driveOf(spec, scheme, 6), createLinear)
    })

    it('takes cells that store charge over a step, with a selector', () => {
      const spec = arrayOf('fmes', { access: { kind: 'selector' } })
      const circuit = storageCircuit(spec.model, spec.parameters, SIZE[0] * SIZE[1])
      const { cells } = eulerStorage(spec, circuit, spec.initial, 1e-3)
      compare(spec, driveOf(spec, 'half', 1), createLinear, { cells })
    })

    it('lets no plane touch the host but to begin, to end and for the last correction', () => {
      const { createLinear, programs } = watched()
      const spec = arrayOf('sinh', { size: [40, 40] })
      const drive = driveOf(spec, 'half', 2)
      const engine = { createLinear } as ArrayEngine
      const solve = () => operatingPoint({ ...spec, engine }, drive, spec.initial).solution!.report
      solve()
      const before = countsOf(programs)
      const { newton } = solve()
      const after = countsOf(programs)
      expect(programs.length).toBe(1)
      expect(after.compiled).toBe(before.compiled)
      const plane = 4 * 40 * 40
      const [up, down] = [after.uploadBytes - before.uploadBytes, after.downloadBytes - before.downloadBytes]
      // Nodes of two float32 each; a correction is conductances and currents one way, steps back.
      const corrections = 1
      const small = 2 * plane
      expect(newton).toBeGreaterThan(corrections + 1)
      expect(up).toBeLessThan((4 + corrections * (2 + 4)) * plane + small)
      expect(down).toBeLessThan((4 + corrections * 4) * plane + small)
      expect(after.stopReads - before.stopReads).toBeLessThanOrEqual(2 + corrections)
    })

    it('uses one program for all networks of a device and a shape', () => {
      const { createLinear, programs } = watched()
      for (const beta of [2, 3]) {
        const spec = arrayOf('sinh', { parameters: { beta } })
        for (const scheme of ['half', 'third'] as const) compare(spec, driveOf(spec, scheme, 2), createLinear)
      }
      expect(programs.length).toBe(1)
    })
  },
)
