import type { MvmReport } from '../../mvm/run-mvm.ts'
import { formatSi, percent } from '../../plots/drawing/si-format.ts'
import type { Terminal } from '../terminal.ts'
import { type Definition, formatDefinitions } from './format-definitions.ts'

/** Printed text after a product. */
export function mvmText(report: MvmReport, terminal: Terminal): string {
  const { array, product, cost, seconds } = report
  const { scaling, error, solver, clipped, adcRange } = product
  const { bold } = terminal.colours
  const [rows, columns] = array.size
  const { tile } = array.settings
  const number = (value: number): string => String(Number(value.toPrecision(4)))
  const lines: Definition[] = [
    {
      term: 'matrix',
      text: `${rows} x ${columns} weights as ${array.settings.map} of ${scaling.device} in ${count(array.tiles.length, 'crossbar')} of at most ${tile[0]} x ${tile[1]}, ${array.cells} cells; ${count(product.outputs.shape[0], 'vector')}`,
    },
    {
      term: 'scaling',
      text: `weights to ${number(scaling.weightRange)} are ${formatSi(scaling.low, 'S')} to ${formatSi(scaling.high, 'S')}, inputs to ${number(scaling.inputRange)} are ${formatSi(scaling.read, 'V')}; an output is ${number(scaling.outputPerAmpere)} for each ampere`,
    },
    {
      term: 'error',
      text: `${percent(error.relative)} (${Number.isFinite(error.bits) ? `${error.bits.toFixed(1)} bits` : 'exact'}); rms ${number(error.rms)}, worst ${number(error.worst)}`,
    },
    ...clippedLines(clipped),
    ...(adcRange === undefined ? [] : [{ term: 'ADC range', text: formatSi(adcRange, 'A') }]),
    {
      term: 'solver',
      text:
        solver.solves === 0
          ? 'no network had to be solved'
          : `${count(solver.solves, 'network')}, ${solver.engines.join(' and ')}, ${solver.iterations} iterations, residual at most ${solver.residual.toExponential(1)}`,
    },
    { term: 'time', text: `${seconds.toPrecision(3)} s` },
  ]
  const costLines = (cost?.figures ?? []).map(({ name, value, unit, origin, note }) => ({
    term: name,
    text: `${formatSi(value, unit)} (${origin}): ${note}`,
  }))
  return [
    bold(`${report.request.inputs} through ${report.request.weights}`),
    formatDefinitions(lines, terminal.columns),
    ...(costLines.length === 0
      ? []
      : ['', bold('What it costs'), formatDefinitions(costLines, terminal.columns)]),
  ].join('\n')
}

function count(items: number, word: string): string {
  return `${items} ${word}${items === 1 ? '' : 's'}`
}

function clippedLines(clipped: MvmReport['product']['clipped']): Definition[] {
  const found = Object.entries(clipped).filter(([, count]) => count > 0)
  if (found.length === 0) return []
  return [{ term: 'clipped', text: found.map(([name, count]) => `${count} ${name}`).join(', ') }]
}
