const LONGEST = 60

/** A value of a user's file in a few words, for "found ..." in an error. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return describeList(value)
  if (typeof value === 'object' && value !== null) return 'a group of keys'
  if (typeof value !== 'string') return String(value)
  // JSON text keeps control characters and line breaks out of the one line that an error is.
  return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value)
}

function describeList(values: readonly unknown[]): string {
  if (values.length === 0) return 'an empty list'
  const short = values.length <= 4 && values.every(value => typeof value !== 'object' || value === null)
  return short ? `[${values.map(describeValue).join(', ')}]` : `a list of ${values.length}`
}

/** "array.cells.conductance[2][1]". */
export function describePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}
