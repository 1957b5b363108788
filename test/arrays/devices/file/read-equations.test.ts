import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../../arrays/config/parse-document.ts'
import { readEquations } from '../../../../arrays/devices/file/read-equations.ts'
import type { GatedDeviceModel } from '../../../../arrays/devices/gated-model.ts'

const VTEAM = `kind: sneakpath-device
name: my-vteam
title: VTEAM with my numbers
source: mine
parameters: { rOn: 50 ohm, rOff: 1 kohm, d: 3 nm, kOff: 5e-4 m/s, kOn: -10 m/s, vOff: 0.02 V, vOn: -0.2 V, aOff: 1, aOn: 3 }
states: { w: { range: [0, 3 nm], start: 0 } }
let: { ohms: rOn + (rOff - rOn) * w / d }
current: v / ohms
rates: { w: "v > vOff ? kOff * (v / vOff - 1) ** aOff : v < vOn ? kOn * (v / vOn - 1) ** aOn : 0" }
read: 0.1 V
measured: [-1 V, 1 V]
`
const read = (text: string, file = 'my.yaml') => readEquations(parseDocument(text, file))
const changed = (from: string, to: string): string => {
  expect(VTEAM).toContain(from)
  return VTEAM.replace(from, to)
}

describe('a file of equations', () => {
  it('is a device like any other', () => {
    const model = read(VTEAM)
    expect(model).toMatchObject({
      name: 'my-vteam',
      citation: 'mine',
      file: 'my.yaml',
      readVolts: 0.1,
      validVolts: [-1, 1],
      relaxes: false,
      linear: true,
    })
    expect(model.parameters[3]).toMatchObject({ name: 'kOff', unit: 'm/s', value: 5e-4 })
    expect(model.states[0]).toMatchObject({ name: 'w', unit: 'm', range: [0, 3e-9], initial: 0 })
  })

  it('may be JSON', () => {
    const value = parseDocument(VTEAM, 'my.yaml').value
    expect(read(JSON.stringify(value), 'my.json').parameters).toHaveLength(9)
    const wrong = JSON.stringify(value).replace('v / ohms', 'v / ohm')
    expect(() => read(wrong, 'my.json')).toThrow(/^my\.json:1:\d+: current: found the name "ohm"/)
  })

  it('may have a gate and pulses', () => {
    const model = read(`kind: sneakpath-device
version: 1
name: gated
title: Gated
source: mine
terminals: 3
parameters: { g: { value: 1 uS, range: [0, 1] }, speed: { value: 2, unit: 1/s } }
states: { x: { range: [0, 1] } }
current: g * (1 + x) * v
gate: 1e-9 * vg
rates: { x: { rate: speed, target: 'max(0, tanh(vg))' } }
read: 0.1 V
measured: [-3 V, 3 V]
write: { volts: 3 V, width: 10 ms, number: 20 }
erase: { volts: -3 V, width: 20 ms }
`) as GatedDeviceModel
    expect(model).toMatchObject({ control: 'voltage', relaxes: true, validControl: [-3, 3] })
    expect(model.pulses).toEqual({
      raise: { amplitude: 3, width: 0.01, number: 20 },
      lower: { amplitude: -3, width: 0.02, number: 1 },
    })
  })

  it('may have states without an end, one unknown, a stored energy and a law of the temperature', () => {
    const model = read(`kind: sneakpath-device
name: all
title: All
source: mine
parameters: { r: 10 ohm, farads: 1 nF, e: 0.6 eV }
states: { q: { range: [-.inf, .inf], unit: V }, t: { range: [0 K, .inf] } }
unknown: { u: { equation: u - (v - q) / (1 + u * u), between: [-abs(v - q), abs(v - q)] } }
current: u / r
rates: { q: i / farads, t: exp(-e / (boltzmann * temperature)) }
stored: farads * q ** 2 / 2
read: 0.1 V
measured: [-.inf, 1 V]
`)
    expect(model.states.map(({ range, unit, initial }) => [...range, unit, initial])).toEqual([
      [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 'V', 0],
      [0, Number.POSITIVE_INFINITY, 'K', 0],
    ])
    expect(model).toMatchObject({ validVolts: [Number.NEGATIVE_INFINITY, 1], returnsCharge: true })
    expect(model.parameters.at(-1)).toMatchObject({ name: 'temperature', value: 300 })
    expect(model.unknown?.name).toBe('u')
  })

  it.each([
    [
      'an unknown name',
      changed('current: v / ohms', 'current: v / ohm'),
      'my.yaml:8:14: current: found the name "ohm"',
    ],
    [
      'an unknown name in quotes',
      changed('kOff * (v / vOff', 'kOff * (v / voff'),
      'my.yaml:9:37: rates.w: found the name "voff"; expected one of v, temperature, noise, rOn,',
    ],
    [
      'an unknown name in a block, at its beginning',
      changed('current: v / ohms', 'current: >-\n  v /\n  ohm'),
      'my.yaml:8:10: current: found the name "ohm"',
    ],
    [
      'an unknown function',
      changed('v / ohms', 'sin(v) / ohms'),
      'my.yaml:8:10: current: found a call of "sin"',
    ],
    ['an assignment', changed('v / ohms', 'v = ohms'), 'my.yaml:8:10: current: found an assignment'],
    ['a property', changed('v / ohms', 'v / process.exit'), 'my.yaml:8:14: current: found a property'],
    [
      'a law that breaks off',
      changed('v / ohms', 'v /'),
      'my.yaml:8:13: current: found the end; expected arithmetic',
    ],
    [
      'a division that meets zero at rest',
      changed('v / ohms', 'v / w'),
      'my.yaml:8:10: current: found NaN at rest (0 V); expected a finite number',
    ],
    [
      'ranges that cross',
      changed('[0, 3 nm]', '[3 nm, 1 nm]'),
      'my.yaml:6:16: states.w.range: found 3e-9 to 1e-9',
    ],
    [
      'a start outside',
      changed('start: 0', 'start: 4 nm'),
      'my.yaml:6:41: states.w.start: found 4e-9; expected 0 to 3e-9',
    ],
    [
      'a state without a rate',
      changed('states: { w', 'states: { u: { range: [0, 1] }, w'),
      'my.yaml:6:11: states.u: found the state u without a rate',
    ],
    [
      'the rate of no state',
      changed('rates: { w', 'rates: { u: 1, w'),
      'my.yaml:9:13: rates.u: found the rate of "u"',
    ],
    [
      'a circular let',
      changed('let: { ohms: rOn', 'let: { a: ohms, ohms: a + rOn'),
      'my.yaml:7:11: let.a: found a, which needs itself; expected laws that do not go in a circle',
    ],
    [
      'a name that is taken',
      changed('rOn: 50', 'pi: 3, rOn: 50'),
      'my.yaml:5:19: parameters.pi: found the name "pi"',
    ],
    [
      'a parameter that is a key of cells',
      changed('rOn: 50', 'device: 3, rOn: 50'),
      'my.yaml:5:23: parameters.device: found the name "device"; expected another: in the cells of an array',
    ],
    [
      'a name that stands twice',
      changed('{ ohms: rOn', '{ d: 1, ohms: rOn'),
      'my.yaml:7:11: let.d: found the name "d"',
    ],
    [
      'another unit',
      changed('read: 0.1 V', 'read: 0.1 A'),
      'my.yaml:10:7: read: found "0.1 A"; expected a voltage in V',
    ],
    [
      'no number',
      changed('3 nm, kOff', 'nm, kOff'),
      'my.yaml:5:45: parameters.d: found "nm"; expected a number',
    ],
    ['no end of a read', changed('read: 0.1 V', 'read: .inf'), 'my.yaml:10:7: read: found "Infinity"'],
    [
      'no law',
      VTEAM.replace('current: v / ohms\n', ''),
      'my.yaml:1:1: current: found nothing; expected a law',
    ],
    [
      'an unknown key',
      `${VTEAM}reed: 1\n`,
      'my.yaml:12:1: reed: found the unknown key "reed"; expected one of',
    ],
    [
      'an unknown key of a state',
      changed('start: 0', 'begin: 0'),
      'my.yaml:6:34: states.w.begin: found the unknown key "begin"',
    ],
    [
      'one pulse of two',
      `${VTEAM}write: { volts: 1, width: 1 }\n`,
      'my.yaml:1:1: erase: found nothing; expected { volts:',
    ],
    ['another kind', changed('sneakpath-device', 'scenario'), 'my.yaml:1:7: kind: found "scenario"'],
  ])('says what is wrong with %s, and where', (_, text, expected) => {
    let message = 'nothing'
    try {
      read(text)
    } catch (error) {
      message = (error as Error).message
    }
    expect(message.slice(0, expected.length)).toBe(expected)
    expect(message).not.toContain('\n')
  })
})
