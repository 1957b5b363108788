import { describe, expect, it } from 'vitest'
import { planeRows } from '../../arrays/plane.ts'
import { writeNpy } from '../../src/files/write-npy.ts'
import * as library from '../../src/index.ts'
import { scratch } from './files/scratch.ts'

const { folder } = scratch()
const { createCrossbarArray, createGatedArray, deviceModel, FLOAT, loadScenario, VOLTAGE } = library
const ends = (kind: number) => ({
  kind: Uint8Array.of(kind),
  value: Float64Array.of(0),
  ohms: Float64Array.of(0),
})
const problem: library.NetworkProblem = {
  rows: 1,
  columns: 1,
  wordWire: 0,
  bitWire: 0,
  left: ends(VOLTAGE),
  right: ends(FLOAT),
  top: ends(FLOAT),
  bottom: ends(VOLTAGE),
  cells: {
    linear: true,
    evaluate(volts, current, slope) {
      current.set(volts)
      slope.fill(1)
    },
  },
}
const array = createCrossbarArray({ size: [1, 1], device: 'ec-mof-l' })
const gated = createGatedArray({ size: [1, 1], device: 'psg-wo3' })
const scenario = loadScenario('mof-refresh')
const protocol = library.findProtocol('ppf')!

/** Public functions with an option that none of them has. */
// biome-ignore lint/suspicious/noExplicitAny: the mistakes that a compiler would find
const CALLS: Readonly<Record<string, (wrong: any) => unknown>> = {
  createCrossbarArray: wrong => createCrossbarArray({ size: [1, 1], device: 'ec-mof-l', ...wrong }),
  'createArraySpec: wires': wrong => createCrossbarArray({ size: [1, 1], device: 'ec-mof-l', wires: wrong }),
  'createArraySpec: left': wrong => createCrossbarArray({ size: [1, 1], device: 'ec-mof-l', left: wrong }),
  read: wrong => array.read(wrong),
  readMargin: wrong => array.readMargin(wrong),
  write: wrong => array.write(1, { volts: 1, width: 1, ...wrong }),
  solve: wrong => array.solve({ word: [0], bit: [0], ...wrong }),
  apply: wrong => array.apply({ word: [0], bit: [0], ...wrong }, 1),
  createCell: wrong => library.createCell(deviceModel('ec-mof-l'), wrong),
  createMatrixArray: wrong => library.createMatrixArray([[1]], wrong),
  'createMatrixArray: stuck': wrong => library.createMatrixArray([[1]], { stuck: wrong }),
  sizeMargins: wrong => library.sizeMargins(wrong),
  createGatedArray: wrong => createGatedArray({ size: [1, 1], device: 'psg-wo3', ...wrong }),
  'createGatedArray: wires': wrong => createGatedArray({ size: [1, 1], device: 'psg-wo3', wires: wrong }),
  'createGatedArray: ends': wrong => createGatedArray({ size: [1, 1], device: 'psg-wo3', ends: wrong }),
  readGated: wrong => library.readGated(gated, gated.initial, wrong),
  writeDrive: wrong => library.writeDrive(gated, { gate: [0], source: [0], ...wrong }),
  readDrive: wrong => library.readDrive(gated, { drain: [0], ...wrong }),
  solveNetwork: wrong => library.solveNetwork(problem, wrong),
  prepareNetwork: wrong => library.prepareNetwork(problem, wrong),
  'PreparedNetwork.solve': wrong => library.prepareNetwork(problem).solve(wrong),
  effectiveMatrix: wrong => library.effectiveMatrix(problem, wrong),
  outputGradients: wrong => library.outputGradients(problem, [0], wrong),
  runProtocol: wrong => library.runProtocol(protocol, deviceModel('ec-mof-l'), wrong),
  runProtocolToFolder: wrong => library.runProtocolToFolder(protocol, { device: 'ec-mof-l', ...wrong }),
  runScenario: wrong => library.runScenario(scenario, {}, wrong),
  'run settings': wrong => library.runScenario(scenario, wrong),
  runToFolder: wrong => library.runToFolder(scenario, wrong),
  runBatch: wrong => library.runBatch(scenario, {}, { samples: 1, ...wrong }),
  reproduceClaims: wrong => library.reproduceClaims(wrong),
  exportRun: wrong => library.exportRun('nowhere', { quantity: 'x', formats: [], ...wrong }),
  fitToFile: wrong => library.fitToFile({ data: 'x', model: 'y', out: 'z.yaml', ...wrong }),
}

describe('an option that is none', () => {
  it.each(Object.entries(CALLS))('is refused by %s', async (name, call) => {
    const message = `${name.replace('left', 'ends')}: found the unknown option "wier"; expected `
    await expect((async () => call({ wier: 5 }))()).rejects.toThrow(message)
  })

  it('that was probably another is named', () => {
    expect(() => createCrossbarArray({ size: [1, 1], device: 'ec-mof-l', wire: 5 } as never)).toThrow(
      /createCrossbarArray: found the unknown option "wire"; expected .*did you mean "wires"\?/,
    )
    expect(() => array.read({ bais: 'half' } as never)).toThrow(
      'read: found the unknown option "bais"; expected one of "volts", "by", "bias"; did you mean "bias"?',
    )
  })
})

describe('what readNpy returns', () => {
  it('is a plane for every function that takes one', async () => {
    const file = `${folder}/levels.npy`
    await writeNpy(file, Float64Array.of(1e-3, 2e-3, 3e-3, 4e-3, 5e-3, 6e-3), [2, 3])
    const read = await library.readNpy(file)
    const made = createCrossbarArray({ size: [2, 3], device: 'resistor', parameters: { conductance: read } })
    expect(planeRows(made.conductance())).toEqual([
      [1e-3, 2e-3, 3e-3].map(g => expect.closeTo(g, 15)),
      [4e-3, 5e-3, 6e-3].map(g => expect.closeTo(g, 15)),
    ])
    expect(() =>
      createCrossbarArray({ size: [3, 2], device: 'resistor', parameters: { conductance: read } }),
    ).toThrow('conductance: found shape [2, 3]; expected 3 x 2 (word lines x bit lines)')
    expect(planeRows(library.createMatrixArray(read).multiply([[1, 1]]).ideal)).toEqual([
      [5e-3, 7e-3, 9e-3].map(y => expect.closeTo(y, 15)),
    ])
    expect(() => library.createMatrixArray({ shape: [6], data: read.data })).toThrow(
      /^weights: found shape \[6\]; expected a matrix/,
    )
  })
})
