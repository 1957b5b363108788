import type { AccessSpec } from '../access/access-spec.ts'
import { VOLTS_A_KELVIN } from '../access/diode.ts'
import { THERMAL_VOLTAGE } from '../access/transistor.ts'
import type { SpiceElement } from './spice-element.ts'
import { BULK, type SpiceCircuit } from './write-netlist.ts'

/**
 * Saturation current of the junctions to the bulk, A, and where the bulk is, V: so far below every line that the junctions carry
 * nothing. Without body effect the bulk does nothing else.
 */
const JUNCTION_AMPS = 1e-30
const BULK_VOLTS = -100

const MODEL = 'access'

type AccessCircuit = Pick<SpiceCircuit, 'series' | 'seriesSide' | 'models' | 'signals'>

/**
 * The access elements of an array in ngspice's words: a resistor, behavioural sources with the laws of arrays/access, or an nmos of
 * level 1 with the leakage beside it.
 * @param gates volts of the gate of every cell in each segment
 * @param columns cells of a word line
 */
export function accessCircuit(
  access: AccessSpec,
  gates: readonly Float64Array[],
  columns: number,
): AccessCircuit {
  switch (access.kind) {
    case 'none':
      return {}
    case 'resistor':
      return {
        series: k => ({ kind: 'resistance', ohms: access.ohms[access.ohms.length === 1 ? 0 : k] }),
      }
    case 'selector':
      return { series: () => law(v => `${access.saturation} * sinh(${v} / ${access.scale})`) }
    case 'oneSidedSelector': {
      const { saturation, scale, leakage } = access
      const blocked = (v: string): string => `${leakage} * tanh(${saturation / (scale * leakage)} * ${v})`
      const open = (v: string): string => `${saturation} * sinh(${v} / ${scale})`
      return { series: () => directed(access.towards, v => `(${v} < 0 ? ${blocked(v)} : ${open(v)})`) }
    }
    case 'diode': {
      const { saturation, ideality, breakdown, breakdownCurrent } = access
      const thermal = VOLTS_A_KELVIN * access.temperature
      const forward = (v: string): string => `${saturation} * (exp(${v} / ${ideality * thermal}) - 1)`
      if (breakdown === undefined) return { series: () => directed(access.towards, forward) }
      const atRest = breakdownCurrent * Math.exp(-breakdown / thermal)
      const reverse = (v: string): string =>
        `${breakdownCurrent} * exp(-(${v} + ${breakdown}) / ${thermal}) - ${atRest}`
      return { series: () => directed(access.towards, v => `${forward(v)} - (${reverse(v)})`) }
    }
    case 'transistor':
      return transistors(access, gates, columns)
    default:
      return access satisfies never
  }
}

function law(current: (volts: string) => string): SpiceElement {
  return { kind: 'law', current, states: [] }
}

/** A law whose forward direction may run from the bit line to the word line. */
function directed(towards: 'bit' | 'word', current: (volts: string) => string): SpiceElement {
  return towards === 'bit' ? law(current) : law(v => `-(${current(`(-${v})`)})`)
}

function transistors(
  access: Extract<AccessSpec, { kind: 'transistor' }>,
  gates: readonly Float64Array[],
  columns: number,
): AccessCircuit {
  const { side, threshold, transconductance, offCurrent } = access
  const count = gates[0].length
  const rowOf = (k: number): number => Math.floor(k / columns)
  /** Gates of a word line share a node where they are at the same volts all the time. */
  const shared = Array.from({ length: count / columns }, (_, i) =>
    gates.every(volts =>
      volts.subarray(i * columns, (i + 1) * columns).every(own => own === volts[i * columns]),
    ),
  )
  const nodeOf = (k: number): string =>
    shared[rowOf(k)] ? `gate_${rowOf(k)}` : `gate_${rowOf(k)}_${k % columns}`
  const first = new Map(Array.from({ length: count }, (_, k) => [nodeOf(k), k] as const).reverse())
  return {
    series: k => ({
      kind: 'transistor',
      gate: nodeOf(k),
      model: MODEL,
      leakage: v => `(${v} < 0 ? (-1) : 1) * ${offCurrent} * (1 - exp(-abs(${v}) / ${THERMAL_VOLTAGE}))`,
    }),
    seriesSide: side,
    models: [
      `V${BULK} ${BULK} 0 DC ${BULK_VOLTS}`,
      `.model ${MODEL} nmos level=1 vto=${threshold} kp=${transconductance} gamma=0 lambda=0 is=${JUNCTION_AMPS}`,
    ],
    signals: [...first].reverse().map(([name, k]) => ({ name, values: gates.map(volts => volts[k]) })),
  }
}
