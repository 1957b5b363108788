import { plainText } from '../../arrays/plain-text.ts'
import type { Rgb } from '../plots/colours/colour-map.ts'
import { mapColour } from '../plots/colours/colour-map.ts'
import { formatSi } from '../plots/drawing/si-format.ts'
import { valueColour } from '../plots/maps/map-panel.ts'
import { type MapSeries, mapScale } from '../plots/maps/map-series.ts'
import { poolPlane } from '../plots/maps/pool-plane.ts'

/** Capabilities of the terminal. */
export interface TerminalOptions {
  /** Characters in a line. */
  readonly columns: number
  /** Whether colours may be written: a terminal, and NO_COLOR is not set. */
  readonly colour: boolean
  /** Bits of colour. @defaultValue 24 */
  readonly depth?: 24 | 8
}

const MAX_WIDTH = 64
const MAX_HEIGHT = 24
const BAR_STEPS = 24

/**
 * One frame as text: two cells in a character by half blocks, a colour bar below. Arrays wider than the terminal are
 * averaged in blocks, small ones enlarged.
 * @param frame number of the frame
 * @returns lines, each ending in a line feed; '' where colour is off
 */
export function terminalMap(series: MapSeries, frame: number, options: TerminalOptions): string {
  const { columns, colour, depth = 24 } = options
  const room = Math.min(columns, MAX_WIDTH)
  if (!colour || room < 1) return ''
  const { quantity, frames } = series
  const scale = mapScale(series)
  const { lines } = terminalRows(series, frame, { room, depth })
  const { label, timeS } = frames[frame]
  const title = `${plainText(quantity.title)} · ${plainText(label)} · t = ${formatSi(timeS, 's')}`
  if (scale.ticks.length > 0) {
    const [low, high] = scale.domain.map(value => formatSi(value, quantity.unit)) as [string, string]
    const steps = Math.min(BAR_STEPS, columns - low.length - high.length - 2)
    const bar = Array.from({ length: Math.max(steps, 0) }, (_, k): [Rgb, Rgb] => {
      const colourAt = mapColour(scale.kind, (k + 0.5) / steps, scale.colourMap)
      return [colourAt, colourAt]
    })
    if (steps >= 4) lines.push(`${low} ${halfBlocks(bar, depth)} ${high}`)
  }
  return [title.length <= columns ? title : `${title.slice(0, columns - 1)}…`, ...lines]
    .map(line => `${line}\n`)
    .join('')
}

/**
 * The cells of one frame alone, without title and colour bar.
 * @param frame number of the frame
 * @param options characters that a line may have, and bits of colour
 * @returns lines without line ends, and the characters that each shows
 */
export function terminalRows(
  series: MapSeries,
  frame: number,
  { room, depth }: { readonly room: number; readonly depth: 24 | 8 },
): { readonly lines: string[]; readonly columns: number } {
  const scale = mapScale(series)
  const { data, size } = poolPlane(series.quantity.planes[frame], series.size, room)
  const zoom = Math.max(1, Math.min(Math.floor(room / size[1]), Math.floor((2 * MAX_HEIGHT) / size[0]), 6))
  const at = (y: number, x: number): Rgb | undefined => {
    const i = Math.floor(y / zoom)
    return i < size[0] ? valueColour(scale, data[i * size[1] + Math.floor(x / zoom)]) : undefined
  }
  const lines: string[] = []
  for (let y = 0; y < size[0] * zoom; y += 2) {
    const pairs = Array.from({ length: size[1] * zoom }, (_, x) => [at(y, x), at(y + 1, x)] as const)
    lines.push(halfBlocks(pairs, depth))
  }
  return { lines, columns: size[1] * zoom }
}

/** 24 where the terminal says that it has true colour, else 8. */
export function terminalDepth(environment: Readonly<Record<string, string | undefined>>): 24 | 8 {
  return /^(truecolor|24bit)$/i.test(environment.COLORTERM ?? '') ? 24 : 8
}

type Pair = readonly [top: Rgb | undefined, bottom: Rgb | undefined]

/** A line of characters that each show two colours; a cell without one stays empty. */
function halfBlocks(pairs: readonly Pair[], depth: 24 | 8): string {
  let line = ''
  let before = ''
  for (const [top, bottom] of pairs) {
    // An upper half in the foreground; a lower one alone needs the other character.
    const foreground = top ?? bottom
    const background = top === undefined ? undefined : bottom
    const codes = [
      foreground === undefined ? '39' : `38;${colourCode(foreground, depth)}`,
      background === undefined ? '49' : `48;${colourCode(background, depth)}`,
    ].join(';')
    if (codes !== before) line += `\u001b[${codes}m`
    before = codes
    line += foreground === undefined ? ' ' : top === undefined ? '▄' : '▀'
  }
  return `${line}\u001b[0m`
}

/** True colour, or the nearest of the 6 x 6 x 6 cube. */
function colourCode([red, green, blue]: Rgb, depth: 24 | 8): string {
  if (depth === 24) return `2;${red};${green};${blue}`
  const level = (value: number): number => (value < 48 ? 0 : value < 115 ? 1 : Math.floor((value - 35) / 40))
  return `5;${16 + 36 * level(red) + 6 * level(green) + level(blue)}`
}
