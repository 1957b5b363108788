import { expect, test } from 'vitest'
import { fefet } from '../../../arrays/devices/field/fefet.ts'
import { createGatedCell } from '../../../arrays/devices/gated-cell.ts'

const DOMAINS = 6000
/** Of the random process in a pulse. */
const STEPS = 200
/** Pulses in parts of the time in which a domain turns, by their sign. */
const TRAINS = {
  'one sign': [0.3, 0.3, 0.3, 0.3, 0.3, 0.3],
  'to and fro': [0.7, -0.4, 0.7, -0.4, 0.7, -0.4, 0.7, -0.4],
  'short pulses back': [0.6, -0.2, 0.6, -0.2, 0.6, -0.2, 0.6, -0.2],
  'from saturation': [5, -0.6, 0.5, -1.5, 0.7],
}

/** Shares that point up after each pulse, of domains that turn one by one as the source lets them: by a random number in every step. */
function oneByOne(pulses: readonly number[]): number[] {
  let seed = 12345
  const random = (): number => {
    // Numerical Recipes' quick generator.
    seed = (Math.imul(1664525, seed) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  const up = new Uint8Array(DOMAINS)
  const progress = new Float64Array(DOMAINS)
  return pulses.map(pulse => {
    const moved = Math.abs(pulse) / STEPS
    for (let step = 0; step < STEPS; step++) {
      for (let d = 0; d < DOMAINS; d++) {
        const against = up[d] === 1 ? pulse < 0 : pulse > 0
        const next = progress[d] + (against ? moved : -moved)
        const turns = against && 1 - Math.exp(progress[d] ** 2 - next ** 2) > random()
        if (turns) up[d] = 1 - up[d]
        progress[d] = turns || next < 0 ? 0 : next
      }
    }
    return up.reduce((sum, one) => sum + one, 0) / DOMAINS
  })
}

test.each(Object.entries(TRAINS))(
  'the mean of the domains is that of domains that turn one by one, %s',
  (_, pulses) => {
    // Without spread all classes are one, and without polarisation 3 V are one field: its time is what the first progress says.
    const parameters = { pr: 0, spread: 0 }
    const probe = createGatedCell(fefet, { parameters })
    probe.advance(3, 1e-12)
    const time = 1e-12 / probe.state[1]
    const cell = createGatedCell(fefet, { parameters })
    const down = createGatedCell(fefet, { parameters, state: { up1: 1 } })
    down.advance(-3, 1e-12)
    const back = 1e-12 / down.state[2]
    const found = pulses.map(pulse => {
      cell.advance(pulse > 0 ? 3 : -3, Math.abs(pulse) * (pulse > 0 ? time : back))
      return cell.state[0]
    })
    const expected = oneByOne(pulses)
    const off = found.map((share, k) => Math.abs(share - expected[k]))
    expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.25)
    expect(Math.max(...off)).toBeLessThan(0.015)
  },
)
