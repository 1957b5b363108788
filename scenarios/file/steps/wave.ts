import * as z from 'zod'
import { quantity } from '../../../arrays/config/quantity-schemas.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { LineSide, SideOfLines } from '../../../arrays/program/line-sources.ts'
import { MOST_SECONDS } from '../../../arrays/program/program-limits.ts'
import { linesStep } from '../../../arrays/program/steps/lines-step.ts'
import { sidesOf } from './sides-of.ts'
import { type ProgramContext, type StepKind, stepKind } from './step-kind.ts'
import { type FramedInput, framed, someSeconds, stepAmps, stepSeconds, stepVolts } from './step-settings.ts'
import { countWaveRows, type LineWave, waveRows } from './wave-rows.ts'
import { WAVE_NAMES, type WaveName, waveShape } from './wave-shapes.ts'

const SIDES: readonly LineSide[] = ['word', 'bit', 'gate', 'drain', 'source']
const MOST_ROWS = 10_000_000

type LinesInput = number | 'all' | number[]

interface SourceInput {
  readonly shape: WaveName
  readonly word?: LinesInput | undefined
  readonly bit?: LinesInput | undefined
  readonly gate?: LinesInput | undefined
  readonly drain?: LinesInput | undefined
  readonly source?: LinesInput | undefined
  readonly volts?: number | undefined
  readonly amps?: number | undefined
  readonly offset: number
  readonly period?: number | undefined
  readonly frequency?: number | undefined
  readonly phase: number
  readonly rise: number
  readonly width?: number | undefined
  readonly fall: number
}

interface WaveInput extends FramedInput {
  readonly wave: SourceInput | SourceInput[]
  readonly seconds?: number | undefined
  readonly periods?: number | undefined
  readonly others: 'ground' | 'float'
}

const lines: z.ZodType<LinesInput> = z
  .union([z.int().min(0), z.literal('all'), z.array(z.int().min(0)).min(1)], {
    error: 'the number of a line, a list of them, or "all"',
  })
  .describe('Lines of this side: a number, a list, or "all"')

const wave: z.ZodType<SourceInput> = z
  .strictObject({
    shape: z.enum(WAVE_NAMES).describe('sine, triangle, sawtooth, or pulse for a train of them'),
    word: lines.optional(),
    bit: lines.optional(),
    gate: lines.optional(),
    drain: lines.optional(),
    source: lines.optional(),
    volts: stepVolts
      .optional()
      .describe(
        'Amplitude: sine and triangle start at 0 and rise, a sawtooth rises from -volts to volts, a pulse goes from 0 to volts',
      ),
    amps: stepAmps.optional().describe('The same of a current into the lines'),
    offset: quantity('1').default(0).describe('Added to the wave, in V or A'),
    period: someSeconds.optional(),
    frequency: quantity('Hz', { above: 0 }).optional().describe('In place of the period'),
    phase: z.number().min(0).lt(1).default(0).describe('Share of the period at which the wave begins'),
    rise: stepSeconds.default(0).describe('Seconds in which a pulse rises'),
    width: stepSeconds.optional().describe('Seconds of a pulse at its top, default half of the period'),
    fall: stepSeconds.default(0).describe('Seconds in which a pulse falls'),
  })
  .refine(input => SIDES.some(side => input[side] !== undefined), {
    error: 'lines for it: "word", "bit", "gate", "drain" or "source"',
  })
  .refine(({ volts, amps }) => (volts === undefined) !== (amps === undefined), {
    error: 'either "volts" or "amps"',
  })
  .refine(({ period, frequency }) => (period === undefined) !== (frequency === undefined), {
    error: 'either "period" or "frequency"',
  })

const schema: z.ZodType<WaveInput> = z
  .strictObject({
    wave: z
      .union([wave, z.array(wave).min(1).max(1000)], {
        error: 'a wave, { shape: sine, word: 0, volts: 1 V, period: 1 s }, or a list of them',
      })
      .describe('A wave on some lines, or a list of them'),
    seconds: someSeconds.optional().describe('How long'),
    periods: z.number().gt(0).optional().describe('The same in periods of the first wave, default 1'),
    others: z.enum(['ground', 'float']).default('ground').describe('What lines without a wave do'),
    ...framed,
  })
  .refine(({ seconds, periods }) => seconds === undefined || periods === undefined, {
    error: 'either "seconds" or "periods"',
  })

export const waveKind: StepKind = stepKind('wave', schema, (input, context, path) => {
  const sides = sidesOf(context.spec)
  const inputs = Array.isArray(input.wave) ? input.wave : [input.wave]
  const waves = inputs.flatMap((one, w) =>
    wavesOf(one, sides, context, Array.isArray(input.wave) ? [...path, 'wave', w] : [...path, 'wave']),
  )
  refuseTwice(waves, context, [...path, 'wave'])
  const seconds = input.seconds ?? (input.periods ?? 1) * waves[0].period
  const rows = countWaveRows(waves, seconds)
  if (rows > MOST_ROWS || seconds > MOST_SECONDS) {
    throw new ConfigError(
      context.document.place(path),
      `waves of ${rows.toPrecision(3)} straight pieces over ${seconds} s`,
      `at most ${MOST_ROWS} pieces`,
    )
  }
  return linesStep({
    kind: 'wave',
    label: '',
    frame: input.frame,
    rows: { [Symbol.iterator]: () => waveRows(waves, sides, seconds, input.others) },
  })
})

function wavesOf(
  input: SourceInput,
  sides: readonly SideOfLines[],
  { document }: ProgramContext,
  path: readonly PropertyKey[],
): LineWave[] {
  const { rise, fall, offset, phase } = input
  const period = input.period ?? 1 / (input.frequency ?? 1)
  const width = input.width ?? Math.max(0, period / 2 - rise)
  if (rise + width + fall > period * (1 + 1e-12)) {
    throw new ConfigError(
      document.place(path),
      `a pulse of ${rise + width + fall} s with its rise and fall`,
      `at most its period, ${period} s`,
    )
  }
  const shape = waveShape(input.shape, { rise: rise / period, width: width / period, fall: fall / period })
  const unit = input.volts === undefined ? 'A' : 'V'
  const amplitude = input.volts ?? input.amps ?? 0
  return SIDES.flatMap((side): LineWave[] => {
    const given = input[side]
    if (given === undefined) return []
    const known = sides.find(one => one.side === side)
    if (known === undefined) {
      throw new ConfigError(
        document.place([...path, side]),
        `"${side}"`,
        `lines that the array has: ${sides.map(one => one.side).join(', ')}`,
      )
    }
    const own = given === 'all' ? Array.from({ length: known.lines }, (_, k) => k) : [given].flat()
    const beyond = own.find(line => line >= known.lines)
    if (beyond !== undefined) {
      throw new ConfigError(
        document.place([...path, side]),
        `${side} line ${beyond}`,
        `a line below ${known.lines}`,
      )
    }
    return [{ side, lines: own, unit, shape, amplitude, offset, period, phase }]
  })
}

function refuseTwice(
  waves: readonly LineWave[],
  { document }: ProgramContext,
  path: readonly PropertyKey[],
): void {
  const driven = new Set<string>()
  for (const { side, lines: own } of waves) {
    for (const line of own) {
      const name = `${side} line ${line}`
      if (driven.has(name))
        throw new ConfigError(document.place(path), `two waves on ${name}`, 'one wave a line')
      driven.add(name)
    }
  }
}
