import { BIAS_SCHEMES } from '../../../arrays/crossbar/bias.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { RunSettings } from '../../../scenarios/apply-settings.ts'
import { loadScenario, scenarioNames } from '../../../scenarios/load-scenario.ts'
import { runToFolder } from '../../run/run-to-folder.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT, errorIn } from '../exit-code.ts'
import { choiceFlag, countFlag, listFlag, quantityFlag, sizeFlag, switchFlag, textFlag } from '../flags.ts'
import { createProgress } from '../progress.ts'
import { runText } from '../run-text.ts'

const AS_IN_SCENARIO = 'as in the scenario'

export const runCommand: Command = defineCommand({
  usage: 'run <scenario>',
  describe: 'Run a scenario: pixel maps, pictures and figures in a new folder',
  positionals: {
    scenario: {
      describe: 'A scenario as sneakpath list names it, or the path of a scenario file',
      complete: scenarioNames,
    },
  },
  flags: {
    image: textFlag('image', {
      describe: 'Your own picture, CSV or PNG of any size, in place of the images of the scenario',
      otherwise: AS_IN_SCENARIO,
    }),
    out: textFlag('out', {
      describe: 'New folder for the result',
      otherwise: 'runs/SCENARIO, or -2, -3 ... where it exists',
    }),
    size: sizeFlag('size', {
      describe: 'Lines of a square array, or WORDxBIT; the images are scaled to it',
      otherwise: AS_IN_SCENARIO,
    }),
    network: choiceFlag('network', ['isolated', 'crossbar'], {
      describe: 'Every cell wired alone, or a crossbar with its sneak paths',
      otherwise: AS_IN_SCENARIO,
    }),
    access: choiceFlag('access', ['none', 'selector', 'transistor'], {
      describe: 'Element in series with every device',
      otherwise: AS_IN_SCENARIO,
    }),
    bias: choiceFlag('bias', BIAS_SCHEMES, {
      describe: 'Unselected lines of a crossbar',
      otherwise: AS_IN_SCENARIO,
    }),
    write: choiceFlag('write', ['cell', 'row'], {
      describe: 'What a crossbar writes at a time',
      otherwise: AS_IN_SCENARIO,
    }),
    wire: quantityFlag('wire', 'ohm', {
      describe: 'Resistance of each wire segment, ohm',
      otherwise: AS_IN_SCENARIO,
    }),
    seed: countFlag('seed', { describe: 'Seed of all random numbers', otherwise: AS_IN_SCENARIO }),
    set: listFlag(
      'KEY=VALUE: any setting of the scenario file by its path, array.cells.G0="3 pS"; repeatable',
    ),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
    quiet: switchFlag('Print nothing but warnings and errors'),
    force: switchFlag('Replace an earlier result in the folder of --out'),
  },
  run: async (flags, terminal) => {
    const { json, quiet, network, access, bias, write, wire, size, seed, image, set } = flags
    const settings = { network, access, bias, write, wireOhms: wire, size, seed, image, set: pairs(set) }
    const progress = createProgress(flags.scenario, terminal, quiet || json)
    const report = await runToFolder(
      loadScenario(flags.scenario),
      { settings: givenSettings(settings), out: flags.out, force: flags.force },
      { progress: progress.update, signal: terminal.signal },
    )
      .catch(error => {
        throw errorIn(flags.scenario, error)
      })
      .finally(progress.stop)
    for (const warning of report.result.warnings) terminal.note(`warning: ${warning}`)
    if (json) {
      const { result, folder, claims } = report
      const { figures, file } = result
      terminal.print(JSON.stringify({ scenario: file.name, out: folder, figures, claims }))
    } else if (!quiet) {
      terminal.print(runText(report, terminal))
    }
    return EXIT.done
  },
})

/** The settings that were given; what was not stays as in the scenario. */
function givenSettings(
  settings: { readonly [Name in Exclude<keyof RunSettings, 'places'>]-?: RunSettings[Name] | undefined },
): RunSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}

function pairs(set: readonly string[]): Record<string, string> | undefined {
  if (set.length === 0) return undefined
  const values: Record<string, string> = {}
  for (const pair of set) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
    if (key === undefined || value === undefined) {
      throw new ConfigError({ file: '--set' }, JSON.stringify(pair), 'KEY=VALUE')
    }
    if (Object.hasOwn(values, key))
      throw new ConfigError({ file: '--set' }, `"${key}" twice`, 'each key once')
    values[key] = value
  }
  return values
}
