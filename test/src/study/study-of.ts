import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { validate } from '../../../arrays/config/validate.ts'
import type { Scenario } from '../../../scenarios/file/scenario.ts'
import { NODE_HOST } from '../../../src/host/node-host.ts'
import { loadScenario } from '../../../src/run/load-scenario.ts'
import type { StudySource } from '../../../src/study/file/load-study.ts'
import { studyFile } from '../../../src/study/file/study-file.ts'

/** A study from its text; the lines of its errors are those of the text. */
export function studyOf(yaml: string, scenario?: Scenario): StudySource {
  const document = parseDocument(yaml, 'study.yaml')
  const file = validate(document, studyFile)
  return { file, document, folder: '.', scenario: scenario ?? loadScenario(file.scenario) }
}

/** A scenario of plain resistors, where every answer can be had by hand: 2 x 2 of 1 mS, read at 1 V. */
export function resistors(more: string = ''): Scenario {
  const yaml = `
name: by-hand
title: Two by two resistors
array: { size: [2, 2], cells: { device: resistor, conductance: 1 mS } }
images: { corner: ["#.", ".."], all: ["##", "##"] }
program: [{ write: corner, volts: 2 V, width: 3 s, name: written }, { read: 1 V, name: end }]
figures:
  - { name: corner, kind: mean, of: conductance, pixels: corner, frame: end }
  - { name: mean, kind: mean, of: conductance, pixels: all, frame: end }
  - { name: contrast, kind: ratio, over: [corner, mean] }
${more}`
  return { document: parseDocument(yaml, 'by-hand.yaml'), baseDir: '.', host: NODE_HOST }
}
