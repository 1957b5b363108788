import { expectedName } from '../../arrays/config/did-you-mean.ts'
import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { validate } from '../../arrays/config/validate.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { quantitiesOf } from '../run/quantities/index.ts'
import type { QuantityInfo } from '../run/quantities/output-quantity.ts'
import { applySettings, type RunSettings } from './apply-settings.ts'
import { type PreparedCase, prepareCases } from './prepare-case.ts'
import { resolveImages } from './resolve-images.ts'
import type { Scenario } from './scenario.ts'
import { type ScenarioFile, scenarioFile } from './scenario-file.ts'

/** A scenario with the settings of a run in it, checked and read; only its cells are not drawn yet, so that it serves many seeds. */
export interface PreparedScenario {
  readonly file: ScenarioFile
  readonly document: SourceDocument
  /** N*M levels by name. */
  readonly images: Readonly<Record<string, Float64Array>>
  readonly size: readonly [number, number]
  readonly cases: readonly PreparedCase[]
  /** The quantities that it can keep. */
  readonly known: Readonly<Record<string, QuantityInfo>>
}

/**
 * Puts settings into a scenario and reads everything that it names.
 * @param signal ends the reading of pictures and matrices
 * @throws ConfigError for a mistake in the file or the settings; the signal's reason
 */
export async function prepareScenario(
  scenario: Scenario,
  settings: RunSettings = {},
  signal?: AbortSignal,
): Promise<PreparedScenario> {
  const { baseDir, host } = scenario
  const { files } = host
  const document = await applySettings(scenario, settings)
  const file = validate(document, scenarioFile)
  const { size, levels } = await resolveImages(file, document, baseDir, settings, files, signal)
  const cases = await prepareCases({ file, document, baseDir, images: levels, size, files, signal })
  const known = quantitiesOf(cases[0].spec.model)
  file.outputs.forEach((name, k) => {
    if (Object.hasOwn(known, name)) return
    throw new ConfigError(document.place(['outputs', k]), `"${name}"`, expectedName(name, Object.keys(known)))
  })
  return { file, document, images: levels, size, cases, known }
}
