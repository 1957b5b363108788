import { type BiasScheme, unaddressedShares } from '../crossbar/bias/index.ts'
import type { Step } from './step.ts'

/** More voltages than these are not looked at one by one: a table of many rows. */
const MOST = 2000

/**
 * Amplitudes that the drivers of a program put across cells: of pulses, of the shares that their scheme leaves to other cells, and
 * of reads. Wires and neighbours take a part of them.
 * @param network where cells are addressed alone, no other cell meets a part of a pulse
 */
export function appliedDrives(
  steps: readonly Step[],
  { network, bias }: { readonly network: 'isolated' | 'crossbar'; readonly bias: BiasScheme },
): { readonly writes: ReadonlySet<number>; readonly reads: ReadonlySet<number> } {
  const writes = new Set<number>([0])
  const reads = new Set<number>([0])
  for (const step of steps) {
    for (const applied of step.applied()) {
      const to = applied.by === 'read' ? reads : writes
      if (to.size >= MOST) continue
      to.add(applied.amplitude)
      if (applied.by === 'lines' || network === 'isolated') continue
      for (const share of unaddressedShares(applied.bias ?? bias)) to.add(share * applied.amplitude)
    }
  }
  return { writes, reads }
}
