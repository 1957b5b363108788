import type { AccessLaw } from '../../reference/access-law.ts'
import type { CellLaw } from '../../reference/cell-law.ts'
import { mergedNodes, type Wiring } from '../../reference/circuit.ts'
import { OPEN } from '../../reference/network-case.ts'
import { amperes, ends, floating, ground, type LineEnd, volts } from '../../reference/wiring.ts'
import { drawAccess } from './draw-access.ts'
import { matrix, pick, type Random, spread, whole } from './draw-number.ts'

/** A network twice: as a file that the project reads, and as data for the reference. */
export interface DrawnNetwork {
  readonly document: Record<string, unknown>
  readonly network: DrawnCase
  readonly unknowns: number
}

/** A network as the reference has it. */
export interface DrawnCase {
  readonly wiring: Wiring
  readonly cells: readonly CellLaw[]
  /** An element in series with each cell, and where it stands. */
  readonly series?: readonly AccessLaw[]
  readonly side?: 'word' | 'bit'
}

type Entry = number | null

const SCHEMES = ['half', 'third', 'ground', 'float', 'any', 'any', 'any'] as const
const SHORT = 0.1

/**
 * Draws a crossbar of 1 x 1 to 12 x 12 with every drive, wire and cell that an array file can say.
 * @param most unknowns: nodes of lines, those of a 0-ohm line counted once, and one in each cell with an access element
 * @param random uniform in [0, 1)
 */
export function drawNetwork(most: number, random: Random): DrawnNetwork {
  for (;;) {
    const drawn = drawOnce(random)
    if (drawn.unknowns <= most) return drawn
  }
}

function drawOnce(random: Random): DrawnNetwork {
  const size = [drawSide(random), drawSide(random)] as const
  const [rows, columns] = size
  const word = drawWire([rows, columns - 1], random)
  const bit = drawWire([rows - 1, columns], random)
  const cells = drawCells(size, random)
  const access = drawAccess(size, random)
  const sides = drawSides(size, cells.scale, random)
  const wiring: Wiring = {
    rows,
    columns,
    wordWire: word.ohms,
    bitWire: bit.ohms,
    left: ends(sides.left.lines),
    right: ends(sides.right.lines),
    top: ends(sides.top.lines),
    bottom: ends(sides.bottom.lines),
  }
  const groups = mergedNodes(wiring)
  const nodes = new Set(Array.from({ length: 2 * rows * columns }, (_, node) => groups.of(node))).size
  return {
    document: {
      size,
      cells: cells.input,
      ...(cells.stuck === undefined ? {} : { stuck: cells.stuck }),
      ...(access === undefined ? {} : { access: access.input }),
      wires: { word: word.input, bit: bit.input },
      word: { left: sides.left.input, right: sides.right.input },
      bit: { top: sides.top.input, bottom: sides.bottom.input },
    },
    network: {
      wiring,
      cells: cells.laws,
      ...(access === undefined ? {} : { series: access.laws, side: access.side }),
    },
    unknowns: nodes + (access === undefined ? 0 : rows * columns),
  }
}

function drawSide(random: Random): number {
  return random() < 0.5 ? 1 + whole(4, random) : 1 + whole(12, random)
}

interface DrawnWire {
  readonly input: number | Entry[][]
  readonly ohms: number | Float64Array
}

function drawWire(size: readonly [number, number], random: Random): DrawnWire {
  const uniform = (ohms: number): DrawnWire => ({ input: ohms, ohms })
  const each = (draw: () => Entry): DrawnWire => {
    const input = matrix(size, draw)
    return { input, ohms: Float64Array.from(input.flat(), value => value ?? Number.POSITIVE_INFINITY) }
  }
  const some = (share: number, value: Entry, low: number, high: number) =>
    each(() => (random() < share ? value : spread(low, high, random)))
  switch (whole(8, random)) {
    case 0:
    case 1:
      return uniform(0)
    case 2:
      return uniform(1)
    case 3:
      return uniform(spread(1e-3, 1e6, random))
    case 4:
      return some(0, 0, 1e-3, 1e6)
    case 5:
      return some(0.4, 0, 1e-2, 1e4)
    case 6:
      return some(0.15, null, 0.1, 100)
    default:
      return each(() => (random() < 0.3 ? 0 : random() < 0.1 ? null : spread(1e-3, 1e6, random)))
  }
}

interface DrawnCells {
  readonly input: Record<string, unknown>
  readonly stuck?: (null | string | number)[][]
  readonly laws: readonly CellLaw[]
  /** A current that is at home in these cells, A. */
  readonly scale: number
}

