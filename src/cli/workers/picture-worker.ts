import { drawRunPictures, type RunPictures } from '../../export/run-pictures.ts'
import type { MapSeries } from '../../plots/maps/map-series.ts'
import { answerShare } from './answer-share.ts'

/** The pictures of a series, by its place in the share. */
export interface DrawnSeries {
  readonly place: number
  readonly pictures: RunPictures
}

answerShare<readonly MapSeries[], DrawnSeries>(async (series, send) => {
  for (const [place, one] of series.entries()) send({ place, pictures: await drawRunPictures(one) })
})
