import { type ArrayFile, arraySize } from '../../arrays/config/array-file.ts'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { resolveArray } from '../../arrays/config/resolve-array.ts'
import { resolveGatedArray } from '../../arrays/config/resolve-gated-array.ts'
import { validate, valueAt } from '../../arrays/config/validate.ts'
import { drawFaults } from '../../arrays/crossbar/draw-faults.ts'
import { varyParameters } from '../../arrays/crossbar/vary-parameters.ts'
import { loadDevice } from '../../arrays/devices/load-device.ts'
import { noiseColumn } from '../../arrays/devices/read-parameters.ts'
import { refuseInfiniteLaws } from '../../arrays/devices/refuse-infinite-laws.ts'
import { refuseOtherPulses } from '../../arrays/devices/refuse-other-pulses.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { type AnyArraySpec, isGated } from '../../arrays/gated/any-array.ts'
import { appliedDrives } from '../../arrays/program/applied-drives.ts'
import type { RecordRequest } from '../../arrays/program/record/record-request.ts'
import type { Step } from '../../arrays/program/step.ts'
import { writtenPulses } from '../../arrays/program/written-pulses.ts'
import type { UserFiles } from '../../arrays/user-files.ts'
import { compileProgram } from './compile-program.ts'
import { resolveRecord } from './resolve-record.ts'
import type { CaseInput, ScenarioFile } from './scenario-file.ts'
import type { ProgramContext } from './steps/step-kind.ts'

/** One array and what is done to it. */
export interface PreparedCase<Spec extends AnyArraySpec = AnyArraySpec> {
  /** Empty where the scenario has one case. */
  readonly name: string
  /** Which of the run's arrays it is, from 0: each draws its cells anew. */
  readonly array: number
  readonly spec: Spec
  readonly steps: readonly Step[]
  /** Records over the whole program. */
  readonly record?: RecordRequest | undefined
}

export interface PrepareContext {
  readonly file: ScenarioFile
  readonly document: SourceDocument
  readonly baseDir: string
  /** N*M levels by name. */
  readonly images: Readonly<Record<string, Float64Array>>
  readonly size: readonly [number, number]
  /** Where the files are that it names. */
  readonly files: UserFiles
  /** Ends the reading of the files that it names. */
  readonly signal?: AbortSignal | undefined
}

/** Cells up to which reads take them one by one unless a step says otherwise. */
const READS_BY_CELL = 256

/**
 * The cases of a scenario, each with its own array, all of its cells alike: `spreadCase` draws them. One case without a name
 * where the file has a plain program.
 */
export async function prepareCases(context: PrepareContext): Promise<PreparedCase[]> {
  const { file, document, size } = context
  // A picture has a size of its own.
  const sized = { ...document, value: { array: { size } } }
  validate(sized, arraySize, ['array', 'size'])
  if (file.cases === undefined) return [await prepareCase(context, undefined, -1)]
  const names = file.cases.map(one => one.name)
  const double = names.findIndex((name, c) => names.indexOf(name) !== c)
  if (double >= 0) {
    throw new ConfigError(
      document.place(['cases', double, 'name']),
      `the name "${names[double]}" twice`,
      'a name of its own for each case',
    )
  }
  const cases: PreparedCase[] = []
  for (const [c, one] of file.cases.entries()) cases.push(await prepareCase(context, one, c))
  return cases
}

/**
 * A case with its cells drawn.
 */
export function spreadCase<Spec extends AnyArraySpec>(
  one: PreparedCase<Spec>,
  { variability, cycleVariability }: Pick<ScenarioFile, 'variability' | 'cycleVariability'>,
  seed: number,
): PreparedCase<Spec> {
  const spec = withFaults(varyParameters(one.spec, variability, seed, one.array), seed, one.array)
  if (cycleVariability === 0 && noiseColumn(spec.model) < 0) return { ...one, spec }
  return { ...one, spec: { ...spec, cycles: { spread: cycleVariability, seed, array: one.array } } }
}

