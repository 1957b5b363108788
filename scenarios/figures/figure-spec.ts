import * as z from 'zod'

/** A number that a scenario gives. Frames and reads are named "case/label", or "label" where there is one case. */
export type FigureSpec =
  | {
      /** Mean of a quantity over the pixels of an image. */
      readonly kind: 'mean'
      readonly name: string
      readonly of: string
      readonly pixels: string
      readonly frame: string
    }
  | {
      /** One figure over another. */
      readonly kind: 'ratio'
      readonly name: string
      readonly over: [string, string]
    }
  | {
      /** Pixels on the right side of half a fresh response. */
      readonly kind: 'pixels-right'
      readonly name: string
      readonly read: string
      readonly before: string
      readonly image: string
      readonly fresh: { readonly read: string; readonly image: string }
    }
  | {
      /** Correlation of a read with the present image less the largest with the others. */
      readonly kind: 'correlation-margin'
      readonly name: string
      readonly read: string
      readonly before: string
      readonly image: string
      readonly others: string[]
    }
  | {
      /** Seconds from a read to the time when the first pixel of its image falls below half a fresh response. */
      readonly kind: 'readable-time'
      readonly name: string
      readonly read: string
      readonly before: string
      readonly image: string
    }
  | {
      /** Smallest step between the means of successive levels of a graded image, over the mean of the highest. */
      readonly kind: 'level-order'
      readonly name: string
      readonly of: string
      readonly image: string
      readonly frame: string
    }

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, { error: 'lower-case letters, digits and hyphens' })
const text = z.string().min(1)

export const figureSpec: z.ZodType<FigureSpec> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mean'), name, of: text, pixels: text, frame: text }),
  z.strictObject({ kind: z.literal('ratio'), name, over: z.tuple([text, text]) }),
  z.strictObject({
    kind: z.literal('pixels-right'),
    name,
    read: text,
    before: text,
    image: text,
    fresh: z.strictObject({ read: text, image: text }),
  }),
  z.strictObject({
    kind: z.literal('correlation-margin'),
    name,
    read: text,
    before: text,
    image: text,
    others: z.array(text).min(1),
  }),
  z.strictObject({ kind: z.literal('readable-time'), name, read: text, before: text, image: text }),
  z.strictObject({ kind: z.literal('level-order'), name, of: text, image: text, frame: text }),
])
