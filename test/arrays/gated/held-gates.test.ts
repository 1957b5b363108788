import { describe, expect, it } from 'vitest'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { advanceGated } from '../../../arrays/gated/advance-gated.ts'
import { createGatedArray, type GatedArrayOptions } from '../../../arrays/gated/gated-array-spec.ts'
import { readDrive, writeDrive } from '../../../arrays/gated/gated-drive.ts'
import { heldGates } from '../../../arrays/gated/held-gates.ts'

const phase = { gate: [1.5, 0], source: [-1.5, 0, 0.5], control: 'voltage' } as const
const arrayOf = (options: Partial<GatedArrayOptions> = {}) =>
  createGatedArray({ size: [2, 3], device: 'pva-mxene', ...options })

describe('heldGates', () => {
  it('is gate line minus source line where sources hold both', () => {
    const spec = arrayOf()
    expect(heldGates(spec, writeDrive(spec, phase))).toEqual(Float64Array.of(3, 1.5, 1, 1.5, 0, -0.5))
  })

  it('is nothing where wires, drivers, currents or open lines decide', () => {
    const wired = arrayOf({ wires: { source: 1 } })
    expect(heldGates(wired, writeDrive(wired, phase))).toBeUndefined()
    const driven = arrayOf({ ends: { gateLeft: { ohms: 50 } } })
    expect(heldGates(driven, writeDrive(driven, phase))).toBeUndefined()
    const spec = arrayOf()
    expect(heldGates(spec, writeDrive(spec, { ...phase, control: 'current' }))).toBeUndefined()
    expect(heldGates(spec, readDrive(spec, { drain: [1, 0] }))).toBeUndefined()
  })

  it('moves the states as the network does, which the energy asks for', () => {
    const spec = arrayOf()
    const drive = writeDrive(spec, phase)
    const [alone, solved] = [false, true].map(energy => {
      const states = spec.initial.map(x => x.slice())
      const steps = advanceGated(spec, drive, 0.02, states, createEnergyMeter(), { energy, tolerance: 1e-8 })
      return { states, steps }
    })
    expect(alone.steps).toBe(1)
    alone.states.forEach((x, s) => {
      x.forEach((value, k) => {
        expect(Math.abs(value - solved.states[s][k])).toBeLessThan(1e-7 * Math.max(1, Math.abs(value)))
      })
    })
    expect(alone.states.some((x, s) => x[0] !== spec.initial[s][0])).toBe(true)
  })
})
