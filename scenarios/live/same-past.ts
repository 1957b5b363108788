import type { ScenarioFile, StepInput } from '../file/scenario-file.ts'

/** The steps of a case as its file has them. @param which case, from 0 */
export function programOf(file: ScenarioFile, which: number): readonly StepInput[] {
  return file.cases?.[which].program ?? file.program ?? []
}

/** How many steps at the beginning of two programs are the same, on arrays that are the same; undefined where these differ. */
export function sameSteps(a: ScenarioFile, b: ScenarioFile, which: number): number | undefined {
  if (arrayText(a, which) !== arrayText(b, which)) return undefined
  const [first, second] = [a, b].map(file => programOf(file, which).map(step => stepText(step, file)))
  const differs = second.findIndex((text, k) => text !== first[k])
  return differs < 0 ? second.length : differs
}

/** All that makes the array of a case. */
function arrayText(file: ScenarioFile, which: number): string {
  const { array, network, bias, write, seed, variability, cycleVariability, cases } = file
  return JSON.stringify([
    array,
    cases?.[which].cells,
    cases === undefined ? 0 : which,
    { network, bias, write, seed, variability, cycleVariability },
  ])
}

/** Keys of steps that name an image. */
const IMAGE_KEYS: ReadonlySet<string> = new Set(['write', 'of', 'image'])

/** A step with the images that it names. */
function stepText(step: StepInput, { images }: ScenarioFile): string {
  return JSON.stringify(step, (key, value: unknown) =>
    IMAGE_KEYS.has(key) && typeof value === 'string' && Object.hasOwn(images, value) ? images[value] : value,
  )
}
