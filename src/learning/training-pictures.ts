import { valueScale } from '../plots/colours/value-scale.ts'
import { heatMap } from '../plots/heat-map.ts'
import { chooseFrames } from '../plots/maps/choose-frames.ts'
import { mapPage } from '../plots/maps/map-page.ts'
import { plot } from '../plots/plot.ts'
import type { TrainingReport } from './training-report.ts'
import { updateCurvePicture } from './update-curve-picture.ts'

/** Between weight maps, px. */
const GAP = 8
const BLUE = '#2166ac'
const RED = '#b2182b'

/** Drawings of a training by file name, without ending. */
export function trainingPictures(report: TrainingReport): Readonly<Record<string, string>> {
  const { device, settings } = report.training.network
  return {
    'update-curve': updateCurvePicture(device, settings.writeNoise),
    training: curves(report),
    weights: weightSheet(report),
    confusion: confusionMap(report),
    histogram: histogram(report),
  }
}

/** Accuracy and loss by epoch. */
function curves({ training: { records }, heading }: TrainingReport): string {
  const x = [...records.keys()]
  return plot({
    title: 'Accuracy and loss by epoch',
    subtitle: heading,
    x: { label: 'epoch', unit: '1' },
    panels: [
      {
        y: { label: 'test accuracy', unit: '%', range: [0, 100] },
        series: [{ name: 'test accuracy', x, y: records.map(record => 100 * record.accuracy), colour: BLUE }],
      },
      {
        y: { label: 'loss (cross-entropy)', unit: '1', include: [0] },
        series: [
          {
            name: 'training',
            x,
            // Nothing was trained before the first epoch.
            y: records.map((record, k) => (k === 0 ? Number.NaN : record.trainLoss)),
            colour: RED,
          },
          { name: 'test', x, y: records.map(record => record.testLoss), colour: BLUE },
        ],
      },
    ],
  })
}

/** Rows of epochs, columns of classes: Fig. 4f of the EC-MOF paper, Fig. 4c of Zhao 2022. */
function weightSheet({ training: { maps }, data, heading }: TrainingReport): string {
  const { size } = data.train
  const { classes } = data
  const shown = chooseFrames(maps.length, 8)
  const planes = shown.map(epoch =>
    Array.from({ length: classes }, (_, c) =>
      Float64Array.from(maps[epoch].subarray(c * data.train.inputs, (c + 1) * data.train.inputs)),
    ),
  )
  const scale = valueScale(planes.flat(), '', 'diverging')
  const cell = Math.max(1, Math.floor((84 / Math.max(...size)) * 2) / 2)
  const [panelHeight, panelWidth] = [cell * size[0], cell * size[1]]
  return mapPage({
    title: 'Weights from the pixels to each class',
    subtitle: heading,
    note: '',
    size,
    maps: planes.flatMap((row, r) =>
      row.map((plane, c) => (r === 0 ? { plane, label: String(c) } : { plane })),
    ),
    scale,
    layout: {
      columns: classes,
      rows: shown.length,
      cell,
      panelWidth,
      panelHeight,
      slotWidth: panelWidth + GAP,
      slotHeight: panelHeight + GAP,
    },
    rowNames: shown.map(epoch => `epoch ${epoch}`),
  })
}

function confusionMap({ training: { confusion }, heading }: TrainingReport): string {
  const names = confusion.map((_, label) => String(label))
  return heatMap({
    title: 'Confusion matrix of the last test',
    subtitle: heading,
    x: { label: 'guess', unit: '1' },
    y: { label: 'label', unit: '1' },
    xs: names,
    // The first label at the top, as confusions are written.
    ys: names.toReversed(),
    values: Float64Array.from(confusion.toReversed().flat()),
    unit: '',
  })
}

/** Weights in the cells before and after: Fig. 4e, f of Zhao 2022. */
function histogram({ histograms: { before, after, range, unit }, heading }: TrainingReport): string {
  const percent = (shares: readonly number[]): number[] => shares.map(share => 100 * share)
  const edges = (count: number): number[] =>
    Array.from({ length: count + 1 }, (_, k) => range[0] + ((range[1] - range[0]) * k) / count)
  return plot({
    title: 'Cells before and after training',
    subtitle: heading,
    x: { label: `${unit === 'V' ? 'voltage' : 'conductance'} of a cell`, unit },
    panels: [
      {
        y: { label: 'share of the cells', unit: '%' },
        bars: [
          {
            name: 'before training',
            edges: edges(before.length),
            heights: percent(before),
            colour: '#8c8c8c',
          },
          { name: 'after training', edges: edges(after.length), heights: percent(after), colour: BLUE },
        ],
      },
    ],
  })
}
