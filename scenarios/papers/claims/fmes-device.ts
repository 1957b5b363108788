import type { StorageCell } from '../../../arrays/devices/storage-cell.ts'
import { OPEN_OHMS } from '../../../arrays/devices/storage-regulator.ts'

/** A fresh device with this regulating resistance, ohm. */
export type FreshCell = (ohms: number) => StorageCell

/** Regulating resistances of Fig. 2 and 3, ohm, and the same with the open state. */
export const resistances: readonly number[] = [500, 1000, 2000, 4000, 8000]
export const withOpen: readonly number[] = [...resistances, OPEN_OHMS]
