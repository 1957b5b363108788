import type { SourceDocument } from '../../../arrays/config/parse-document.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { StudyFile, VaryInput } from '../file/study-file.ts'
import { COLUMN_NAME } from '../rows/column-name.ts'
import type { Axis, AxisValues } from './axis.ts'
import { distributionValues } from './distribution-values.ts'
import { listValues } from './list-values.ts'
import { rangeValues } from './range-values.ts'
import { checkSettingKey } from './setting-keys.ts'

/** Columns that every row has; no setting may take their names. */
const OWN_COLUMNS: readonly string[] = ['point', 'repeat', 'seed', 'failure']

/**
 * The settings that vary in a study, in the order of its file.
 * @param unitOf unit of a setting of the scenario, where it is known
 * @throws ConfigError for a key that cannot vary or stands twice, two columns of one name, values that make no sense
 */
export function resolveAxes(
  file: StudyFile,
  document: SourceDocument,
  unitOf: (key: string) => string | undefined,
): Axis[] {
  const taken = new Set([...OWN_COLUMNS, ...file.figures])
  const used = new Set(Object.keys(file.settings))
  return Object.entries(file.vary).map(([joined, input]): Axis => {
    const path = ['vary', joined]
    const place = document.place(path, 'key')
    const keys = joined.split(',').map(key => key.trim())
    for (const key of keys) {
      checkSettingKey(key, place)
      if (used.has(key)) throw new ConfigError(place, `"${key}" a second time`, 'each setting once')
      used.add(key)
    }
    const column = input.name ?? columnOf(keys[0])
    if (taken.has(column)) {
      throw new ConfigError(place, `the column "${column}" a second time`, 'a "name" of its own')
    }
    if (!COLUMN_NAME.test(column)) {
      throw new ConfigError(
        place,
        `the column ${JSON.stringify(column)}`,
        'a "name" of letters, digits, "-" and "_"',
      )
    }
    taken.add(column)
    const values = valuesOf(input, document, path, keys.includes('size'))
    if (file.sample === 'grid' && values.count === undefined) {
      const [at, expected] =
        'range' in input
          ? [[...path, 'range'], '"steps" in the range of a grid']
          : [[...path, 'distribution'], 'a list or a range in a grid, or "sample: latin-hypercube"']
      throw new ConfigError(document.place(at), 'any number of values', expected)
    }
    return { ...withUnit(values, keys, unitOf, place), column, keys, place }
  })
}

function valuesOf(
  input: VaryInput,
  document: SourceDocument,
  path: readonly PropertyKey[],
  whole: boolean,
): AxisValues {
  if ('list' in input) return listValues(input, document, path)
  return 'range' in input
    ? rangeValues(input, document, path, whole)
    : distributionValues(input, document, path)
}

/** The unit of the setting; numbers of another one are a mistake. */
function withUnit(
  values: AxisValues,
  keys: readonly string[],
  unitOf: (key: string) => string | undefined,
  place: Axis['place'],
): AxisValues {
  const known = keys.map(unitOf).find(unit => unit !== undefined)
  if (known === undefined || values.type === 'text' || values.unit === known) return values
  if (values.unit !== '') {
    throw new ConfigError(
      place,
      `numbers in ${values.unit}`,
      known === '' ? 'plain numbers' : `numbers in ${known}`,
    )
  }
  return { ...values, unit: known }
}

/** "wire" for wire, "G0" for array.cells.G0. */
function columnOf(key: string): string {
  return (
    key
      .split(/[.[\]]+/)
      .filter(part => part !== '' && !/^\d+$/.test(part))
      .at(-1) ?? key
  )
}
