import type { ScenarioFile, StepInput } from 'sneakpath/core'

/** Document of the playground: a scenario that the command line runs as well, and the picture on the easel. */
export interface Doc {
  readonly scenario: ScenarioFile
  /** Which of its cases, from 0. */
  readonly which: number
  /** Files that it names: devices that were pasted, by name. */
  readonly texts: Readonly<Record<string, string>>
  /** Rows of "." and "#", or digits for levels: what the next write writes. */
  readonly easel: readonly string[]
}

export type Size = readonly [number, number]

/** An array that nothing was done to. */
const REST: StepInput = { wait: 0 }

/** The scenario with nothing in it but what one program needs: it can be changed step by step. */
export function playable(scenario: ScenarioFile): ScenarioFile {
  const { sheet: _, beside: __, record: ___, ...kept } = scenario
  return { ...kept, figures: [], replace: {} }
}

/** Steps done to the array, without the rest that an empty program stands for. */
export function stepsOf({ scenario, which }: Pick<Doc, 'scenario' | 'which'>): readonly StepInput[] {
  const steps = scenario.cases?.[which].program ?? scenario.program ?? []
  return steps.length === 1 && 'wait' in steps[0] && steps[0].wait === 0 ? [] : steps
}

export function withSteps(doc: Doc, steps: readonly StepInput[]): Doc {
  const program = steps.length === 0 ? [REST] : [...steps]
  const { scenario, which } = doc
  if (scenario.cases === undefined) return { ...doc, scenario: { ...scenario, program } }
  const cases = scenario.cases.map((one, k) => (k === which ? { ...one, program } : one))
  return { ...doc, scenario: { ...scenario, cases } }
}

/** The document with another array. */
export function withArray(doc: Doc, change: Partial<ScenarioFile['array']>): Doc {
  return { ...doc, scenario: { ...doc.scenario, array: { ...doc.scenario.array, ...change } } }
}

/** The same with another size, its pictures scaled, each pixel from the nearest. */
export function resized(doc: Doc, size: Size): Doc {
  const images = Object.fromEntries(
    Object.entries(doc.scenario.images).map(([name, image]) => [
      name,
      typeof image === 'string' ? image : scaledRows(image as readonly (string | number[])[], size),
    ]),
  ) as ScenarioFile['images']
  const sized = withArray(doc, { size: [...size] })
  return {
    ...sized,
    scenario: { ...sized.scenario, images },
    easel: scaledRows(doc.easel, size) as string[],
  }
}

function scaledRows(rows: readonly (string | number[])[], [height, width]: Size): (string | number[])[] {
  const from = (k: number, count: number, to: number): number => Math.floor(((k + 0.5) * count) / to)
  return Array.from({ length: height }, (_, i) => {
    const row = rows[from(i, rows.length, height)]
    const pixels = Array.from({ length: width }, (_, j) => row[from(j, row.length, width)])
    return typeof row === 'string' ? pixels.join('') : (pixels as number[])
  })
}

/** An easel with nothing on it. */
export function blankEasel([rows, columns]: Size): string[] {
  return Array.from({ length: rows }, () => '.'.repeat(columns))
}

/** The name of an image with these rows in the document, and the document with it. */
export function withImage(doc: Doc, rows: readonly string[]): { readonly doc: Doc; readonly name: string } {
  const { images } = doc.scenario
  const known = Object.entries(images).find(([, image]) => JSON.stringify(image) === JSON.stringify(rows))
  if (known !== undefined) return { doc, name: known[0] }
  let number = Object.keys(images).length + 1
  while (Object.hasOwn(images, `image-${number}`)) number++
  const name = `image-${number}`
  return { doc: { ...doc, scenario: { ...doc.scenario, images: { ...images, [name]: [...rows] } } }, name }
}

/** One segment of all wires, where they are alike; undefined otherwise. */
export function wireOf({ scenario }: Doc): number | undefined {
  const { word = 0, bit = 0 } = scenario.array.wires ?? {}
  return typeof word === 'number' && word === bit ? word : undefined
}
