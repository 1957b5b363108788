import { ConfigError } from '../../../arrays/errors.ts'
import type { ColumnChooser } from './choose-columns.ts'
import { columnValues } from './column-values.ts'
import type { MeasuredTable } from './find-table.ts'
import type { PulseProtocol } from './pulse-protocol.ts'

type Direction = 'up' | 'down'

/** Rows of one direction, in the order in which they were measured. */
export interface PulseBranch {
  readonly direction: Direction
  /** Number of the pulse after which, from 0, and conductance, S. */
  readonly rows: readonly { readonly pulse: number; readonly conductance: number }[]
  /** The file counts them from their end. */
  readonly turned: boolean
  /** Of its first row in the file. */
  readonly line: number
}

const WORDS: Readonly<Record<string, Direction>> = {
  up: 'up',
  potentiation: 'up',
  ltp: 'up',
  set: 'up',
  down: 'down',
  depression: 'down',
  ltd: 'down',
  reset: 'down',
}

/**
 * Rows of one direction after another. Without a column of directions the rows up to the largest conductance are up. A branch that falls under
 * up, or rises under down, is read from its end.
 * @throws ConfigError for a word that is no direction
 */
export function splitBranches(
  table: MeasuredTable,
  columnOf: ColumnChooser,
  conductance: Float64Array,
): PulseBranch[] {
  const { file, body } = table
  const [way, count] = [columnOf('direction'), columnOf('pulse')]
  const numbers = count === undefined ? undefined : columnValues(table, count)
  const top = conductance.indexOf(conductance.reduce((a, b) => Math.max(a, b)))
  const directions = body.map(({ line, fields }, k): Direction => {
    if (way === undefined) return k <= top ? 'up' : 'down'
    const text = fields[way.index]?.text ?? ''
    const found = WORDS[text.toLowerCase()]
    if (found !== undefined) return found
    throw new ConfigError({ file, line }, `the direction ${JSON.stringify(text)}`, 'up or down')
  })
  const starts = directions.flatMap((direction, k) => (k === 0 || direction !== directions[k - 1] ? [k] : []))
  let before = 0
  return starts.map((start, b) => {
    const end = starts[b + 1] ?? directions.length
    const direction = directions[start]
    const found = Array.from({ length: end - start }, (_, k) => ({
      pulse: numbers?.[start + k] ?? k + 1,
      conductance: conductance[start + k],
    })).toSorted((p, q) => p.pulse - q.pulse)
    const turned = slope(found) * (direction === 'up' ? 1 : -1) < 0
    const [first, last] = [found[0].pulse, found.at(-1)!.pulse]
    // Numbers that run on from one branch to the next count from the last of it.
    const zero = b > 0 && numbers !== undefined && first >= before ? before : Math.min(0, first)
    before = last
    return {
      direction,
      rows: turned
        ? found.toReversed().map(row => ({ ...row, pulse: last - row.pulse }))
        : found.map(row => ({ ...row, pulse: row.pulse - zero })),
      turned,
      line: body[start].line,
    }
  })
}

/** All branches as one run. */
export function joinBranches(
  branches: readonly PulseBranch[],
  protocol: PulseProtocol,
): { seconds: Float64Array; drive: Float64Array; conductance: Float64Array; pulses: Float64Array } {
  let now = 0
  const rows = branches.flatMap(({ direction, rows: branch }) => {
    const { volts, width } = protocol[direction]!
    return branch.map(({ pulse, conductance }, k) => {
      const pulses = pulse - (k === 0 ? 0 : branch[k - 1].pulse)
      now += pulses * (width + protocol.pause)
      return { seconds: now, drive: volts, conductance, pulses }
    })
  })
  const column = (key: 'seconds' | 'drive' | 'conductance' | 'pulses'): Float64Array =>
    Float64Array.from(rows, row => row[key])
  return {
    seconds: column('seconds'),
    drive: column('drive'),
    conductance: column('conductance'),
    pulses: column('pulses'),
  }
}

/** Sign of the straight line through the rows. */
function slope(rows: readonly { readonly pulse: number; readonly conductance: number }[]): number {
  const mean = rows.reduce((sum, { pulse }) => sum + pulse, 0) / rows.length
  return rows.reduce((sum, { pulse, conductance }) => sum + (pulse - mean) * conductance, 0)
}
