import { basename } from 'node:path'
import { ConfigError } from '../../../arrays/errors.ts'
import { chooseOutputFolder } from '../../output-folder.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT, errorIn } from '../exit-code.ts'
import { countFlag, switchFlag, textFlag } from '../flags/flags.ts'
import { MATRIX_FLAGS, matrixOptions } from '../flags/mvm-flags.ts'
import { createProgress } from '../progress.ts'

const SEEDS = 3
const MOST_SEEDS = 1000

export const inferCommand: Command = defineCommand({
  usage: 'infer <file>',
  describe: 'Run a network of given weights with its dense and convolutional layers on arrays',
  positionals: {
    file: {
      describe: 'YAML or JSON file of the layers and their tensors (docs/matrix-products.md)',
    },
  },
  flags: {
    inputs: textFlag('inputs', {
      describe: 'Items: NPY, first axis the items, or IDX images',
      otherwise: 'must be given',
    }),
    labels: textFlag('labels', { describe: 'A class for each item: NPY or IDX', otherwise: 'no accuracy' }),
    items: countFlag('items', { describe: 'Take the first so many items', otherwise: 'all' }),
    ...MATRIX_FLAGS,
    seeds: countFlag('seeds', {
      describe: 'Runs with other random numbers, from --seed on, where there are any',
      otherwise: String(SEEDS),
    }),
    costs: switchFlag('Run again without each non-ideality: what it costs, with an error bar'),
    out: textFlag('out', {
      describe: 'Write outputs, confusion and figures into this new folder',
      otherwise: 'nothing is written',
    }),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
    quiet: switchFlag('Print nothing but warnings and errors'),
    force: switchFlag('Replace an earlier result in the folder of --out'),
  },
  run: async (flags, terminal) => {
    const { file: network, inputs, labels, items, seeds = SEEDS, costs, out, json, quiet, force } = flags
    if (inputs === undefined)
      throw new ConfigError({ file: '--inputs' }, 'nothing', 'a file of items, NPY or IDX')
    if (seeds < 1 || seeds > MOST_SEEDS)
      throw new ConfigError({ file: '--seeds' }, String(seeds), `1 to ${MOST_SEEDS}`)
    if (items === 0) throw new ConfigError({ file: '--items' }, '0', 'at least one item')
    if (costs && labels === undefined)
      throw new ConfigError({ file: '--costs' }, 'it without --labels', '--labels beside it')
    const options = matrixOptions(flags)
    const { mayReplaceInference, writeInferFolder } = await import('../../infer/write-infer-folder.ts')
    if (out !== undefined)
      await chooseOutputFolder({ out, force, name: basename(network), mayReplace: mayReplaceInference })
    const { runInfer } = await import('../../infer/run-infer.ts')
    const { inferInWorkers } = await import('../workers/infer-in-workers.ts')
    const progress = createProgress('infer', terminal, quiet || json)
    const report = await runInfer(
      { network, inputs, labels, items, options, seeds, costs },
      (work, jobs, found) => inferInWorkers({ work, jobs }, found, terminal.signal, progress.update),
      terminal.signal,
    )
      .catch(error => {
        throw errorIn(network, error)
      })
      .finally(progress.stop)
    if (out !== undefined) await writeInferFolder(report, out, force)
    const { inferJson, inferText } = await import('../text/infer-text.ts')
    if (json) terminal.print(inferJson(report))
    else if (!quiet) {
      terminal.print(inferText(report, terminal))
      if (out !== undefined) terminal.print(`\nWritten to ${out}`)
    }
    return EXIT.done
  },
})
