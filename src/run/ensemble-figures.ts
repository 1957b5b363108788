import { loadDevice } from '../../arrays/devices/load-device.ts'
import { emptyRecord } from '../../arrays/own-value.ts'
import type { RunSettings } from '../../scenarios/file/apply-settings.ts'
import type { Scenario } from '../../scenarios/file/scenario.ts'
import { type RunHooks, runScenario, type ScenarioResult } from '../../scenarios/run/run-scenario.ts'

/** More parameter sets than these are not run: each is a run of the scenario. */
const MOST_MEMBERS = 8

/** Range of a figure over the parameter sets of a fitted device. */
export interface FigureRange {
  readonly low: number
  readonly high: number
}

/**
 * Ranges of the figures of a run for a device that was fitted: the scenario is run again with parameter sets that meet the
 * device's data. Parameters that the scenario sets itself stay as they are.
 * @param result the run with the device's own parameters
 * @returns by name of the figure; nothing for a device without an ensemble
 */
export async function ensembleFigures(
  scenario: Scenario,
  settings: RunSettings,
  result: ScenarioResult,
  hooks: RunHooks = {},
): Promise<Record<string, FigureRange>> {
  const { cells } = result.file.array
  const { ensemble = [] } = await loadDevice(
    cells.device,
    { file: scenario.document.file },
    scenario.host.files,
  )
  const ranges = emptyRecord<FigureRange>()
  for (const member of ensemble.slice(0, MOST_MEMBERS)) {
    const own = Object.entries(member).filter(([name]) => cells[name] === undefined)
    const set = Object.fromEntries(own.map(([name, value]) => [`array.cells.${name}`, value]))
    const { signal, engine } = hooks
    const { figures } = await runScenario(
      scenario,
      { ...settings, set: { ...settings.set, ...set } },
      {
        sneak: false,
        ...(signal === undefined ? {} : { signal }),
        ...(engine === undefined ? {} : { engine }),
      },
    )
    for (const [name, { value }] of Object.entries(figures)) {
      const { low = value, high = value } = ranges[name] ?? {}
      ranges[name] = { low: Math.min(low, value), high: Math.max(high, value) }
    }
  }
  return ranges
}
