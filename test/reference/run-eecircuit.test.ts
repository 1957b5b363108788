import { describe, expect, test } from 'vitest'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../arrays/crossbar/drive.ts'
import { vteam } from '../../arrays/devices/field/vteam.ts'
import { arrayNetlist } from '../../arrays/spice/array-netlist.ts'
import { runEecircuit } from './run-eecircuit.ts'
import { needNgspice, runNgspice } from './run-ngspice.ts'

const spec = createArraySpec({
  size: [2, 2],
  device: vteam,
  state: {
    w: [
      [1e-9, 2e-9],
      [0, 3e-9],
    ],
  },
  wires: { word: 10, bit: 10 },
  left: { ohms: 20 },
})

function program(volts: readonly number[]) {
  return volts.map(value => ({
    drive: crossbarDrive(
      spec,
      { word: Float64Array.of(value, value / 2), bit: Float64Array.of(0, value / 2) },
      new Uint8Array(2),
    ),
    seconds: 1e-7,
  }))
}

describe.skipIf(!needNgspice())('ngspice as WebAssembly against ngspice (needs ngspice)', () => {
  test.each([
    ['an operating point', arrayNetlist(spec, spec.initial)],
    ['a transient', arrayNetlist(spec, spec.initial, { program: program([0.3, 0.15, -0.24, 0, -0.3]) })],
  ])('%s: the same vectors to 1e-7 of their largest', (_, netlist) => {
    const [own, other] = [runNgspice(netlist), runEecircuit(netlist)]
    const names = [...own.keys()].filter(name => /^(w|b|x|d)_/.test(name))
    expect(names.length).toBeGreaterThan(7)
    for (const name of names) {
      const values = own.get(name)!
      const largest = Math.max(...values.map(Math.abs), name.startsWith('x') ? 3e-9 : 1e-3)
      expect(other.get(name)?.length, name).toBe(values.length)
      values.forEach((value, k) => {
        expect(Math.abs(other.get(name)![k] - value), `${name} ${k}`).toBeLessThan(1e-7 * largest)
      })
    }
  })
})
