import { ConfigError } from '../../../arrays/errors.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { choiceFlag, countFlag, listFlag, switchFlag, textFlag } from '../flags/flags.ts'
import { keyValuePairs } from '../flags/key-value-pairs.ts'

export const fitCommand: Command = defineCommand({
  usage: 'fit <data>',
  describe: 'Fit a device to measured time, drive and response; write it as a device file with a picture',
  positionals: {
    data: {
      describe:
        'CSV with columns named with their unit: time_s, voltage_V (or current_mA, gate_voltage_V, gate_current_nA), current_uA',
    },
  },
  flags: {
    model: textFlag('model', {
      describe:
        'Device whose laws are fitted, as sneakpath list names it; populations for a device of nobody',
      otherwise: 'must be given',
    }),
    out: textFlag('out', {
      describe: 'Device file to make, device.yaml; pictures go beside it',
      otherwise: 'must be given',
    }),
    set: listFlag('KEY=VALUE: what is known, parameter.NAME="3 pS" or state.NAME=0.1; repeatable'),
    noise: choiceFlag('noise', ['relative', 'absolute'], {
      describe: 'Whether the noise grows with the response',
      otherwise: 'relative',
    }),
    members: countFlag('members', {
      describe: 'Parameter sets to keep that meet the data, for the spread of predictions',
      otherwise: '24',
    }),
    seed: countFlag('seed', { describe: 'Seed of their draws', otherwise: '0' }),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
    quiet: switchFlag('Print nothing but warnings and errors'),
    force: switchFlag('Replace files that are there'),
  },
  run: async ({ data, model, out, set, noise, members, seed, json, quiet, force }, terminal) => {
    if (model === undefined) throw new ConfigError({ file: '--model' }, 'nothing', 'a device, or populations')
    if (out === undefined)
      throw new ConfigError({ file: '--out' }, 'nothing', 'the device file to make, device.yaml')
    const { fitToFile } = await import('../../fit/fit-to-file.ts')
    const { fitText } = await import('../text/fit-text.ts')
    const report = await fitToFile({
      data,
      model,
      out,
      set: set.length === 0 ? undefined : keyValuePairs('set', set),
      noise,
      members,
      seed,
      force,
      signal: terminal.signal,
    })
    for (const warning of report.warnings) terminal.note(`warning: ${warning}`)
    if (json) {
      const { parameters, points, residual, relativeResidual, ensemble } = report.fit
      const { files, warnings } = report
      terminal.print(
        JSON.stringify({
          parameters,
          points,
          residual,
          relativeResidual,
          members: ensemble.length,
          files,
          warnings,
        }),
      )
    } else if (!quiet) terminal.print(fitText(report, terminal))
    return EXIT.done
  },
})
