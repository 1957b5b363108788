import { renderPng } from '../plots/drawing/render-png.ts'
import { animatedGif } from '../plots/maps/animated-gif.ts'
import { contactSheet } from '../plots/maps/contact-sheet.ts'
import type { MapSeries } from '../plots/maps/map-series.ts'

/** The contact sheet of one quantity, as the two files of a run folder. */
export interface RunSheet {
  readonly svg: string
  readonly png: Uint8Array
}

/** Pictures of one quantity in a run folder: its contact sheet and its animation. */
export interface RunPictures extends RunSheet {
  readonly gif: Uint8Array
}

/** Who draws them, on this thread or on another. */
export interface RunPainter {
  sheet(series: MapSeries): Promise<RunSheet>
  animation(series: MapSeries): Promise<Uint8Array>
}

/** Draws the pictures of some quantities, on whatever threads there are. */
export type DrawPictures = (group: readonly MapSeries[]) => readonly Promise<RunPictures>[]

/** Draws on this thread. */
export const RUN_PAINTER: RunPainter = {
  sheet: async series => {
    const svg = contactSheet(series)
    return { svg, png: await renderPng(svg) }
  },
  animation: series => animatedGif(series),
}

export async function drawRunPictures(series: MapSeries): Promise<RunPictures> {
  // Started first: part of it is made beside the animation.
  const [sheet, gif] = await Promise.all([RUN_PAINTER.sheet(series), RUN_PAINTER.animation(series)])
  return { ...sheet, gif }
}
