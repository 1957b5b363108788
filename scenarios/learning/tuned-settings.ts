import type { NetworkSettings } from './network-settings.ts'

/**
 * Rates and ranges of new trainings by device, chosen on training images that were kept back; written by scripts/tune-devices.ts, where
 * the table of what was tried stands. A device that is not here starts with the settings of device-networks.ts.
 */
export const TUNED_SETTINGS: Readonly<
  Record<string, Partial<Pick<NetworkSettings, 'rate' | 'threshold' | 'ranges'>>>
> = {
  'alox-inox': { rate: 0.3, ranges: [0.5] },
  'ec-mof-l': { rate: 0.3, ranges: [0.5] },
  'ec-mof-n': { rate: 0.3, ranges: [0.25] },
  'fmes-8000': { rate: 0.1, threshold: 0.0003, ranges: [0.1, 0.6] },
  'fmes-open': { rate: 0.1, threshold: 0.0001, ranges: [0.1, 0.6] },
  ideal: { rate: 0.3, ranges: [0.25] },
  'lipon-licoo2': { rate: 0.9, ranges: [1] },
  'nafion-wo3': { rate: 0.3, ranges: [1] },
  'peo-mos2': { rate: 0.9, ranges: [1] },
  'psg-wo3': { rate: 0.9, ranges: [0.5] },
  'silica-ndnio3': { rate: 0.9, ranges: [0.5] },
  zntpp: { rate: 0.1, ranges: [0.5] },
}
