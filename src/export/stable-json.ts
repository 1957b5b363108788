import { planeRows } from '../../arrays/plane.ts'

/**
 * JSON whose bytes depend on nothing but the values: two spaces, a line feed at the end, planes and typed
 * arrays as arrays; what is not finite becomes null.
 * @param value plain data
 * @param sorted keys in alphabetical order instead of the order they were set in
 */
export function stableJson(value: unknown, sorted: boolean): string {
  return `${JSON.stringify(plain(value, sorted), null, 2)}\n`
}

function plain(value: unknown, sorted: boolean): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => plain(item, sorted))
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>)
  if (isPlane(value)) return planeRows(value)
  const keys = Object.keys(value)
  if (sorted) keys.sort()
  const record = value as Record<string, unknown>
  return Object.fromEntries(keys.map(key => [key, plain(record[key], sorted)]))
}

function isPlane(value: object): value is Parameters<typeof planeRows>[0] {
  return 'shape' in value && 'stride' in value && 'data' in value && 'get' in value
}
