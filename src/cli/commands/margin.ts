import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { readQuantity } from '../../../arrays/config/quantity.ts'
import { BIAS_SCHEMES } from '../../../arrays/crossbar/bias/index.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { chooseOutputFolder } from '../../output-folder.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { ACCESS_KINDS, accessSettings } from '../flags/access-settings.ts'
import { listFlag, quantityFlag, switchFlag, textFlag } from '../flags/flags.ts'
import { keyValuePairs } from '../flags/key-value-pairs.ts'
import { deviceNames } from '../flags/known-names.ts'
import { given } from '../flags/mvm-flags.ts'
import { createProgress } from '../progress.ts'

export const marginCommand: Command = defineCommand({
  usage: 'margin',
  describe:
    'Read margin against the size of the array, in the worst case, and the largest size that keeps 10 %',
  positionals: {},
  flags: {
    device: textFlag(
      'device',
      {
        describe: 'Device of the cells: a name as sneakpath list gives it, or a device file',
        otherwise: 'ohmic cells',
      },
      deviceNames,
    ),
    sizes: textFlag('sizes', {
      describe: 'Lines of square arrays: 4..1024 doubles from one to the other, or 4,16,64',
      otherwise: '4..1024',
    }),
    bias: textFlag('bias', {
      describe: `Unselected lines, one or several with commas: ${BIAS_SCHEMES.join(', ')}`,
      otherwise: 'float',
    }),
    access: textFlag('access', {
      describe: `Element in series with every device, one or several with commas: ${ACCESS_KINDS.join(', ')}`,
      otherwise: 'none',
    }),
    set: listFlag('KEY=VALUE: a parameter of an access element, selector.scale=0.05; repeatable'),
    wire: quantityFlag('wire', 'ohm', { describe: 'Resistance of each wire segment', otherwise: '0' }),
    read: quantityFlag('read', 'V', {
      describe: 'Supply',
      otherwise: '0.2 V; the read voltage of the paper of the device',
    }),
    states: textFlag('states', {
      describe: 'The two states of a cell, "1uS,100uS" or "1Mohm,10kohm", at the read voltage',
      otherwise: '1uS,100uS; the ends of the potentiation curve of the device',
    }),
    'pull-up': quantityFlag('pull-up', 'ohm', {
      describe: 'Resistor of the voltage divider',
      otherwise: 'the low resistance',
    }),
    out: textFlag('out', {
      describe: 'Write the table and pictures into this new folder',
      otherwise: 'nothing is written',
    }),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
    quiet: switchFlag('Print nothing but warnings and errors'),
    force: switchFlag('Replace an earlier result in the folder of --out'),
  },
  run: async (flags, terminal) => {
    const { device, wire, read, out, json, quiet, force } = flags
    const kinds = wordsOf('access', flags.access ?? 'none', ACCESS_KINDS)
    const pairs = keyValuePairs('set', flags.set)
    const request = {
      options: given({
        device,
        ...statesOf(flags.states),
        sizes: sizesOf(flags.sizes ?? '4..1024'),
        wire,
        read,
        pullUp: flags['pull-up'],
      }),
      accesses: accessSettings(kinds, pairs),
      schemes: wordsOf('bias', flags.bias ?? 'float', BIAS_SCHEMES),
    }
    const { mayReplaceMargins, writeMarginFolder } = await import('../../margin/write-margin-folder.ts')
    if (out !== undefined)
      await chooseOutputFolder({ out, force, name: 'margin', mayReplace: mayReplaceMargins })
    const { marginsInWorkers } = await import('../workers/margins-in-workers.ts')
    const progress = createProgress('margin', terminal, quiet || json)
    const report = await marginsInWorkers(request, terminal.signal, progress.update).finally(progress.stop)
    if (out !== undefined) await writeMarginFolder(report, out, force)
    if (json) terminal.print(JSON.stringify({ curves: report.curves, report: { seconds: report.seconds } }))
    else if (!quiet) {
      const { marginText } = await import('../text/margin-text.ts')
      terminal.print(marginText(report, terminal))
      if (out !== undefined) terminal.print(`\nWritten to ${out}`)
    }
    return EXIT.done
  },
})

/** Words with commas between, each once. */
function wordsOf<Word extends string>(flag: string, text: string, known: readonly Word[]): Word[] {
  const words = text.split(',').map(word => {
    const found = known.find(one => one === word.trim())
    if (found !== undefined) return found
    throw new ConfigError({ file: `--${flag}` }, JSON.stringify(word), expectedName(word, known))
  })
  return [...new Set(words)]
}

/** Sizes that double from one to the other, which closes the list, or a list of them. */
function sizesOf(text: string): number[] {
  const [, from, to] = /^(\d{1,5})\.\.(\d{1,5})$/.exec(text) ?? []
  if (from !== undefined && to !== undefined && Number(from) >= 2 && Number(to) >= Number(from)) {
    const sizes: number[] = []
    for (let size = Number(from); size < Number(to); size *= 2) sizes.push(size)
    return [...sizes, Number(to)]
  }
  if (/^\d{1,5}(,\d{1,5})*$/.test(text)) return text.split(',').map(Number)
  throw new ConfigError(
    { file: '--sizes' },
    JSON.stringify(text),
    '4..1024, or sizes from 2 with commas between',
  )
}

/** Two conductances or resistances in either order. */
function statesOf(text: string | undefined): { readonly low?: number; readonly high?: number } {
  if (text === undefined) return {}
  const siemens = text.split(',').map(state => {
    const conductance = readQuantity(state.trim(), 'S')
    if ('value' in conductance) return conductance.value
    const resistance = readQuantity(state.trim(), 'ohm')
    return 'value' in resistance ? 1 / resistance.value : Number.NaN
  })
  if (siemens.length !== 2 || !siemens.every(one => one >= 0 && one < Infinity))
    throw new ConfigError(
      { file: '--states' },
      JSON.stringify(text),
      'two states, "1uS,100uS" or "1Mohm,10kohm"',
    )
  return { low: Math.min(...siemens), high: Math.max(...siemens) }
}
