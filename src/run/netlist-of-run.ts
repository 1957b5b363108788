import { join } from 'node:path'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import type { Drive } from '../../arrays/crossbar/drive.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { createArrayRun } from '../../arrays/program/array-run.ts'
import { runProgram } from '../../arrays/program/run-program.ts'
import { arrayNetlist } from '../../arrays/spice/array-netlist.ts'
import { type PreparedCase, spreadCase } from '../../scenarios/file/prepare-case.ts'
import { prepareScenario } from '../../scenarios/file/prepare-scenario.ts'
import { requireTwoTerminal } from '../../scenarios/file/two-terminal.ts'
import { readRunIndex } from '../export/run-index.ts'
import { readDocument } from '../files/read-document.ts'
import { NODE_HOST } from '../host/node-host.ts'

/**
 * Writes the program of a run as an ngspice netlist: its array, cells drawn, and every pulse, read and pause as sources
 * over time; ngspice prints the states at the end of each.
 * @param folder of a run
 * @param caseName which of its arrays, where it has several
 * @throws ConfigError where it is no run folder, has no such case, or its pulses vary from cycle to cycle; the signal's reason
 */
export async function netlistOfRun(folder: string, caseName?: string, signal?: AbortSignal): Promise<string> {
  await readRunIndex(folder)
  const document = settingsOf(readDocument(join(folder, 'manifest.json')))
  const { file, cases } = await prepareScenario({ document, baseDir: '.', host: NODE_HOST }, {}, signal)
  if (file.cycleVariability > 0) {
    throw new ConfigError(
      document.place(['cycleVariability']),
      'pulses that vary from cycle to cycle',
      'a run without them: in a netlist every pulse does the same',
    )
  }
  const chosen = requireTwoTerminal(chooseCase(cases, caseName), document, 'a netlist')
  const { spec, steps } = spreadCase(chosen, file, file.seed)
  const { network, bias, write } = file
  const program: { drive: Drive; seconds: number }[] = []
  const keep = { energy: false, disturbance: false }
  const run = createArrayRun(spec, { network, bias, write, keep }, (drive, seconds) => {
    program.push({ drive, seconds })
  })
  await runProgram(run, steps)
  return arrayNetlist(spec, spec.initial, { title: `${file.name}: ${file.title}`, program })
}

/** The settings in a manifest, as a document of their own. */
function settingsOf(manifest: SourceDocument): SourceDocument {
  return {
    file: manifest.file,
    value: (manifest.value as { settings?: unknown }).settings,
    place: (path, part) => manifest.place(['settings', ...path], part),
  }
}

function chooseCase(cases: readonly PreparedCase[], wanted: string | undefined): PreparedCase {
  const names = cases.map(({ name }) => name)
  const found = cases.length === 1 && wanted === undefined ? cases[0] : cases.find(one => one.name === wanted)
  if (found !== undefined) return found
  const what = wanted === undefined ? 'nothing' : `"${wanted}"`
  throw new ConfigError({ file: '--case' }, what, expectedName(wanted ?? '', names))
}
