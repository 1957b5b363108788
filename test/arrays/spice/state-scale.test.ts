import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { arrayNetlist } from '../../../arrays/spice/array-netlist.ts'
import { deviceModel } from '../../../src/host/find-device.ts'

const VTEAM = 'vteam'

describe('a state of 3 nm in a netlist', () => {
  it('is 1 V at its node and printed in metres', () => {
    const spec = createArraySpec({ size: [1, 1], device: deviceModel(VTEAM), state: { w: 1.5e-9 } })
    const program = [{ drive: { kind: 'isolated', volts: Float64Array.of(0.1) }, seconds: 1e-9 }] as const
    const netlist = arrayNetlist(spec, spec.initial, { program })
    expect(netlist).toContain('.ic v(x_w_0_0)=0.5\n')
    expect(netlist).toContain('let x_w_0_0 = interpolate(tran1.x_w_0_0) * 3e-9\n')
    expect(netlist.replaceAll('\n+ ', ' ')).toContain('(V(x_w_0_0) >= 1 ? min(0, ')
  })
})
