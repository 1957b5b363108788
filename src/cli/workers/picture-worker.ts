import { parentPort } from 'node:worker_threads'
import { drawRunPictures } from '../../export/run-pictures.ts'
import type { MapSeries } from '../../plots/maps/map-series.ts'

let last = Promise.resolve()
parentPort!.on('message', (series: MapSeries) => {
  // One after the other, answered in the order in which they came.
  last = last.then(async () => parentPort!.postMessage(await drawRunPictures(series)))
})
