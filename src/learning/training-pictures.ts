import { barWidth, colourBar, hatchDefinition } from '../plots/colours/colour-bar.ts'
import { valueScale } from '../plots/colours/value-scale.ts'
import { element, SOFT_INK, svgDocument, textElement } from '../plots/drawing/svg.ts'
import { fitText } from '../plots/drawing/text-width.ts'
import { chooseFrames } from '../plots/maps/choose-frames.ts'
import { mapPanel } from '../plots/maps/map-panel.ts'
import { plot } from '../plots/plot.ts'
import type { TrainingReport } from './training-report.ts'
import { updateCurvePicture } from './update-curve-picture.ts'

const MARGIN = 28
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

/** Rows of epochs, columns of classes: Fig. 4f of paper 000, Fig. 4c of paper 001. */
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
  const [high, wide] = [cell * size[0], cell * size[1]]
  const left = MARGIN + 66
  const top = 104
  const bar = { x: left + classes * (wide + 8) + 16, y: top, width: 16, height: 200 }
  const width = Math.ceil(bar.x + barWidth(scale, bar.width) + MARGIN)
  const height = Math.max(top + shown.length * (high + 8) + MARGIN, 360)
  const content = planes.flatMap((row, r) => {
    const y = top + r * (high + 8)
    return [
      textElement(`epoch ${shown[r]}`, left - 8, y + high / 2 + 4, 11.5, {
        fill: SOFT_INK,
        'text-anchor': 'end',
      }),
      ...row.flatMap((plane, c) =>
        mapPanel({
          plane,
          size,
          x: left + c * (wide + 8),
          y,
          cell,
          scale,
          numbers: undefined,
          embedded: true,
          outlined: false,
        }),
      ),
    ]
  })
  const heads = Array.from({ length: classes }, (_, c) =>
    textElement(String(c), left + c * (wide + 8) + wide / 2, top - 8, 12, { 'text-anchor': 'middle' }),
  )
  return svgDocument(width, height, 'Weights by class and epoch', [
    element('defs', {}, hatchDefinition()),
    ...title('Weights from the pixels to each class', heading, width),
    ...heads,
    ...content,
    ...colourBar(scale, bar),
  ])
}

function confusionMap({ training: { confusion }, data, heading }: TrainingReport): string {
  const { classes } = data
  const plane = Float64Array.from(confusion.flat())
  const scale = valueScale([plane], '', 'linear')
  const cell = 42
  const [left, top] = [MARGIN + 44, 108]
  const side = cell * classes
  const soft = { fill: SOFT_INK, 'text-anchor': 'middle' }
  const labels = Array.from({ length: classes }, (_, c) => [
    textElement(String(c), left - 14, top + (c + 0.5) * cell + 4, 12, soft),
    textElement(String(c), left + (c + 0.5) * cell, top + side + 18, 12, soft),
  ]).flat()
  const numbers = { size: 12, format: (value: number) => (value === 0 ? '' : String(value)) }
  const width = left + side + MARGIN
  return svgDocument(width, top + side + 62, 'Confusion matrix', [
    // Too narrow for one line.
    ...title('Confusion matrix of the last test', heading.replace('; ', '\n'), width),
    ...mapPanel({
      plane,
      size: [classes, classes],
      x: left,
      y: top,
      cell,
      scale,
      numbers,
      embedded: false,
      outlined: false,
    }),
    ...labels,
    textElement('guess', left + side / 2, top + side + 40, 12, soft),
    textElement('label', left - 38, top + side / 2, 12, {
      ...soft,
      transform: `rotate(-90 ${left - 38} ${top + side / 2})`,
    }),
  ])
}

/** Weights in the cells before and after: Fig. 4e, f of paper 001. */
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

function title(text: string, heading: string, width: number): string[] {
  return [
    textElement(text, MARGIN, 36, 20, { 'font-weight': 'bold' }),
    ...heading
      .split('\n')
      .map((line, k) =>
        textElement(fitText(line, width - 2 * MARGIN, 12.5), MARGIN, 57 + 18 * k, 12.5, { fill: SOFT_INK }),
      ),
  ]
}
