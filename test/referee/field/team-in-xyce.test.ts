import { expect, test } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { team } from '../../../arrays/devices/field/team.ts'

/** s and nm that Xyce prints for its own TEAM device (memristorTEAM_test of Xyce_Regression): 1 V at 1 kHz behind 50 ohm. */
const PRINTED = [
  [2.7341905e-5, 9.1487332e-4],
  [3.70205833e-5, 2.07942793e-2],
  [5.08912862e-5, 0.119763621],
  [7.40091245e-5, 0.306979382],
  [1.0175053e-4, 0.519126697],
  [1.50297991e-4, 0.841594539],
  [2.01157235e-4, 1.0952378],
  [2.28898641e-4, 1.19314052],
  [5.36511871e-4, 1.20507365],
  [5.37516085e-4, 1.09100937],
  // In between it falls back within microseconds.
  [5.39859e-4, -3.20321757e-3],
  [6.20782612e-4, -3.62324597e-3],
] as const
/** Xyce compares its own answers to this, nm. */
const TOLERANCE = 0.01
const STEP = 1e-8

test('TEAM behind a resistance follows the curve that Xyce prints', () => {
  const cell = createCell(team)
  const moving = (time: number): number => {
    const ohms = 50 + (950 * cell.state[0]) / 3e-9
    return (Math.sin(2 * Math.PI * 1000 * time) * ohms) / (ohms + 50)
  }
  let time = 0
  let latest = 0
  for (const [seconds, nanometres] of PRINTED) {
    while (time < seconds) {
      const step = Math.min(STEP, seconds - time)
      cell.advance(moving(time + step / 2), step)
      time += step
      if (cell.state[0] > 0.5e-9) latest = time
    }
    expect(Math.abs(cell.state[0] * 1e9 - nanometres), `${seconds} s`).toBeLessThan(TOLERANCE)
  }
  // On its way down 0.5 nm are printed at 0.5381013 ms.
  expect(Math.abs(latest - 5.381013e-4)).toBeLessThan(1e-7)
})
