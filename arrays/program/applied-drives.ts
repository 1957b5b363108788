import type { BiasScheme } from '../crossbar/bias.ts'
import { type LineEnds, VOLTAGE } from '../network/problem.ts'
import type { PlayRow, Step } from './program.ts'

/** More voltages than these are not looked at one by one: a table of many rows. */
const MOST = 2000

/**
 * What the drivers of a program put across cells: pulses, what their scheme leaves of them to other cells, and reads. Wires and
 * neighbours take a part of it.
 * @param network where cells are addressed alone, no other cell meets a part of a pulse
 */
export function appliedDrives(
  steps: readonly Step[],
  { network, bias }: { readonly network: 'isolated' | 'crossbar'; readonly bias: BiasScheme },
): { readonly writes: ReadonlySet<number>; readonly reads: ReadonlySet<number> } {
  const writes = new Set<number>([0])
  const reads = new Set<number>([0])
  const add = (to: Set<number>, volts: number, scheme: BiasScheme): void => {
    to.add(volts)
    if (network === 'crossbar') for (const share of SHARES[scheme]) to.add(share * volts)
  }
  for (const step of steps) {
    if (step.kind === 'read') add(reads, step.volts, step.bias ?? bias)
    else if (step.kind === 'write') {
      for (const { levels, amplitude } of step.targets) {
        const shares = step.graded === 'volts' ? new Set(levels) : [1]
        for (const share of shares) if (writes.size < MOST) add(writes, share * amplitude, bias)
      }
    } else if (step.kind === 'play') {
      for (const row of step.rows)
        for (const volts of playedVolts(row)) if (writes.size < MOST) writes.add(volts)
    }
  }
  return { writes, reads }
}

/** What a pulse of 1 V puts across the cells that it does not address. */
const SHARES: Readonly<Record<BiasScheme, readonly number[]>> = {
  half: [0.5],
  third: [1 / 3, -1 / 3],
  ground: [],
  float: [],
}

/** Every voltage of a word line against every one of a bit line. */
export function playedVolts({ left, right, top, bottom }: PlayRow): number[] {
  const words = new Set([...sourceVolts(left), ...sourceVolts(right)])
  const bits = new Set([...sourceVolts(top), ...sourceVolts(bottom)])
  return [...words].flatMap(word => [...bits].map(bit => word - bit))
}

function sourceVolts({ kind, value }: LineEnds): number[] {
  return [...value].filter((_, k) => kind[k] === VOLTAGE)
}