/** Faults of which the file gives only the shares. */
function withFaults<Spec extends AnyArraySpec>(spec: Spec, seed: number, array: number): Spec {
  if (spec.faults === undefined) return spec
  const drawn = drawFaults(spec.faults, spec.size, seed, array)
  return { ...spec, [isGated(spec) ? 'stuckChannels' : 'stuck']: drawn }
}

async function prepareCase(
  context: PrepareContext,
  one: CaseInput | undefined,
  index: number,
): Promise<PreparedCase> {
  const { file, baseDir, files, signal } = context
  const document = caseDocument(context, one, index)
  const array = arrayOfCase(context, one)
  const where = { document, path: ['array'], programmed: true, baseDir, files, signal }
  const model = await loadDevice(array.cells.device, document.place(['array', 'cells', 'device']), files)
  const spec =
    'channel' in model ? await resolveGatedArray(array, model, where) : await resolveArray(array, where)
  checkVariability(spec, context)
  const path = one === undefined ? ['program'] : ['cases', index, 'program']
  const program = one?.program ?? file.program ?? []
  const { network, bias, write } = file
  const programContext: ProgramContext = {
    spec,
    settings: { network, bias, write },
    images: context.images,
    document,
    baseDir,
    readsByCell: READS_BY_CELL,
    files,
    signal,
  }
  const steps = await compileProgram(program, programContext, path)
  const record =
    file.record === undefined
      ? undefined
      : resolveRecord(file.record, 'program', steps, programContext, ['record'])
  refuseSteps(spec, steps, document, path)
  refuseLaws(spec, steps, context)
  return { name: one?.name ?? '', array: Math.max(index, 0), spec, steps, record }
}

/** Refuses pulses that a table of measured steps says nothing of. */
function refuseSteps(
  spec: AnyArraySpec,
  steps: readonly Step[],
  document: SourceDocument,
  path: readonly PropertyKey[],
): void {
  if (isGated(spec) || spec.model.steps === undefined) return
  const pulses = spec.model.pulses!
  for (const step of steps) refuseOtherPulses(spec.model, writtenPulses(step, pulses), document.place(path))
}

/** Refuses a device from a file that has no finite current or rate at a voltage of the program. */
function refuseLaws(spec: AnyArraySpec, steps: readonly Step[], { file, files }: PrepareContext): void {
  const { writes, reads } = appliedDrives(steps, file)
  const { parameters, initial: states } = spec
  if (isGated(spec))
    refuseInfiniteLaws(spec.model, { volts: reads, gates: writes, parameters, states }, files)
  // The voltage that an access element leaves to the device is known only once the network is solved.
  else if (spec.access.kind === 'none')
    refuseInfiniteLaws(spec.model, { volts: [...writes, ...reads], parameters, states }, files)
}

/** The array of the file with the size of the images and the cells of one case. */
function arrayOfCase({ file, size }: PrepareContext, one: CaseInput | undefined): ArrayFile {
  const { array } = file
  return { ...array, size: [...size], cells: { ...array.cells, ...one?.cells } as ArrayFile['cells'] }
}

/** The document with the size of the images and the cells of one case in its array. */
function caseDocument(context: PrepareContext, one: CaseInput | undefined, index: number): SourceDocument {
  const { document, size } = context
  const whole = document.value as { array: { cells: object } }
  const own = valueAt(whole, ['cases', index, 'cells']) as object | undefined
  const array = { ...whole.array, size, cells: { ...whole.array.cells, ...own } }
  return {
    file: document.file,
    value: { ...whole, array },
    place: path => {
      const differs =
        path[0] === 'array' &&
        path[1] === 'cells' &&
        path.length > 2 &&
        one !== undefined &&
        Object.hasOwn(one.cells, path[2])
      return document.place(differs ? ['cases', index, ...path.slice(1)] : path)
    },
  }
}

function checkVariability(spec: AnyArraySpec, context: PrepareContext): void {
  const names = spec.model.parameters.map(parameter => parameter.name)
  for (const name of Object.keys(context.file.variability)) {
    if (names.includes(name)) continue
    throw new ConfigError(
      context.document.place(['variability', name]),
      `parameter "${name}"`,
      expectedName(name, names),
    )
  }
}
