import { renderPng } from '../plots/drawing/render-png.ts'
import { animatedGif } from '../plots/maps/animated-gif.ts'
import { contactSheet } from '../plots/maps/contact-sheet.ts'
import type { MapSeries } from '../plots/maps/map-series.ts'

/** Pictures of one quantity in a run folder: its contact sheet twice, and its animation. */
export interface RunPictures {
  readonly svg: string
  readonly png: Uint8Array
  readonly gif: Uint8Array
}

/** Draws the pictures of some quantities, on whatever threads there are. */
export type DrawPictures = (group: readonly MapSeries[]) => readonly Promise<RunPictures>[]

export async function drawRunPictures(series: MapSeries): Promise<RunPictures> {
  const svg = contactSheet(series)
  // Started first: it goes on beside the animation.
  const png = renderPng(svg)
  png.catch(() => {})
  const gif = await animatedGif(series)
  return { svg, gif, png: await png }
}
