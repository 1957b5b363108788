import { formatSi, readQuantity } from 'sneakpath/core'

/** A number as one reads and writes it: "1.2 V", "100 ms", "3 Ω". */
export function amountText(value: number, unit: string): string {
  return formatSi(value, unit)
}

/** Number that a reader wrote, in SI; undefined where it is none of this unit. */
export function readAmount(text: string, unit: string): number | undefined {
  const plain = text.trim().replace('−', '-').replaceAll('Ω', 'ohm').replaceAll('µ', 'u')
  const found = readQuantity(plain, unit)
  return 'value' in found ? found.value : undefined
}
