import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { choiceFlag, countFlag, listFlag, quantityFlag, switchFlag, textFlag } from '../flags/flags.ts'
import { keyValuePairs } from '../flags/key-value-pairs.ts'
import { deviceNames } from '../flags/known-names.ts'
import { createProgress } from '../progress.ts'

export const fitCommand: Command = defineCommand({
  usage: 'fit <data>',
  describe: 'Fit a device to measured time, drive and response; write it as a device file with a picture',
  positionals: {
    data: {
      describe:
        "An instrument's file: time, voltage (or gate voltage or current) and current, named as instruments name them; or conductances against pulses or time",
    },
  },
  flags: {
    model: textFlag(
      'model',
      {
        describe:
          'Device whose laws are fitted, as sneakpath list names it; populations for a device that no paper describes; auto for the best of all; table for the steps of measured pulses',
        otherwise: 'auto',
      },
      async () => [...(await deviceNames()), 'populations', 'auto', 'table'],
    ),
    out: textFlag('out', {
      describe: 'Device file to make, device.yaml; pictures go beside it',
      otherwise: 'the name of the data with .yaml, in this folder',
    }),
    columns: textFlag('columns', {
      describe: 'Which column is what: "time=Time (s), voltage=2, current=-CH2/50ohm"',
      otherwise: 'by their names and units',
    }),
    rate: quantityFlag('rate', 'V/s', {
      describe: 'Speed of a sweep without times, 0.1V/s',
      otherwise: 'a column of times',
    }),
    interval: quantityFlag('interval', 's', {
      describe: 'Between rows without times, 10ms',
      otherwise: 'a column of times',
    }),
    compliance: quantityFlag('compliance', 'A', {
      describe: 'Limit of the current, 1mA: rows at it are driven by it and fitted to their voltage',
      otherwise: 'none',
    }),
    pulses: textFlag('pulses', {
      describe:
        'How conductances were measured: "up 3.2 V 300 us; down -2.8 V 300 us; read 0.5 V; pause 1 s"',
      otherwise: 'the file has voltages and currents',
    }),
    start: textFlag('start', {
      describe: 'States in which the measurement began: fit, rest, or NAME=0.3,NAME=0.1',
      otherwise: 'fit',
    }),
    set: listFlag('KEY=VALUE: what is known, parameter.NAME="3 pS" or state.NAME=0.1; repeatable'),
    noise: choiceFlag('noise', ['relative', 'absolute'], {
      describe: 'Whether the noise grows with the response',
      otherwise: 'absolute where the response changes its sign or was read after pulses, else relative',
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
  run: async ({ set, json, quiet, ...given }, terminal) => {
    const { fitToFile } = await import('../../fit/fit-to-file.ts')
    const { fitDocument, fitText } = await import('../text/fit-text.ts')
    const progress = createProgress('trying models', terminal, quiet || json)
    const report = await fitToFile({
      ...given,
      set: set.length === 0 ? undefined : keyValuePairs('set', set),
      signal: terminal.signal,
      onNote: line => {
        progress.stop()
        if (!quiet) terminal.note(line)
      },
      onTried: progress.update,
    }).finally(progress.stop)
    for (const warning of report.warnings) terminal.note(`warning: ${warning}`)
    if (json) terminal.print(JSON.stringify(fitDocument(report)))
    else if (!quiet) terminal.print(fitText(report, terminal))
    return EXIT.done
  },
})
