import type { Terminal } from '../terminal.ts'
import { formatDefinitions, wrapText } from './format-definitions.ts'

/** Commands to begin with, for the bare command and the end of the tour. */
export const FIRST_COMMANDS = [
  {
    term: 'sneakpath run hi-filter --network crossbar --wire 10',
    text: 'a scenario as a crossbar with wires',
  },
  { term: 'sneakpath run mof-refresh --image mine.png', text: 'the same on your own picture' },
  {
    term: 'sneakpath describe hi-filter --yaml > mine.yaml',
    text: 'a file to start your own experiment from',
  },
] as const

/** Printed text of `sneakpath` alone. */
export function shortHelp({ columns, colours }: Terminal): string {
  const first = [
    { term: 'sneakpath tour', text: 'three scenarios in ten seconds: what they show, with pictures' },
    ...FIRST_COMMANDS,
    { term: 'sneakpath protocol ppf --device zntpp', text: 'a plasticity protocol on a device' },
    { term: 'sneakpath train --epochs 2', text: 'digits learnt by arrays of devices' },
    { term: 'sneakpath list', text: 'scenarios, protocols, devices and schemes' },
  ]
  return [
    ...wrapText('Sneakpath simulates crossbar arrays of ionic and memristive synapses.', columns),
    '',
    colours.bold('To begin'),
    formatDefinitions(first, columns),
    '',
    ...wrapText('All commands: sneakpath --help. The options of one: sneakpath COMMAND --help.', columns),
  ].join('\n')
}
