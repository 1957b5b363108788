import { basename } from 'node:path'
import { ConfigError } from '../../../arrays/errors.ts'
import { sourceBytes } from '../../files/matrix-source.ts'
import { chooseOutputFolder } from '../../output-folder.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT, errorIn } from '../exit-code.ts'
import { countFlag, quantityFlag, switchFlag, textFlag } from '../flags/flags.ts'
import { given, MATRIX_FLAGS, matrixOptions } from '../flags/mvm-flags.ts'
import { createProgress } from '../progress.ts'

export const mvmCommand: Command = defineCommand({
  usage: 'mvm <weights>',
  describe: 'Multiply your vectors by your weights in an array: outputs, how wrong they are, and why',
  positionals: {
    weights: {
      describe:
        'CSV or NPY matrix, a row for each input (word line), a column for each output; or net.safetensors#TENSOR; ^T at the end transposes',
    },
  },
  flags: {
    inputs: textFlag('inputs', {
      describe: 'The vectors, one a row, in a file of the same kinds',
      otherwise: 'must be given',
    }),
    ...MATRIX_FLAGS,
    cost: switchFlag('Energy, latency and area, each figure with where it comes from'),
    converters: textFlag('converters', {
      describe: 'YAML or JSON table of converters in place of the published one (docs/matrix-products.md)',
      otherwise: 'ISAAC, 2016',
    }),
    'columns-per-adc': countFlag('columns-per-adc', {
      describe: 'Measured currents that share a converter',
      otherwise: '1',
    }),
    'line-farads': quantityFlag('line-farads', 'F', {
      describe: 'Capacitance of each wire segment',
      otherwise: '0.2 fF for each micrometre of the pitch',
    }),
    pitch: quantityFlag('pitch', 'm', {
      describe: 'Distance from cell to cell, "50 nm"',
      otherwise: '100 nm',
    }),
    out: textFlag('out', {
      describe: 'Write outputs, maps and pictures into this new folder',
      otherwise: 'nothing is written',
    }),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
    quiet: switchFlag('Print nothing but warnings and errors'),
    force: switchFlag('Replace an earlier result in the folder of --out'),
  },
  run: async (flags, terminal) => {
    const { weights, inputs, out, json, quiet, force } = flags
    if (inputs === undefined)
      throw new ConfigError({ file: '--inputs' }, 'nothing', 'a file of vectors, one a row')
    const cost = given({
      converters: flags.converters,
      columnsPerAdc: flags['columns-per-adc'],
      lineFarads: flags['line-farads'],
      pitch: flags.pitch,
    })
    const [stray] = Object.keys(cost)
    if (!flags.cost && stray !== undefined)
      throw new ConfigError(
        { file: `--${stray.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}` },
        'it without --cost',
        '--cost beside it',
      )
    const options = matrixOptions(flags)
    const { mvmInWorkers, startMvmWorkers } = await import('../workers/mvm-in-workers.ts')
    const workers = startMvmWorkers(options, sourceBytes(weights) + sourceBytes(inputs))
    const folder = out === undefined ? undefined : await import('../../mvm/write-mvm-folder.ts')
    if (folder !== undefined && out !== undefined)
      await chooseOutputFolder({ out, force, name: basename(weights), mayReplace: folder.mayReplaceMvm })
    const { runMvm } = await import('../../mvm/run-mvm.ts')
    const progress = createProgress('mvm', terminal, quiet || json)
    const report = await runMvm(
      { weights, inputs, options, survey: out !== undefined, ...(flags.cost ? { cost } : {}) },
      (work, plan, parts, found) =>
        mvmInWorkers({ work, plan, parts, workers }, found, terminal.signal, progress.update),
      terminal.signal,
    )
      .catch(error => {
        throw errorIn(weights, error)
      })
      .finally(progress.stop)
    for (const warning of report.product.solver.warnings) terminal.note(`warning: ${warning}`)
    if (folder !== undefined && out !== undefined) await folder.writeMvmFolder(report, out, force)
    if (json) {
      const { mvmDocument } = await import('../../mvm/mvm-document.ts')
      terminal.print(JSON.stringify(mvmDocument(report)))
    } else if (!quiet) {
      const { mvmText } = await import('../text/mvm-text.ts')
      terminal.print(mvmText(report, terminal))
      if (out !== undefined) terminal.print(`\nWritten to ${out}`)
    }
    return EXIT.done
  },
})
