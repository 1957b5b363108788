/**
 * One epoch of 784-100-10 over 10,000 images in mini-batches of 100 with sneak-path-aware forward passes and device updates:
 *
 *     npx tsx bench/learning.ts [bound]
 *
 * Digits are drawn, pentacene/P13 holds the weights: of the devices with a network it loses most in its wires.
 */
import { cpus } from 'node:os'
import { generatedDigits } from '../scenarios/learning/dataset.ts'
import { paperNetwork } from '../scenarios/learning/device-networks.ts'
import { trainNetwork } from '../scenarios/learning/train-network.ts'

const LIMIT_S = 20
const bound = Number(process.argv[2] ?? 0.02)
const data = {
  train: generatedDigits(10_000, 1, 'train'),
  test: generatedDigits(1000, 1, 'test'),
  classes: 10,
}
const settings = {
  ...paperNetwork('pentacene-p13'),
  reading: 'exact',
  wireOhms: 1,
  tile: [128, 32],
  bound,
  epochs: 1,
} as const

let started = 0
let madeBefore = 0
const { records, network } = await trainNetwork(data, settings, {
  epochDone: ({ records: done }) => {
    if (done.length > 1) return
    madeBefore = done[0].remade
    started = performance.now()
  },
})
const seconds = (performance.now() - started) / 1000
const last = records.at(-1)!
const tiles = network.layers.map(({ effective }) => effective!.tiles.length)
process.stdout.write(
  [
    `${cpus()[0]?.model}, ${cpus().length} cores`,
    `one epoch of ${network.sizes.join('-')}, ${data.train.count} images, test included: ${seconds.toFixed(1)} s (limit ${LIMIT_S} s)`,
    `crossbars: ${tiles.join(' + ')} of at most ${settings.tile.join(' x ')}, ${settings.wireOhms} ohm a segment`,
    `effective matrices made ${last.remade - madeBefore} times (error bound ${100 * bound} %, largest found ${(100 * last.largestError).toFixed(2)} %), ${last.pulses} pulses, accuracy ${(100 * last.accuracy).toFixed(1)} %`,
    '',
  ].join('\n'),
)
