import { describe, expect, it } from 'vitest'
import type { AccessOption } from '../../../arrays/access/access-option.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { arrayNetlist } from '../../../arrays/spice/array-netlist.ts'

const size = [2, 2] as const

function netlist(access: AccessOption): string {
  const spec = createArraySpec({ size, device: 'resistor', access })
  return arrayNetlist(spec, spec.initial).replaceAll('\n+', '')
}

describe('access elements in a netlist', () => {
  it('are an nmos of level 1 with its leakage, at the line that they stand at', () => {
    const transistor = {
      kind: 'transistor',
      gateVolts: [1, 2],
      threshold: 0.4,
      transconductance: 2e-4,
    } as const
    const atWord = netlist(transistor)
    expect(atWord).toContain('.model access nmos level=1 vto=0.4 kp=0.0002 gamma=0 lambda=0')
    expect(atWord).toContain('Vgate_1 gate_1 0 DC 2\n')
    expect(atWord).toContain('Ms_1_0 w_1_0 gate_1 m_1_0 bulk access\n')
    expect(atWord).toMatch(/\nBs_1_0 w_1_0 m_1_0 I = .* 1e-12 \* \(1 - exp/)
    expect(atWord).toMatch(/\nBc_1_0 m_1_0 b_0_0 I = /)
    const atBit = netlist({ ...transistor, side: 'bit' })
    expect(atBit).toContain('Ms_1_0 m_1_0 gate_1 b_0_0 bulk access\n')
    expect(atBit).toMatch(/\nBc_1_0 w_1_0 m_1_0 I = /)
  })

  it('have a gate of their own where a word line has several', () => {
    const gateVolts = [
      [1, 1],
      [2, 3],
    ]
    const text = netlist({ kind: 'transistor', gateVolts })
    for (const line of ['Vgate_0 gate_0 0 DC 1', 'Vgate_1_0 gate_1_0 0 DC 2', 'Vgate_1_1 gate_1_1 0 DC 3'])
      expect(text).toContain(`${line}\n`)
    expect(text).toContain('Ms_1_1 w_1_0 gate_1_1 m_1_1 bulk access\n')
  })

  it('follow the word line with their gates in a program', () => {
    const spec = createArraySpec({ size, device: 'resistor', access: { kind: 'transistor', gateVolts: 2 } })
    const lines = { word: Float64Array.of(1, 0), bit: new Float64Array(2) }
    const program = [[1, 0] as const, [0, 1] as const].map(gateOn => ({
      drive: crossbarDrive(spec, lines, Uint8Array.from(gateOn)),
      seconds: 1,
    }))
    const text = arrayNetlist(spec, spec.initial, { program })
    expect(text).toMatch(/\nVgate_0 gate_0 0 PWL\(0 2 1 2 1\.0000001 0\)\n/)
    expect(text).toMatch(/\nVgate_1 gate_1 0 PWL\(0 0 1 0 1\.0000001 2\)\n/)
  })

  it('are resistors, a short for 0 ohm', () => {
    const text = netlist({
      kind: 'resistor',
      ohms: [
        [10, 0],
        [30, 40],
      ],
    })
    expect(text).toContain('Rs_0_0 w_0_0 m_0_0 10\n')
    expect(text).toContain('Vs_0_1 w_0_0 m_0_1 0\n')
  })

  it('run towards the word line where they are told to', () => {
    expect(netlist({ kind: 'diode', towards: 'word' })).toMatch(
      /\nBs_0_0 w_0_0 m_0_0 I = -\(.*\(-V\(w_0_0, m_0_0\)\)/,
    )
  })
})
