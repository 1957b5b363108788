import { availableParallelism } from 'node:os'
import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { RunSettings } from '../../../scenarios/file/apply-settings.ts'
import { loadScenario, scenarioNames } from '../../run/load-scenario.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT, errorIn } from '../exit-code.ts'
import { backendFlag } from '../flags/backend-flag.ts'
import { cellFlag, choiceFlag, hideFlags, listFlag, textFlag } from '../flags/flags.ts'
import { keyValuePairs } from '../flags/key-value-pairs.ts'
import { deviceNames } from '../flags/known-names.ts'
import { MNIST, MNIST_FLAGS, refuseMnistFlags, refuseOtherFlags } from '../flags/mnist-flags.ts'
import { arrayFlags, outputFlags } from '../flags/run-flags.ts'
import { settingValue } from '../flags/setting-value.ts'
import { createProgress } from '../progress.ts'

const AS_IN_SCENARIO = 'as in the scenario'

/** Flags of `run PROTOCOL` and `run mnist`, which `protocol` and `train` have taken over. */
const OLDER_FORMS = hideFlags({
  device: textFlag(
    'device',
    { describe: 'Device of a protocol or of mnist', otherwise: 'none' },
    deviceNames,
  ),
  cell: cellFlag('cell', { describe: 'Cell of a protocol', otherwise: 'none' }),
  ...MNIST_FLAGS,
})

export const runCommand: Command = defineCommand({
  usage: 'run <scenario>',
  describe: 'Run a scenario: pixel maps, figures and sneak numbers in a new folder',
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
    set: listFlag(
      'KEY=VALUE: any setting of the scenario file by its path, array.cells.baseConductance="3 pS"; repeatable',
    ),
    ...arrayFlags({
      size: `${AS_IN_SCENARIO}; images are scaled to it`,
      access: AS_IN_SCENARIO,
      bias: AS_IN_SCENARIO,
      wire: AS_IN_SCENARIO,
      seed: AS_IN_SCENARIO,
    }),
    network: choiceFlag('network', ['isolated', 'crossbar'], {
      describe: 'Every cell wired alone, or a crossbar with its sneak paths',
      otherwise: AS_IN_SCENARIO,
    }),
    write: choiceFlag('write', ['cell', 'row'], {
      describe: 'What a crossbar writes at a time',
      otherwise: AS_IN_SCENARIO,
    }),
    backend: backendFlag(),
    ...outputFlags('runs/SCENARIO'),
    ...OLDER_FORMS,
  },
  run: async (flags, terminal) => {
    if (flags.scenario === MNIST) {
      refuseOtherFlags(flags)
      const { runMnist } = await import('../run-mnist.ts')
      const pairs = keyValuePairs('set', flags.set)
      return runMnist({ ...flags, wireOhms: flags.wire, set: pairs }, terminal)
    }
    refuseMnistFlags(flags, flags.scenario)
    if (!namesScenario(flags.scenario)) {
      const protocol = (await protocols()).findProtocol(flags.scenario)
      if (protocol !== undefined) {
        refuseScenarioFlags(protocol.name, flags)
        const { runProtocolCommand } = await import('../run-protocol.ts')
        return runProtocolCommand(protocol, flags, terminal)
      }
    }
    await refuseProtocolFlags(flags)
    const { json, quiet, network, access, bias, write, wire, size, seed, image, set, backend } = flags
    const settings = {
      network,
      access,
      bias,
      write,
      wireOhms: wire,
      size,
      seed,
      image,
      ...(set.length === 0 ? {} : settingsOf(set)),
    }
    const scenario = loadScenario(flags.scenario)
    const { startRunThread } = await import('../workers/run-thread.ts')
    // Loads beside this thread what both need.
    const thread = availableParallelism() === 1 ? undefined : startRunThread(terminal.signal)
    const { caseHelpers } = await import('../workers/case-helpers.ts')
    const { drawOnThreads } = await import('../workers/draw-in-workers.ts')
    const { runToFolder } = await import('../../run/run-to-folder.ts')
    const changed = givenSettings(settings)
    const progress = createProgress(flags.scenario, terminal, quiet || json)
    const report = await runToFolder(
      scenario,
      { settings: changed, out: flags.out, force: flags.force, draw: drawOnThreads(thread, terminal.signal) },
      {
        progress: progress.update,
        signal: terminal.signal,
        helpers: caseHelpers(flags.scenario, scenario, changed, thread, terminal.signal),
        ...(backend === undefined ? {} : { engine: backend }),
      },
    )
      .catch(error => {
        throw errorIn(flags.scenario, error)
      })
      .finally(progress.stop)
    for (const warning of report.result.warnings) terminal.note(`warning: ${warning}`)
    if (json) {
      const { result, folder, claims } = report
      const { figures, sneak, beside, file } = result
      terminal.print(JSON.stringify({ scenario: file.name, out: folder, figures, sneak, beside, claims }))
    } else if (!quiet) {
      const { runText } = await import('../text/run-text.ts')
      terminal.print(runText(report, terminal))
    }
    return EXIT.done
  },
})

/** The values of --set, and where each stands. */
function settingsOf(set: readonly string[]): Required<Pick<RunSettings, 'set' | 'places'>> {
  const pairs = Object.entries(keyValuePairs('set', set))
  const places = pairs.map(([key, text]) => [key, { file: `--set ${key}=${text}` }] as const)
  const values = pairs.map(([key, text], k) => [key, settingValue(text, places[k][1])] as const)
  return { set: Object.fromEntries(values), places: Object.fromEntries(places) }
}

/** The settings that were given; what was not stays as in the scenario. */
function givenSettings(
  settings: { readonly [Name in keyof RunSettings]: RunSettings[Name] | undefined },
): RunSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}

/** Refuses flags of scenarios with a protocol, which would ignore them. */
function refuseScenarioFlags(
  protocol: string,
  {
    image,
    network,
    write,
    backend,
  }: {
    readonly image: unknown
    readonly network: unknown
    readonly write: unknown
    readonly backend: unknown
  },
): void {
  const foreign = Object.entries({ image, network, write, backend }).find(([, value]) => value !== undefined)
  if (foreign === undefined) return
  throw new ConfigError(
    { file: `--${foreign[0]}` },
    `it with the protocol ${protocol}`,
    'a scenario, or no such flag',
  )
}

/** Loaded where a name may be one of them. */
const protocols = () => import('../../../scenarios/plasticity/protocols/index.ts')

/** Whether a name can be that of a scenario only: one of Sneakpath's own, or a path. */
function namesScenario(name: string): boolean {
  return scenarioNames().includes(name) || /[/\\]|\.(ya?ml|json)$/.test(name)
}

async function refuseProtocolFlags({
  scenario,
  ...flags
}: {
  readonly scenario: string
  readonly device: unknown
  readonly cell: unknown
}): Promise<void> {
  for (const name of ['device', 'cell'] as const) {
    if (flags[name] === undefined) continue
    throw new ConfigError(
      { file: `--${name}` },
      `it with ${scenario}`,
      `a protocol: ${expectedName(
        scenario,
        (await protocols()).PROTOCOLS.map(protocol => protocol.name),
      )}`,
    )
  }
}
