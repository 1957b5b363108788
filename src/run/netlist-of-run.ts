import { join } from 'node:path'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { noiseColumn } from '../../arrays/devices/read-parameters.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { isGated } from '../../arrays/gated/any-array.ts'
import { playOnGated } from '../../arrays/program/gated/play-on-gated.ts'
import { playOnCrossbar } from '../../arrays/program/play-on-crossbar.ts'
import type { PlayedArray } from '../../arrays/program/played-array.ts'
import type { ProgramSettings } from '../../arrays/program/program.ts'
import { lowerProgram, type Step } from '../../arrays/program/step.ts'
import { arrayNetlist } from '../../arrays/spice/array-netlist.ts'
import { gatedNetlist } from '../../arrays/spice/gated-netlist.ts'
import { type PreparedCase, spreadCase } from '../../scenarios/file/prepare-case.ts'
import { prepareScenario } from '../../scenarios/file/prepare-scenario.ts'
import { readRunIndex } from '../export/read-run-index.ts'
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
  const noisy = cases.find(({ spec }) => noiseColumn(spec.model) >= 0)
  if (noisy !== undefined) {
    throw new ConfigError(
      document.place(['array']),
      `${noisy.spec.model.name}, whose laws draw a number in each pulse`,
      'a device without noise: in a netlist every pulse does the same',
    )
  }
  const chosen = spreadCase(chooseCase(cases, caseName), file, file.seed)
  const { network, bias, write } = file
  return programNetlist(chosen, { network, bias, write }, `${file.name}: ${file.title}`)
}

/** The program of a case as a netlist of its array. */
export function programNetlist(
  { spec, steps }: PreparedCase,
  settings: ProgramSettings,
  title: string,
): string {
  if (isGated(spec)) {
    const program = drivesOf(playOnGated(spec, settings), steps)
    return gatedNetlist(spec, spec.initial, { title, program })
  }
  const program = drivesOf(playOnCrossbar(spec, settings), steps)
  return arrayNetlist(spec, spec.initial, { title, program })
}

/** Drives of an array over a program, one after the other. */
function drivesOf<D>(
  array: PlayedArray<D>,
  steps: readonly Step[],
): { readonly drive: D; readonly to?: D; readonly seconds: number }[] {
  const drives: { drive: D; to?: D; seconds: number }[] = []
  for (const event of lowerProgram(steps, array)) {
    if (event.kind !== 'drive' || event.seconds === 0) continue
    const { from: drive, to, seconds } = event
    drives.push(drive === to ? { drive, seconds } : { drive, to, seconds })
  }
  return drives
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
