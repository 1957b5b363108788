import type { SpiceElement } from '../../arrays/spice/spice-element.ts'
import { type SpiceCircuit, writeNetlist } from '../../arrays/spice/write-netlist.ts'
import type { CellLaw } from '../reference/cell-law.ts'
import type { NetworkCase } from '../reference/network-case.ts'

/** A network's operating point as a netlist. */
export function caseNetlist({ wiring, cells, series }: NetworkCase, title: string): string {
  const circuit: SpiceCircuit = {
    title,
    wiring,
    cell: k => spiceCell(cells[k]),
    ...(series === undefined ? {} : { series: (k: number) => spiceCell(series[k]) }),
  }
  return writeNetlist(circuit)
}

/** The cell law as ngspice reads it. */
function spiceCell(law: CellLaw): SpiceElement {
  const element = (current: (volts: string) => string): SpiceElement => ({ kind: 'law', current, states: [] })
  switch (law.kind) {
    case 'linear':
      return { kind: 'conductance', siemens: law.siemens, amperes: law.amperes ?? 0 }
    case 'sinh':
      return element(v => `${law.siemens} * sinh(${law.beta} * ${v}) / ${law.beta}`)
    case 'diode':
      return element(v => `${law.saturation} * (exp(${v} / ${law.thermal}) - 1) + ${law.leak} * ${v}`)
    case 'table':
      return element(v => {
        const lines = law.volts.slice(0, -1).map((from, k) => {
          const slope = (law.amperes[k + 1] - law.amperes[k]) / (law.volts[k + 1] - from)
          return `(${law.amperes[k]}) + ${slope} * (${v} - (${from}))`
        })
        return lines
          .slice(0, -1)
          .reduceRight(
            (above, line, k) => `(${v} < (${law.volts[k + 1]}) ? ${line} : ${above})`,
            lines.at(-1)!,
          )
      })
    case 'transistor':
      return element(v => {
        const drop = `min(abs(${v}), ${law.overdrive})`
        return `(${v} < 0 ? (-1) : 1) * ${law.gain} * ${drop} * (${law.overdrive} - ${drop} / 2) + ${law.leak} * ${v}`
      })
    case 'leaky transistor':
      return element(v => {
        const open = Math.max(0, law.overdrive)
        const drop = `min(abs(${v}), ${open})`
        const leak = `${law.off} * (1 - exp(-abs(${v}) / 0.025852))`
        return `(${v} < 0 ? (-1) : 1) * (${law.gain} * ${drop} * (${open} - ${drop} / 2) + ${leak})`
      })
    default:
      return law satisfies never
  }
}
