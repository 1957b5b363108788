import { describe, expect, test } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { arrayNetlist } from '../../../arrays/spice/array-netlist.ts'
import type { SpiceElement } from '../../../arrays/spice/spice-element.ts'
import { spiceNodes } from '../../../arrays/spice/spice-nodes.ts'
import { type DriveSegment, writeNetlist } from '../../../arrays/spice/write-netlist.ts'
import { needNgspice, runNgspice } from '../../reference/run-ngspice.ts'
import { amperes, ends, floating, ground, type LineEnd, volts, wiring } from '../../reference/wiring.ts'

const siemens = (value: number): SpiceElement => ({ kind: 'conductance', siemens: value })

describe('an operating point', () => {
  const divider = writeNetlist({
    title: 'a divider\nof two lines',
    wiring: wiring([1, 1], { left: ends([volts(4, 1000)]), bottom: ends([volts(0, 2000)]) }),
    cell: () => siemens(1e-3),
  })

  test('by hand: every line of a 1 x 1 array', () => {
    expect(divider.split('\n').filter(line => !line.startsWith('* 1 word'))).toEqual([
      '* a divider\\nof two lines',
      expect.stringMatching(/^\.options reltol=1e-10 abstol=1e-18 vntol=1e-12 gmin=1e-20 /),
      '* drivers',
      'Vleft_0 d_left_0 0 DC 4',
      'Rleft_0 d_left_0 w_0_0 1000',
      'Vbottom_0 d_bottom_0 0 DC 0',
      'Rbottom_0 d_bottom_0 b_0_0 2000',
      '* wires',
      '* cells',
      'Gc_0_0 w_0_0 b_0_0 w_0_0 b_0_0 0.001',
      '.control',
      'set numdgt=15',
      'op',
      'print all',
      'quit 0',
      '.endc',
      '.end',
      '',
    ])
  })

  test.skipIf(!needNgspice())('runs as it is (needs ngspice)', () => {
    const printed = runNgspice(divider)
    expect(printed.get('w_0_0')![0]).toBeCloseTo(3, 12)
    expect(printed.get('b_0_0')![0]).toBeCloseTo(2, 12)
  })

  test('0-ohm segments make one node, broken ones and open cells are left out', () => {
    const network = wiring([1, 4], {
      word: Float64Array.of(0, 5, Number.POSITIVE_INFINITY),
      left: ends([volts(1)]),
      right: ends([amperes(1e-6)]),
      bottom: ends([ground, ground, ground, floating]),
      top: ends([floating, floating, floating, ground]),
    })
    expect(spiceNodes(network).word).toEqual(['w_0_0', 'w_0_0', 'w_0_2', 'w_0_3'])
    const text = writeNetlist({ title: 't', wiring: network, cell: k => siemens(k === 1 ? 0 : 1e-6) })
    expect(text).toContain('Rw_0_1 w_0_0 w_0_2 5\n')
    expect(text).not.toContain('Rw_0_0')
    expect(text).not.toContain('Rw_0_2')
    expect(text).not.toContain('Gc_0_1')
    expect(text).toContain('Iright_0 0 w_0_3 DC 0.000001')
  })

  test('two 0-ohm sources on one node: one stands for both at equal volts, different volts are refused', () => {
    const text = (right: LineEnd): string =>
      writeNetlist({
        title: 't',
        wiring: wiring([1, 1], { left: ends([volts(1)]), right: ends([right]), top: ends([ground]) }),
        cell: () => siemens(1),
      })
    expect(text(volts(1))).toContain('* right_0 holds w_0_0 at the same volts as the source above')
    expect(text(volts(1))).not.toContain('Vright_0')
    expect(() => text(volts(2))).toThrow(/different volts at w_0_0/)
  })
})

describe('a program', () => {
  const pulse = (left: LineEnd, seconds: number): DriveSegment => ({
    seconds,
    ...wiring([1, 1], { left: ends([left]), bottom: ends([ground]) }),
  })
  test('a source steps after each breakpoint and the ends of the segments are printed', () => {
    const rows = wiring([1, 1], {})
    const program = [pulse(volts(1), 0.5), pulse(volts(0), 1), pulse(volts(0), 1), pulse(volts(2), 0.5)]
    const text = writeNetlist({ title: 't', wiring: rows, cell: () => siemens(1e-3), program })
    expect(text).toContain('Vleft_0 w_0_0 0 PWL(0 1 0.5 1 0.50000005 0 2.5 0 2.50000005 2)')
    expect(text).toContain('compose seconds values 0.5 1.5 2.5 3')
    expect(text).toContain('Vbottom_0 b_0_0 0 DC 0')
  })

  test.skipIf(!needNgspice())(
    'an end may turn from volts behind ohms to a current to nothing (needs ngspice)',
    () => {
      const wires = wiring([1, 1], {})
      const program = [
        pulse(volts(1, 1000), 1),
        pulse(amperes(2e-3), 1),
        pulse(floating, 1),
        pulse(volts(3), 1),
      ]
      const printed = runNgspice(
        writeNetlist({
          title: 't',
          wiring: wires,
          cell: () => siemens(1e-3),
          program,
          samples: [0.5, 1.5, 2.5, 3.5],
        }),
      )
      const expected = [0.5, 2, 0, 3]
      printed.get('w_0_0')!.forEach((value, k) => {
        expect(value).toBeCloseTo(expected[k], 9)
      })
      expect(printed.get('w_0_0')).toHaveLength(4)
    },
  )
})

describe('an array of devices', () => {
  const spec = createArraySpec({
    size: [1, 2],
    device: 'ec-mof-l',
    stuck: [[null, 'short']],
  })

  test('an operating point holds the states; a program lets them move', () => {
    const still = arrayNetlist(spec, spec.initial)
    expect(still).toContain('Bc_0_0 w_0_0 b_0_0 I = ')
    expect(still).not.toContain('x_')
    expect(still).toContain('Gc_0_1 w_0_0 b_0_1 w_0_0 b_0_1 0.1')
    const drive = crossbarDrive(
      spec,
      { word: Float64Array.of(1), bit: Float64Array.of(0, 0) },
      Uint8Array.of(1),
    )
    const moving = arrayNetlist(spec, spec.initial, { program: [{ drive, seconds: 1 }] })
    for (const state of spec.model.states) {
      const node = `x_${state.name.toLowerCase()}_0_0`
      expect(moving).toContain(`C${node} ${node} 0 1\n`)
      expect(moving).toContain(`.ic v(${node})=${state.initial}\n`)
    }
  })

  test('a mixed or empty program is refused', () => {
    expect(() => arrayNetlist(spec, spec.initial, { program: [] })).toThrow(RangeError)
    const isolated = { drive: { kind: 'isolated', volts: new Float64Array(2) }, seconds: 1 } as const
    const drive = crossbarDrive(
      spec,
      { word: Float64Array.of(1), bit: Float64Array.of(0, 0) },
      Uint8Array.of(1),
    )
    expect(() => arrayNetlist(spec, spec.initial, { program: [isolated, { drive, seconds: 1 }] })).toThrow(
      /mixes/,
    )
  })

  test('long lines are continued', () => {
    const drive = crossbarDrive(
      spec,
      { word: Float64Array.of(1), bit: Float64Array.of(0, 0) },
      Uint8Array.of(1),
    )
    const lines = arrayNetlist(spec, spec.initial, { program: [{ drive, seconds: 1 }] }).split('\n')
    expect(lines.some(line => line.startsWith('+ '))).toBe(true)
    expect(Math.max(...lines.map(line => line.length))).toBeLessThan(140)
  })
})
