import { ACCESS_NAMES } from '../../../arrays/access/access-defaults.ts'
import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { BIAS_SCHEMES } from '../../../arrays/crossbar/bias/index.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { RunSettings } from '../../../scenarios/file/apply-settings.ts'
import { loadScenario, scenarioNames } from '../../run/load-scenario.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT, errorIn } from '../exit-code.ts'
import { backendFlag } from '../flags/backend-flag.ts'
import {
  cellFlag,
  choiceFlag,
  countFlag,
  listFlag,
  quantityFlag,
  sizeFlag,
  switchFlag,
  textFlag,
} from '../flags/flags.ts'
import { keyValuePairs } from '../flags/key-value-pairs.ts'
import { MNIST, MNIST_FLAGS, refuseMnistFlags, refuseOtherFlags } from '../flags/mnist-flags.ts'
import { settingValue } from '../flags/setting-value.ts'
import { createProgress } from '../progress.ts'

const AS_IN_SCENARIO = 'as in the scenario'

export const runCommand: Command = defineCommand({
  usage: 'run <scenario>',
  describe: 'Run a scenario or a plasticity protocol: maps or plots, data and figures in a new folder',
  positionals: {
    scenario: {
      describe: 'A scenario or protocol as sneakpath list names it, or the path of a scenario file',
      complete: async () => [
        ...scenarioNames(),
        ...(await protocols()).PROTOCOLS.map(({ name }) => name),
        MNIST,
      ],
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
    device: textFlag('device', {
      describe:
        'Device of a protocol: a name as sneakpath list gives it, or the path of a device file; of mnist: a name',
      otherwise: 'must be given with a protocol; mnist: ec-mof-n',
    }),
    cell: cellFlag('cell', {
      describe: 'Cell of a protocol in the array of --size: WORD LINE,BIT LINE, from 0',
      otherwise: 'the last one; without --size the device is alone',
    }),
    size: sizeFlag('size', {
      describe: 'Lines of a square array, or WORDxBIT; the images are scaled to it',
      otherwise: AS_IN_SCENARIO,
    }),
    network: choiceFlag('network', ['isolated', 'crossbar'], {
      describe: 'Every cell wired alone, or a crossbar with its sneak paths',
      otherwise: AS_IN_SCENARIO,
    }),
    access: choiceFlag('access', ACCESS_NAMES, {
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
      'KEY=VALUE: any setting of the scenario file by its path, array.cells.baseConductance="3 pS"; repeatable',
    ),
    backend: backendFlag(),
    ...MNIST_FLAGS,
    json: switchFlag('Print one JSON document on stdout and nothing else'),
    quiet: switchFlag('Print nothing but warnings and errors'),
    force: switchFlag('Replace an earlier result in the folder of --out'),
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
    const { runToFolder } = await import('../../run/run-to-folder.ts')
    const progress = createProgress(flags.scenario, terminal, quiet || json)
    const report = await runToFolder(
      scenario,
      { settings: givenSettings(settings), out: flags.out, force: flags.force },
      {
        progress: progress.update,
        signal: terminal.signal,
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
      const { figures, file } = result
      terminal.print(JSON.stringify({ scenario: file.name, out: folder, figures, claims }))
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
