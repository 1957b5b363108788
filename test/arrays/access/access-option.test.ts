import { describe, expect, it } from 'vitest'
import { type AccessOption, accessSpec } from '../../../arrays/access/access-option.ts'

describe('accessSpec', () => {
  it('fills in what is not given', () => {
    expect(accessSpec({ kind: 'selector', scale: 0.2 }, [1, 1])).toEqual({
      kind: 'selector',
      saturation: 1e-12,
      scale: 0.2,
    })
    expect(accessSpec({ kind: 'transistor' }, [1, 2])).toMatchObject({
      side: 'word',
      gateVolts: Float64Array.of(3, 3),
      threshold: 0.5,
    })
    expect(accessSpec({ kind: 'diode' }, [1, 1])).toMatchObject({
      ideality: 1,
      temperature: 300,
      towards: 'bit',
    })
  })

  it.each<[unknown, RegExp]>([
    [{ kind: 'transistors' }, /found kind "transistors"; expected one of none, resistor, /],
    [{ kind: 'resistor', ohms: -1 }, /access\.ohms: found -1; expected numbers of at least 0/],
    [{ kind: 'resistor', ohms: [[1, Number.NaN]] }, /access\.ohms: found NaN/],
    [{ kind: 'resistor', ohms: [[1, 2, 3]] }, /access\.ohms: found 3 values in row 0; expected 1 x 2/],
    [{ kind: 'selector', scale: 0 }, /access\.scale: found 0; expected a number above 0/],
    [{ kind: 'diode', temprature: 300 }, /unknown key "temprature" of kind "diode"; expected saturation, /],
    [{ kind: 'diode', towards: 'left' }, /access\.towards: found "left"; expected "word" or "bit"/],
    [{ kind: 'transistor', side: 'gate' }, /access\.side: found "gate"; expected "word" or "bit"/],
    [
      { kind: 'transistor', gateVolts: [1, 2] },
      /access\.gateVolts: found 2 values; expected one, 1 \(one for each/,
    ],
    [{ kind: 'transistor', gateVolts: [[1], [2]] }, /access\.gateVolts: found 2 rows; expected 1 x 2/],
    [{ kind: 'transistor', gateVolts: Number.NaN }, /access\.gateVolts: found NaN; expected finite/],
    [{ kind: 'transistor', threshold: Number.NaN }, /access\.threshold: found NaN; expected a finite number/],
  ])('%j is refused', (option, message) => {
    expect(() => accessSpec(option as AccessOption, [1, 2])).toThrow(message)
  })
})
