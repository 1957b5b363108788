import { OptionError } from '../errors.ts'
import type { LineEnds } from '../network/problem.ts'
import { plainText } from '../plain-text.ts'
import { driverLines, type EndHistory, endHistory, isRigid } from './driver-lines.ts'
import type { SpiceElement, SpiceState } from './spice-element.ts'
import { bitOhms, type NameNode, type SpiceNodes, spiceNodes, type Wiring, wordOhms } from './spice-nodes.ts'
import { sourceText, wrapped } from './spice-source.ts'
import { spiceText } from './spice-value.ts'

/** The drivers of an array at one instant. */
export interface LineDrivers {
  readonly left: LineEnds
  readonly right: LineEnds
  readonly top: LineEnds
  readonly bottom: LineEnds
}

/** The drivers of an array for a while: as they are at its start. */
export interface DriveSegment extends LineDrivers {
  readonly seconds: number
  /** Where they move to in a straight line. @defaultValue they are held */
  readonly to?: LineDrivers
}

export interface SpiceCircuit {
  readonly title: string
  /** Lines and, for an operating point, their drivers. */
  readonly wiring: Wiring
  /** @defaultValue "w_i_j", "b_i_j" */
  readonly nameNode?: NameNode
  /** Suffix of the names of a cell and its states. @defaultValue "i_j" */
  readonly placeOf?: (index: number) => string
  /** The device of cell i * columns + j. */
  readonly cell: (index: number) => SpiceElement
  /** The element in series with the device. */
  readonly series?: (index: number) => SpiceElement
  /** Which line it stands at. @defaultValue word */
  readonly seriesSide?: 'word' | 'bit'
  /** Models that elements name, as lines of the netlist. */
  readonly models?: readonly string[]
  /** Drivers of every segment of a transient; without it the netlist asks for an operating point at the initial states. */
  readonly program?: readonly DriveSegment[]
  /** Further nodes for the laws to read, such as gate volts: name, and one value for each segment. */
  readonly signals?: readonly { readonly name: string; readonly values: readonly number[] }[]
  /** Seconds at which a transient prints; the ends of the segments by default. */
  readonly samples?: readonly number[]
}

/**
 * Tolerances that leave ngspice's answer good to about ten digits; over time it finds no step where currents are wanted to less than
 * 1e-16 A.
 */
function optionsOf(moving: boolean): string {
  const amps = moving ? '1e-16' : '1e-18'
  return `.options reltol=1e-10 abstol=${amps} vntol=1e-12 gmin=1e-20 itl1=1000 itl2=1000 itl4=200 chgtol=0.1 numdgt=15`
}

/** A node that a transient prints, and the value that 1 V at it stands for. */
interface PrintedNode {
  readonly name: string
  readonly scale: number
}

/** An edge of a program takes this part of its shortest segment. */
const EDGE_PART = 1e-7

/** Node of the bulk of all transistors. */
export const BULK = 'bulk'

/** At least this many time steps for the longest segment, and for the whole program; ngspice takes more where it needs them. */
const STEPS_A_SEGMENT = 10
const STEPS_A_PROGRAM = 1000

/**
 * Writes an array as an ngspice netlist that runs as it is (`ngspice -b FILE`): it carries its own options and prints the node
 * voltages w_i_j and b_i_j, the node m_i_j between device and series element where there is one, and in a transient the states
 * x_<state>_i_j, all with 15 digits. Nodes joined by 0-ohm wires appear once, under the first of their names; broken
 * segments and open cells are left out.
 * A single sample comes with the start before it, since ngspice knows no vector of one point.
 * @throws RangeError for a law that cannot be translated, or two 0-ohm sources of different volts on one node
 */
