import type { Level } from './cycle-launches.ts'
import { lookAtBalance, MOVED_COLUMNS, moveDirection, moveNodes } from './gradient-shaders.ts'
import { JOIN_BITS, JOIN_WORDS, JOINED_LINES, NET_CURRENTS, settleWords } from './joined-shaders.ts'
import { lineGroups } from './line-shader.ts'
import { JUDGE, SET_ALPHA, SET_BETA, SET_CHANGE } from './scalar-shaders.ts'
import type { ShaderLaunch } from './shader-plan.ts'
import type { ShaderPlanBuilder } from './shader-plan-builder.ts'

/** The lines of a network. */
interface Lines {
  readonly rows: number
  readonly columns: number
  /** Whether segments of 0 ohm join nodes. */
  readonly joined: boolean
}

/** What goes around a cycle: its buffers and launches. */
export interface GradientLaunches {
  readonly buffers: Readonly<
    Record<'volts' | 'fed' | 'first' | 'second' | 'directionWord' | 'wordRest' | 'partials', number>
  >
  /** The balance of all nodes. */
  readonly look: readonly ShaderLaunch[]
  /** @returns a step along a direction, from the one before */
  step(direction: number, before: number): ShaderLaunch[]
  readonly last: { readonly word: number; readonly bit: number } | undefined
}

/** Launches around a cycle: the balance, the direction and the step. */
export function gradientLaunches(
  builder: ShaderPlanBuilder,
  { rows, columns, joined }: Lines,
  finest: Level,
  {
    cellsLow,
    siemens,
    state,
  }: { readonly cellsLow: number; readonly siemens: number; readonly state: number },
): GradientLaunches {
  const count = rows * columns
  const { wordOhms, bitOhms, cells, passRight, word, bits, sizes, bit, current: imbalance } = finest
  const words = lineGroups(word, rows)
  const moves: [number, number] = [Math.ceil(columns / MOVED_COLUMNS), rows]
  const records = Math.max(words[0], lineGroups(bits, columns)[0], moves[0] * moves[1])
  const buffers = {
    volts: builder.buffer('node voltages', 4 * count),
    fed: builder.buffer('currents into the nodes', 4 * count),
    first: builder.buffer('direction', count),
    second: builder.buffer('direction before', count),
    directionWord: builder.buffer('word voltages of the direction', count),
    wordRest: builder.buffer('word voltages that are missing', count),
    partials: builder.buffer('partial sums', 4 * records),
  }
  const { volts, fed, directionWord, wordRest, partials } = buffers
  const scalar = (text: Parameters<typeof builder.launch>[0], from: readonly [number, number]) =>
    builder.launch(text, [partials, state], [from[0] * from[1]], [1, 1])
  const given = [state, siemens, cells, cellsLow, volts, fed]
  const lines = (count: number): [number, number] => [Math.ceil(count / JOINED_LINES), 1]
  const last = joined
    ? {
        word: builder.buffer('last of joined word nodes', count),
        bit: builder.buffer('last of joined bit nodes', count),
      }
    : undefined
  const joinedBalance = (): ShaderLaunch[] => {
    const net = ['word', 'bit'].map(kind => builder.buffer(`net currents of ${kind} nodes`, 2 * count))
    return [
      builder.launch(NET_CURRENTS, [...given, ...net], sizes, [Math.ceil(columns / 64), rows]),
      builder.launch(JOIN_WORDS, [state, wordOhms, net[0]], sizes, lines(rows)),
      builder.launch(settleWords(word), [state, wordOhms, cells, passRight, ...net, wordRest], sizes, words),
      builder.launch(
        JOIN_BITS,
        [state, bitOhms, net[1], wordRest, imbalance, partials],
        sizes,
        lines(columns),
      ),
    ]
  }
  const balance = joined
    ? joinedBalance()
    : [
        builder.launch(
          lookAtBalance(word),
          [...given, wordOhms, passRight, imbalance, wordRest, partials],
          sizes,
          words,
        ),
      ]
  const look = [...balance, scalar(JUDGE, joined ? lines(columns) : words)]
  const step = (direction: number, before: number): ShaderLaunch[] => [
    scalar(SET_BETA, lineGroups(bits, columns)),
    builder.launch(
      moveDirection(word),
      [
        state,
        wordOhms,
        bitOhms,
        passRight,
        cells,
        bit,
        imbalance,
        before,
        direction,
        directionWord,
        partials,
      ],
      sizes,
      words,
    ),
    scalar(SET_ALPHA, words),
    builder.launch(
      moveNodes(joined),
      [state, direction, directionWord, wordRest, volts, partials, ...Object.values(last ?? {})],
      [rows, columns],
      moves,
    ),
    scalar(SET_CHANGE, moves),
    ...look,
  ]
  return { buffers, look, step, last }
}
