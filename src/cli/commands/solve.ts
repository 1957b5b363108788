import { basename, extname, join } from 'node:path'
import { chooseOutputFolder } from '../../output-folder.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import { MAX_JSON_CELLS, solutionDocument } from '../../solve/solution-document.ts'
import type { SolvedArray } from '../../solve/solve-array-file.ts'
import { mayReplaceSolution, writeSolution } from '../../solve/write-solution.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { backendFlag } from '../flags/backend-flag.ts'
import { shareFlag, switchFlag, textFlag } from '../flags/flags.ts'
import type { Terminal } from '../terminal.ts'
import { formatDefinitions } from '../text/format-definitions.ts'
import { solveInWorker } from '../workers/solve-in-worker.ts'

export const solveCommand: Command = defineCommand({
  usage: 'solve <array>',
  describe: 'Solve one crossbar: voltages and currents of every cell and line',
  positionals: {
    array: { describe: 'JSON or YAML file of the array (schemas/array.schema.json)' },
  },
  flags: {
    backend: backendFlag(),
    tolerance: shareFlag('tolerance', {
      describe: "Largest imbalance of Kirchhoff's law over the largest current",
      otherwise: '1e-12',
    }),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
    out: textFlag('out', {
      describe: 'Write solution.json and each plane as NPY into this new folder',
      otherwise: 'nothing is written; above 2e6 cells with --json runs/NAME',
    }),
    force: switchFlag('Replace an earlier result in the folder of --out'),
  },
  run: async ({ array, json, out, force, backend, tolerance }, terminal) => {
    const wish = { out, force, name: basename(array, extname(array)), mayReplace: mayReplaceSolution }
    if (out !== undefined) await chooseOutputFolder(wish)
    const solved = await solveInWorker({ file: array, backend, tolerance }, terminal.signal)
    const large = solved.size[0] * solved.size[1] > MAX_JSON_CELLS
    const output = out !== undefined || (json && large) ? await chooseOutputFolder(wish) : undefined
    const folder =
      output === undefined ? undefined : await writeSolution(solved, output.folder, force, output.numbered)
    if (json) {
      const planePath =
        large && folder !== undefined ? (file: string) => join(folder, `${file}.npy`) : undefined
      terminal.print(JSON.stringify(solutionDocument(solved, planePath)))
      return EXIT.done
    }
    for (const warning of solved.warnings) terminal.note(`warning: ${warning}`)
    terminal.print(solutionText(solved, terminal))
    if (folder !== undefined) terminal.print(`\nWritten to ${folder}`)
    return EXIT.done
  },
})

/** Lines of which the currents are printed; more are in the JSON. */
const MOST_LINES = 12

function solutionText({ size, device, solution }: SolvedArray, terminal: Terminal): string {
  const { report, power } = solution
  const rows = [
    { term: 'array', text: `${size[0]} x ${size[1]} (word lines x bit lines) of ${device}` },
    {
      term: 'solver',
      text: `${report.engine} on ${report.backend}, ${count(report.newton, 'Newton step')}, ${count(report.iterations, 'iteration')}, residual ${report.residual.toExponential(1)}, ${report.seconds.toPrecision(3)} s`,
    },
    { term: 'cell voltages', text: range(solution.cellVoltages, 'V') },
    { term: 'cell currents', text: range(solution.cellCurrents, 'A') },
    {
      term: 'power',
      text: `${formatSi(power.delivered, 'W')}: cells ${formatSi(power.cells, 'W')}, wires ${formatSi(power.wires, 'W')}, drivers ${formatSi(power.drivers, 'W')}`,
    },
    ...(report.limited === undefined
      ? []
      : [{ term: 'at their limit', text: report.limited.map(({ name }) => name).join(', ') || 'no driver' }]),
    { term: 'into word lines, left', text: currents(solution.leftCurrents) },
    { term: 'into word lines, right', text: currents(solution.rightCurrents) },
    { term: 'out of bit lines, top', text: currents(solution.topCurrents) },
    { term: 'out of bit lines, bottom', text: currents(solution.bottomCurrents) },
  ]
  return formatDefinitions(rows, terminal.columns)
}

function count(items: number, word: string): string {
  return `${items} ${word}${items === 1 ? '' : 's'}`
}

function range(values: Float64Array, unit: string): string {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return `${formatSi(low, unit)} to ${formatSi(high, unit)}`
}

function currents(values: Float64Array): string {
  if (values.every(value => value === 0)) return 'none'
  const shown = [...values.subarray(0, MOST_LINES)].map(value => formatSi(value, 'A')).join(', ')
  return values.length > MOST_LINES ? `${shown} ... ${values.length} lines` : shown
}
