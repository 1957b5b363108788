/**
 * The value of a key that a user chose; nothing for `constructor`, `toString` and other names that every object has, unless the record
 * itself holds them.
 */
export function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** A record without names that every object has: any text may be a key, `__proto__` too. */
export function emptyRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>
}