function drawCells(size: readonly [number, number], random: Random): DrawnCells {
  const ranges = [
    [1e-6, 1e-4],
    [1e-12, 1e-11],
    [1e-13, 1e-1],
    [1e-9, 1e-3],
    [1e-4, 1],
  ] as const
  const [low, high] = pick(ranges, random)
  const nothing = random() < 0.15 ? 0.2 : 0
  const draw = () => (random() < nothing ? 0 : spread(low, high, random))
  const conductance = random() < 0.15 ? spread(low, high, random) : matrix(size, draw)
  const at = (k: number): number =>
    typeof conductance === 'number' ? conductance : conductance[Math.floor(k / size[1])][k % size[1]]
  const beta = random() < 0.5 ? undefined : spread(0.1, 20, random)
  const curved = random() < 0.5
  const stuck =
    random() < 0.25
      ? matrix(size, () => {
          const kind = random()
          if (kind < 0.08) return 'open'
          if (kind < 0.16) return 'short'
          return kind < 0.2 ? spread(1e-9, 1e-1, random) : null
        })
      : undefined
  const law = (k: number): CellLaw => {
    const fault = stuck?.[Math.floor(k / size[1])]?.[k % size[1]] ?? null
    if (fault !== null) {
      const siemens = fault === 'open' ? 0 : fault === 'short' ? SHORT : Number(fault)
      return siemens === 0 ? OPEN : { kind: 'linear', siemens }
    }
    if (at(k) === 0) return OPEN
    return curved ? { kind: 'sinh', siemens: at(k), beta: beta ?? 2 } : { kind: 'linear', siemens: at(k) }
  }
  return {
    input: {
      device: curved ? 'sinh' : 'resistor',
      conductance,
      ...(curved && beta !== undefined ? { beta } : {}),
    },
    ...(stuck === undefined ? {} : { stuck }),
    laws: Array.from({ length: size[0] * size[1] }, (_, k) => law(k)),
    scale: Math.sqrt(low * high),
  }
}

interface DrawnEnd {
  readonly input: unknown
  readonly lines: readonly LineEnd[]
}
type DrawnSides = Record<'left' | 'right' | 'top' | 'bottom', DrawnEnd>

function drawSides([rows, columns]: readonly [number, number], scale: number, random: Random): DrawnSides {
  const open = (lines: number): DrawnEnd => ({
    input: 'float',
    lines: Array.from({ length: lines }, () => floating),
  })
  const scheme = pick(SCHEMES, random)
  if (scheme === 'any') {
    return {
      left: anyEnd(rows, scale, random),
      right: random() < 0.6 ? open(rows) : anyEnd(rows, scale, random),
      top: random() < 0.6 ? open(columns) : anyEnd(columns, scale, random),
      bottom: anyEnd(columns, scale, random),
    }
  }
  const [i, j] = [whole(rows, random), whole(columns, random)]
  const v = Number((0.1 + 3 * random()).toFixed(2))
  const [word, bit] = {
    half: [v / 2, v / 2],
    third: [v / 3, (2 * v) / 3],
    ground: [0, 0],
    float: [null, null],
  }[scheme]
  const ohms = random() < 0.5 ? 0 : spread(1, 1e4, random)
  const list = (lines: number, at: number, chosen: number, other: Entry): DrawnEnd =>
    voltsEnd(
      Array.from({ length: lines }, (_, k) => (k === at ? chosen : other)),
      new Array<number>(lines).fill(ohms),
    )
  return {
    left: list(rows, i, v, word!),
    right: open(rows),
    top: open(columns),
    bottom: list(columns, j, 0, bit!),
  }
}

function voltsEnd(value: readonly Entry[], ohms: readonly number[]): DrawnEnd {
  return {
    input: { volts: value, ohms },
    lines: value.map((each, k) => (each === null ? floating : volts(each, ohms[k]))),
  }
}

function anyEnd(lines: number, scale: number, random: Random): DrawnEnd {
  const list = <T>(draw: () => T): T[] => Array.from({ length: lines }, draw)
  const missing = random() < 0.5 ? 0 : random()
  switch (whole(6, random)) {
    case 0:
      return { input: 'float', lines: list(() => floating) }
    case 1:
      return { input: 'ground', lines: list(() => ground) }
    case 2: {
      const most = random() < 0.5 ? scale : scale * 10 ** (4 * random() - 2)
      const amps = list(() =>
        random() < missing ? null : Number((most * (2 * random() - 1)).toPrecision(6)),
      )
      return { input: { amps }, lines: amps.map(each => (each === null ? floating : amperes(each))) }
    }
    default: {
      const most = random() < 0.9 ? 3 : 10
      const value = list(() => (random() < missing ? null : Number((most * (2 * random() - 1)).toFixed(3))))
      const behind = random()
      return voltsEnd(
        value,
        list(() => (behind < 0.4 || random() < 0.2 ? 0 : spread(0.1, 1e5, random))),
      )
    }
  }
}
