import * as z from 'zod'
import { formatSi } from '../plots/drawing/si-format.ts'

const ConditionsSchema = z.object({
  device: z.string(),
  settings: z.object({
    network: z.string().optional(),
    bias: z.string().optional(),
    array: z.object({
      wires: z.object({ word: z.number(), bit: z.number() }).optional(),
    }),
  }),
})

/**
 * Conditions of a run, as pictures print them: "zntpp, passive crossbar, half bias, wires of 1 Ω a segment".
 * @param manifest of a run folder
 * @returns '' where the manifest does not say
 */
export function runConditions(manifest: unknown): string {
  const parsed = ConditionsSchema.safeParse(manifest)
  if (!parsed.success) return ''
  const { device, settings } = parsed.data
  const { network, bias, array } = settings
  const crossbar = network === undefined || network === 'crossbar'
  const parts = [device, ...(network === undefined ? [] : [crossbar ? 'crossbar' : `${network} cells`])]
  if (crossbar && bias !== undefined) parts.push(`${bias} bias`)
  if (crossbar && array.wires !== undefined) {
    const { word, bit } = array.wires
    const ohms = word === bit ? formatSi(word, 'ohm') : `${formatSi(word, 'ohm')} and ${formatSi(bit, 'ohm')}`
    parts.push(word === 0 && bit === 0 ? 'ideal wires' : `wires of ${ohms} a segment`)
  }
  return parts.join(', ')
}
