import { readFileSync } from 'node:fs'
import { Simulation } from 'eecircuit-engine'

/**
 * Runs a netlist from standard input on ngspice as WebAssembly and prints its vectors as JSON, names to numbers. The module keeps a
 * process alive and is left with it: hence a program of its own.
 */
const simulation = new Simulation()
await simulation.start()
simulation.setNetList(readFileSync(0, 'utf8'))
const result = await simulation.runSim()
const vectors: Record<string, number[]> = {}
for (const { name, values } of result.data) {
  vectors[name.replace(/^v\((.*)\)$/, '$1')] = values.map(value =>
    typeof value === 'number' ? value : value.real,
  )
}
process.stdout.write(JSON.stringify({ vectors, errors: simulation.getError() }), () => process.exit(0))