export function writeNetlist(circuit: SpiceCircuit): string {
  const { wiring, program } = circuit
  const nodes = spiceNodes(wiring, circuit.nameNode)
  const segments = program ?? [{ seconds: 1, ...wiring }]
  const starts = [0]
  for (const { seconds } of segments) starts.push(starts.at(-1)! + seconds)
  const edge = EDGE_PART * Math.min(...segments.map(segment => segment.seconds))
  const time = { starts, edge }
  const cells = cellLines(circuit, nodes, program !== undefined)
  const names = [
    ...[...new Set([...nodes.word, ...nodes.bit])].map((name): PrintedNode => ({ name, scale: 1 })),
    ...cells.nodes,
  ]
  return [
    `* ${plainText(circuit.title)}`,
    `* ${wiring.rows} word lines, ${wiring.columns} bit lines; V, A, ohm, s`,
    optionsOf(program !== undefined),
    '* drivers',
    ...drivers(wiring, nodes, segments, time),
    ...(circuit.signals ?? []).map(
      ({ name, values }) => `V${name} ${name} 0 ${sourceText({ values, ...time })}`,
    ),
    ...(circuit.models ?? []),
    '* wires',
    ...wires(wiring, nodes),
    '* cells',
    ...cells.lines,
    '.control',
    'set numdgt=15',
    ...(program === undefined ? ['op', 'print all'] : transient(circuit, names, starts)),
    'quit 0',
    '.endc',
    '.end',
    '',
  ]
    .map(line => wrapped(line))
    .join('\n')
}

function drivers(
  { rows, columns }: Wiring,
  nodes: SpiceNodes,
  segments: readonly DriveSegment[],
  time: { readonly starts: readonly number[]; readonly edge: number },
): string[] {
  const side = (end: 'left' | 'right' | 'top' | 'bottom', count: number, nodeOf: (line: number) => string) =>
    Array.from({ length: count }, (_, line) =>
      endHistory(
        `${end}_${line}`,
        nodeOf(line),
        line,
        segments.map(segment => segment[end]),
        segments.map(segment => (segment.to ?? segment)[end]),
      ),
    )
  const ends = [
    ...side('left', rows, i => nodes.word[i * columns]),
    ...side('right', rows, i => nodes.word[(i + 1) * columns - 1]),
    ...side('top', columns, j => nodes.bit[j]),
    ...side('bottom', columns, j => nodes.bit[(rows - 1) * columns + j]),
  ]
  const rigid = new Map<string, EndHistory>()
  return ends.flatMap(end => {
    const before = isRigid(end) ? rigid.get(end.node) : undefined
    if (before === undefined) {
      if (isRigid(end)) rigid.set(end.node, end)
      return driverLines(end, time)
    }
    const differs = (a: readonly number[], b: readonly number[]): boolean => a.some((x, k) => x !== b[k])
    if (differs(end.value, before.value) || differs(end.valueAtEnd, before.valueAtEnd)) {
      throw new OptionError(
        'writeNetlist',
        `two 0-ohm sources of different volts at ${end.node}`,
        'equal volts',
      )
    }
    return [`* ${end.name} holds ${end.node} at the same volts as the source above`]
  })
}

function wires(wiring: Wiring, { word, bit }: SpiceNodes): string[] {
  const lines: string[] = []
  const add = (name: string, from: string, to: string, ohms: number): void => {
    if (ohms > 0 && ohms < Number.POSITIVE_INFINITY) lines.push(`R${name} ${from} ${to} ${ohms}`)
  }
  const { rows, columns } = wiring
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const k = i * columns + j
      if (j < columns - 1) add(`w_${i}_${j}`, word[k], word[k + 1], wordOhms(wiring, i, j))
      if (i < rows - 1) add(`b_${i}_${j}`, bit[k], bit[k + columns], bitOhms(wiring, i, j))
    }
  }
  return lines
}

/** Cells, their series elements and, in a transient, their states; `nodes` are those that are no line's. */
function cellLines(
  { wiring, cell, series, seriesSide = 'word', placeOf }: SpiceCircuit,
  { word, bit }: SpiceNodes,
  moving: boolean,
): { lines: string[]; nodes: PrintedNode[] } {
  const lines: string[] = []
  const nodes: PrintedNode[] = []
  for (let k = 0; k < word.length; k++) {
    const place = placeOf?.(k) ?? `${Math.floor(k / wiring.columns)}_${k % wiring.columns}`
    const inner = `m_${place}`
    let [upper, lower] = [word[k], bit[k]]
    if (series !== undefined) {
      nodes.push({ name: inner, scale: 1 })
      const [from, to] = seriesSide === 'word' ? [upper, inner] : [inner, lower]
      lines.push(...elementLines(`s_${place}`, from, to, series(k), moving).lines)
      if (seriesSide === 'word') upper = inner
      else lower = inner
    }
    const device = elementLines(`c_${place}`, upper, lower, cell(k), moving)
    lines.push(...device.lines)
    nodes.push(...device.nodes)
  }
  return { lines, nodes }
}

