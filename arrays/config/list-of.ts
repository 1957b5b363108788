import * as z from 'zod'

/**
 * Schema of a list that may be long, such as a matrix: the first wrong entry ends its check, so that a matrix of millions of wrong entries
 * does not take gigabytes for messages of which one is shown.
 * @param item schema of an entry
 */
export function listOf<Item extends z.ZodType>(item: Item): z.ZodArray<Item> {
  const list = z.array(item)
  const { run } = list._zod
  list._zod.run = (payload, context) => run(payload, { ...context, abortEarly: true })
  return list
}
