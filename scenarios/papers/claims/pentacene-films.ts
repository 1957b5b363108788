import { type Cell, createCell } from '../../../arrays/devices/cell.ts'
import { pentaceneP13, withoutJunction } from '../../../arrays/devices/pentacene-p13.ts'
import { voltageSweep } from '../../plasticity/voltage-sweep.ts'
import { type ClaimOutcome, type ClaimRun, trendOutcome } from './claim-run.ts'

/** Contact of a tip of 20 nm radius over the 100 um x 100 um of the device: assumed. */
const tipShare = (Math.PI * 20e-9 ** 2) / 100e-6 ** 2
/** Time of the tip on one pixel, s: assumed; without effect from 0 to 1 s. */
const dwell = 4e-3
/** Smallest current that a map shows, A: fit, D05; 0.114 to 0.135 pA keeps it. */
const visibleAmps = 0.125e-12

/** Claims on films that are not the device: the junction under a tip and single layers (D05, D15). */
export const pentaceneFilmClaims: readonly ClaimRun[] = pentaceneFilmClaimRuns()

/** Setting of the controls: the area of the contact over that of the device; 1 puts the junction in place of the layer. */
export interface FilmSettings {
  readonly contactShare?: number
  readonly junction?: number
}

export function pentaceneFilmClaimRuns(settings: FilmSettings = {}): ClaimRun[] {
  const { contactShare = tipShare, junction = 0 } = settings
  return [
    { id: 'D05', run: () => tipOnset(contactShare) },
    { id: 'D15', run: () => singleLayer(junction === 1 ? {} : withoutJunction) },
  ]
}

/** First voltage, in steps of 0.1 V, whose map shows a current; every pixel is a fresh spot. */
function onset(sign: 1 | -1, contactShare: number): number {
  for (let k = 1; k <= 100; k++) {
    const volts = (sign * k) / 10
    const spot = createCell(pentaceneP13)
    spot.advance(volts, dwell)
    if (contactShare * Math.abs(spot.current(volts)) >= visibleAmps) return volts
  }
  return Number.NaN
}

function tipOnset(contactShare: number): ClaimOutcome {
  return {
    simulated: [onset(1, contactShare), onset(-1, contactShare)],
    unit: 'V',
    note: `current density of the device under a contact of 20 nm radius, ${1e3 * dwell} ms a pixel, maps in steps of 0.1 V; a map shows ${1e12 * visibleAmps} pA or more. That limit is fitted; what is predicted is one onset for both signs. The device itself carries ${(-1e6 * createCell(pentaceneP13).current(-3)).toFixed(2)} uA at -3 V (D12)`,
  }
}

/** Largest relative distance of the chord conductance from its mean, over a sweep. */
function bend(cell: Cell): number {
  const [cycle] = voltageSweep(cell, { vertices: [0, 10, 0, -10, 0], rate: 10 })
  const chords = [...cycle!.amps]
    .map((amps, k) => amps / cycle!.volts[k])
    .filter((_, k) => Math.abs(cycle!.volts[k]) > 1e-9)
  const mean = chords.reduce((sum, chord) => sum + chord, 0) / chords.length
  return Math.max(...chords.map(chord => Math.abs(chord / mean - 1)))
}

function singleLayer(parameters: Readonly<Record<string, number>>): ClaimOutcome {
  const layer = bend(createCell(pentaceneP13, { parameters }))
  const junction = bend(createCell(pentaceneP13))
  const straight = 0.01
  return trendOutcome(
    [layer, junction],
    '1',
    Math.min(straight - layer, junction - straight),
    'largest relative distance of I/V from its mean over 0, 10, 0, -10, 0 V at 10 V/s, branches that differ by memory included: a single layer and the junction. A single layer is the model without the barrier of its junction, which carries all bend and memory; its conductivity, which is not stated, is that of the device. Straight: below 1 %',
  )
}
