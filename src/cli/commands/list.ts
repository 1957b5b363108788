import { BIAS_SCHEMES, biasRule } from '../../../arrays/crossbar/bias/index.ts'
import { FIELD_DEVICE_MODELS, FIELD_GATED_DEVICE_MODELS } from '../../../arrays/devices/field/registry.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { describeScenario } from '../../../scenarios/file/scenario.ts'
import { PROTOCOLS } from '../../../scenarios/plasticity/protocols/index.ts'
import { loadScenario, scenarioNames } from '../../run/load-scenario.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { MNIST, MNIST_TITLE } from '../flags/mnist-flags.ts'
import { type Definition, formatDefinitions } from '../text/format-definitions.ts'

/** Meaning of each choice of `run`. */
const SCHEMES: readonly Definition[] = [
  {
    term: '--network',
    text: 'isolated: every cell wired alone, as the papers measured; crossbar: with sneak paths',
  },
  {
    term: '--access',
    text: 'none; selector: exponential selector of both directions in series (1S1R); oneSidedSelector: of one direction; diode (1D1R); transistor: one with its gate along the word line (1T1R)',
  },
  {
    term: '--bias',
    text: `unselected lines of a crossbar: ${BIAS_SCHEMES.map(name => `${name}: ${biasRule(name).about}`).join('; ')}`,
  },
  { term: '--write', text: 'cell: one cell after the other; row: a word line at a time' },
]

export const listCommand: Command = defineCommand({
  usage: 'list',
  describe: 'List scenarios, protocols, devices and schemes',
  positionals: {},
  flags: {},
  run: async (_argv, terminal) => {
    const scenarios = scenarioNames().map(term => ({
      term,
      text: describeScenario(loadScenario(term)).title,
    }))
    const devices = DEVICE_MODELS.map(({ name, title }) => ({ term: name, text: title }))
    const gated = GATED_DEVICE_MODELS.map(({ name, title }) => ({ term: name, text: title }))
    const field = [...FIELD_DEVICE_MODELS, ...FIELD_GATED_DEVICE_MODELS].map(({ name, title }) => ({
      term: name,
      text: title,
    }))
    const protocols = PROTOCOLS.map(({ name, title }) => ({ term: name, text: title }))
    const sections: [string, readonly Definition[]][] = [
      ['Scenarios (sneakpath run NAME)', scenarios],
      ['Protocols (sneakpath protocol NAME --device DEVICE)', protocols],
      ['Training (sneakpath train)', [{ term: MNIST, text: MNIST_TITLE }]],
      ['Devices', devices],
      ['Devices with a gate', gated],
      ['Models of the field', field],
      ['Schemes', SCHEMES],
    ]
    const parts = sections.map(
      ([heading, list]) => `${terminal.colours.bold(heading)}\n${formatDefinitions(list, terminal.columns)}`,
    )
    terminal.print(parts.join('\n\n'))
    return EXIT.done
  },
})