function elementLines(
  name: string,
  from: string,
  to: string,
  element: SpiceElement,
  moving: boolean,
): { lines: string[]; nodes: PrintedNode[] } {
  const volts = `V(${from}, ${to})`
  if (element.kind === 'conductance') {
    const { siemens, amperes = 0 } = element
    const lines = siemens === 0 ? [] : [`G${name} ${from} ${to} ${from} ${to} ${siemens}`]
    return { lines: amperes === 0 ? lines : [...lines, `I${name} ${from} ${to} DC ${amperes}`], nodes: [] }
  }
  if (element.kind === 'resistance') {
    const { ohms } = element
    return { lines: [ohms === 0 ? `V${name} ${from} ${to} 0` : `R${name} ${from} ${to} ${ohms}`], nodes: [] }
  }
  if (element.kind === 'transistor') {
    const { gate, model, leakage } = element
    const channel = `M${name} ${from} ${gate} ${to} ${BULK} ${model}`
    return { lines: [channel, `B${name} ${from} ${to} I = ${leakage(volts)}`], nodes: [] }
  }
  const place = element.statesAt === undefined ? name.slice(1) : `_${element.statesAt}`
  const nodeOf = (state: SpiceState): string => `x_${state.name.toLowerCase()}${place}`
  const texts = element.states.map(state =>
    moving ? scaledText(`V(${nodeOf(state)})`, '*', state.scale) : spiceText(state.initial),
  )
  const inner = element.unknown === undefined ? undefined : `u${name.slice(1)}`
  const unknown = inner === undefined ? undefined : `V(${inner})`
  const lines = [
    `B${name} ${from} ${to} I = ${element.current(volts, texts, unknown)}`,
    ...(element.unknown === undefined
      ? []
      : [
          `B${inner} 0 ${inner} I = ${element.unknown.residual(volts, texts, unknown!)}`,
          `.nodeset v(${inner})=${element.unknown.start}`,
        ]),
  ]
  if (!moving || element.statesAt !== undefined) return { lines, nodes: [] }
  return {
    lines: [
      ...lines,
      ...element.states.flatMap(state => [
        `C${nodeOf(state)} ${nodeOf(state)} 0 1`,
        `B${nodeOf(state)} 0 ${nodeOf(state)} I = ${insideRange(state, nodeOf(state), scaledText(state.derivative(volts, texts, unknown), '/', state.scale))}`,
        `.ic v(${nodeOf(state)})=${state.initial / (state.scale ?? 1)}`,
      ]),
    ],
    nodes: element.states.map(state => ({ name: nodeOf(state), scale: state.scale ?? 1 })),
  }
}

function scaledText(text: string, sign: '*' | '/', scale = 1): string {
  return scale === 1 ? text : `(${text} ${sign} ${spiceText(scale)})`
}

/** The rate of a state that stops at the ends of its range. */
function insideRange({ stops: [low, high], scale = 1 }: SpiceState, node: string, rate: string): string {
  const above =
    high === undefined ? rate : `(V(${node}) >= ${spiceText(high / scale)} ? min(0, ${rate}) : ${rate})`
  return low === undefined ? above : `(V(${node}) <= ${spiceText(low / scale)} ? max(0, ${rate}) : ${above})`
}

/** Runs the transient and prints every node at the sample times, which are interpolated between the steps around them. */
function transient(
  circuit: SpiceCircuit,
  nodes: readonly PrintedNode[],
  starts: readonly number[],
): string[] {
  const end = starts.at(-1)!
  const asked = circuit.samples ?? starts.slice(1)
  const samples = asked.length === 1 ? [0, ...asked] : asked
  const longest = Math.max(...circuit.program!.map(segment => segment.seconds))
  return [
    `tran ${end / 1000} ${end} 0 ${Math.min(longest / STEPS_A_SEGMENT, end / STEPS_A_PROGRAM)}`,
    'setplot new',
    `compose seconds values ${samples.join(' ')}`,
    'setscale seconds',
    'set nobreak',
    ...nodes.flatMap(({ name, scale }) => [
      `let ${name} = interpolate(tran1.${name})${scale === 1 ? '' : ` * ${scale}`}`,
      `print ${name}`,
    ]),
  ]
}
