import { barWidth, colourBar, hatchDefinition } from '../plots/colours/colour-bar.ts'
import { valueScale } from '../plots/colours/value-scale.ts'
import { displayUnit } from '../plots/drawing/si-format.ts'
import { element, SOFT_INK, svgDocument, textElement } from '../plots/drawing/svg.ts'
import { fitText } from '../plots/drawing/text-width.ts'
import { chooseFrames } from '../plots/maps/choose-frames.ts'
import { mapPanel } from '../plots/maps/map-panel.ts'
import { lineChart } from './line-chart.ts'
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
  const span = [0, records.length - 1] as const
  const area = { x: MARGIN + 40, width: 620, height: 220, span, xTitle: 'epoch' }
  return svgDocument(720, 650, 'Accuracy and loss by epoch', [
    ...title('Accuracy and loss by epoch', heading, 720),
    ...lineChart(
      [{ name: 'test accuracy', colour: BLUE, values: records.map(record => 100 * record.accuracy) }],
      {
        ...area,
        y: 92,
        yTitle: 'test accuracy, %',
        range: [0, 100],
      },
    ),
    ...lineChart(
      [
        {
          name: 'training',
          colour: RED,
          values: records.map((record, k) => (k === 0 ? Number.NaN : record.trainLoss)),
        },
        { name: 'test', colour: BLUE, values: records.map(record => record.testLoss) },
      ],
      { ...area, y: 384, yTitle: 'loss (cross-entropy)' },
    ),
  ])
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

/** What the cells hold before and after: Fig. 4e, f of paper 001. */
function histogram({ histograms: { before, after, range, unit }, heading }: TrainingReport): string {
  const { factor, label } = displayUnit(unit, Math.max(Math.abs(range[0]), Math.abs(range[1])))
  const percent = (shares: readonly number[]): number[] => shares.map(share => 100 * share)
  return svgDocument(720, 390, 'Cells before and after training', [
    ...title('What the cells hold', heading, 720),
    ...lineChart(
      [
        { name: 'before training', colour: '#8c8c8c', values: percent(before) },
        { name: 'after training', colour: BLUE, values: percent(after) },
      ],
      {
        x: MARGIN + 40,
        y: 92,
        width: 620,
        height: 230,
        span: [range[0] / factor, range[1] / factor],
        xTitle: `${unit === 'V' ? 'voltage' : 'conductance'} of a cell, ${label}`,
        yTitle: 'share of the cells, %',
        bars: true,
      },
    ),
  ])
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
