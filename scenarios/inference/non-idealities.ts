import { findDevice } from '../../arrays/devices/find-device.ts'
import type { MatrixArrayOptions } from '../matrix/matrix-settings.ts'
import { type InferenceNetwork, isMatrixLayer } from './inference-network.ts'

/** One thing that goes wrong in arrays. */
export interface NonIdeality {
  readonly name: string
  /** Options that make it. */
  readonly options: readonly (keyof MatrixArrayOptions)[]
}

const KNOWN: readonly NonIdeality[] = [
  { name: 'wires', options: ['wire'] },
  { name: 'access element', options: ['access'] },
  { name: 'bent cells', options: ['device'] },
  { name: 'spread', options: ['spread'] },
  { name: 'stuck cells', options: ['stuck'] },
  { name: 'drift', options: ['driftSeconds', 'driftSpread'] },
  { name: 'read noise', options: ['readNoise'] },
  { name: 'weight bits', options: ['weightBits', 'slices'] },
  { name: 'DAC', options: ['dacBits', 'stream'] },
  { name: 'ADC', options: ['adcBits', 'adcRange', 'adcPer'] },
]
/** Options that draw random numbers. */
const RANDOM: readonly (keyof MatrixArrayOptions)[] = ['spread', 'stuck', 'driftSpread', 'readNoise']

/** The non-idealities of a network on arrays, and all of them together where there are several. */
export function nonIdealities(network: InferenceNetwork, options: MatrixArrayOptions): NonIdeality[] {
  const present = KNOWN.filter(({ options: names }) => names.some(name => isAnywhere(network, options, name)))
  if (present.length < 2) return present
  return [...present, { name: 'everything', options: present.flatMap(({ options: names }) => names) }]
}

/** Whether two seeds differ. */
export function isRandom(network: InferenceNetwork, options: MatrixArrayOptions): boolean {
  return RANDOM.some(name => isAnywhere(network, options, name))
}

/** A network and its options without something; cells that no longer bend are ohmic and otherwise those of their device. */
export function without(
  network: InferenceNetwork,
  options: MatrixArrayOptions,
  { options: names }: NonIdeality,
): { readonly network: InferenceNetwork; readonly options: MatrixArrayOptions } {
  const leave = (own: MatrixArrayOptions): MatrixArrayOptions => {
    const kept = Object.entries(own).filter(([name]) => !names.includes(name as keyof MatrixArrayOptions))
    if (own.device === undefined || !names.includes('device')) return Object.fromEntries(kept)
    const device = typeof own.device === 'string' ? findDevice(own.device, { file: '--device' }) : own.device
    return { ...Object.fromEntries(kept), device: 'channel' in device ? device : { ...device, linear: true } }
  }
  const layers = network.layers.map(layer =>
    isMatrixLayer(layer) ? { ...layer, options: leave(layer.options) } : layer,
  )
  return { network: { ...network, layers }, options: leave(options) }
}

function isAnywhere(
  network: InferenceNetwork,
  options: MatrixArrayOptions,
  name: keyof MatrixArrayOptions,
): boolean {
  return [options, ...network.layers.filter(isMatrixLayer).map(layer => layer.options)].some(own =>
    isSet(own[name]),
  )
}

function isSet(value: unknown): boolean {
  if (typeof value === 'object' && value !== null && 'kind' in value) return value.kind !== 'none'
  return value !== undefined && value !== 0 && value !== false && value !== 'none'
}
