import { useState } from 'preact/hooks'
import { displayUnit, formatSi, type RunFolder, type ValueScale } from 'sneakpath/core'
import { placeCells, ValueBar, ValueMap } from '../maps/value-map.tsx'
import { LinePlot } from './line-plot.tsx'
import { at, cell, history, info, map, quantity, scale, scaled } from './run-store.ts'
import { Scrubber } from './scrubber.tsx'

/** The map of a quantity in a frame, with the value of a cell. */
export function RunMap({ run }: { readonly run: RunFolder }) {
  const { size, quantities, lines = ['word line', 'bit line'] } = run.index
  const shown = map.value
  const { title = '', unit = '' } = info.value ?? {}
  const { of, frames } = scaled.value
  return (
    <>
      <label class="choice">
        Quantity
        <select
          value={quantity.value}
          onChange={({ currentTarget }) => (quantity.value = currentTarget.value)}
        >
          {quantities.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {shown === undefined ? (
        <p class="soft map-wait">Reading …</p>
      ) : (
        <>
          <Pointed size={size} label={`${title}, ${run.index.frames[at.value].label}`}>
            <ValueMap size={size} values={shown} scale={scale.value} />
          </Pointed>
          <p class="readout" aria-live="polite">
            {lines[0]} {cell.value[0]}, {lines[1]} {cell.value[1]}:{' '}
            <strong>{valueText(shown[index(size)], unit)}</strong>
          </p>
          <ValueBar title={title} scale={scale.value} />
          {frames < of && (
            <p class="soft small">
              The scale was made from {frames} of {of} frames.
            </p>
          )}
          <Scrubber frames={run.index.frames} />
          <MapTable size={size} values={shown} scale={scale.value} unit={unit} lines={lines} title={title} />
          <CellHistory title={title} unit={unit} lines={lines} />
        </>
      )}
    </>
  )
}

function index([, columns]: readonly [number, number]): number {
  return cell.value[0] * columns + cell.value[1]
}

function valueText(value: number, unit: string): string {
  return Number.isFinite(value) ? formatSi(value, unit) : 'no value'
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-8, 0],
  PageDown: [8, 0],
}

/** A map on which a pointer or the arrow keys choose a cell. */
function Pointed({
  size: [rows, columns],
  label,
  children,
}: {
  readonly size: readonly [number, number]
  readonly label: string
  readonly children: preact.ComponentChildren
}) {
  const move = (i: number, j: number): void => {
    cell.value = [Math.max(0, Math.min(rows - 1, i)), Math.max(0, Math.min(columns - 1, j))]
  }
  return (
    <div
      class="pointed"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys choose a cell of it.
      tabIndex={0}
      aria-label={`Map of ${label}. Arrow keys choose a cell.`}
      onKeyDown={event => {
        const [di, dj] = MOVES[event.key] ?? [0, 0]
        if (di === 0 && dj === 0) return
        event.preventDefault()
        move(cell.value[0] + di, cell.value[1] + dj)
      }}
      onPointerMove={event => {
        const box = event.currentTarget.getBoundingClientRect()
        const place = placeCells([rows, columns], box.width)
        const i = Math.floor((event.clientY - box.top) / place.side)
        const j = Math.floor((event.clientX - box.left - place.left) / place.side)
        if (i >= 0 && i < rows && j >= 0 && j < columns) move(i, j)
      }}
    >
      {children}
      <Marker size={[rows, columns]} />
    </div>
  )
}

/** A frame around the chosen cell. */
function Marker({ size }: { readonly size: readonly [number, number] }) {
  const [i, j] = cell.value
  return (
    <svg
      class="marker"
      aria-hidden="true"
      ref={node => {
        if (node !== null) placeMarker(node, size, i, j)
      }}
    >
      <rect fill="none" />
    </svg>
  )
}

function placeMarker(svg: SVGSVGElement, size: readonly [number, number], i: number, j: number): void {
  const { left, side } = placeCells(size, svg.clientWidth)
  const rect = svg.firstElementChild!
  const numbers = {
    x: left + j * side,
    y: i * side,
    width: side,
    height: side,
    rx: Math.min(4, side / 5),
  }
  for (const [name, value] of Object.entries(numbers)) rect.setAttribute(name, String(value))
}

/** Rows and columns of a table at most: more would be no help to anyone. */
const MOST_ROWS = 32

/** The map as a table; of a large one, the part around the chosen cell. */
function MapTable({
  size: [rows, columns],
  values,
  scale,
  unit,
  lines,
  title,
}: {
  readonly size: readonly [number, number]
  readonly values: Float64Array
  readonly scale: ValueScale
  readonly unit: string
  readonly lines: readonly [string, string]
  readonly title: string
}) {
  const [open, setOpen] = useState(false)
  const display = displayUnit(unit, Math.max(...scale.domain.map(Math.abs)))
  const part = (count: number, chosen: number): number[] => {
    const first = Math.max(0, Math.min(count - MOST_ROWS, chosen - MOST_ROWS / 2))
    return Array.from({ length: Math.min(count, MOST_ROWS) }, (_, k) => first + k)
  }
  const text = (value: number): string =>
    Number.isFinite(value) ? String(Number((value / display.factor).toPrecision(4))) : '–'
  return (
    <details class="map-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>As a table</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls.
        <section class="scroll" tabIndex={0} aria-label={`${title} as a table`}>
          <table>
            <caption>
              {title}
              {display.label === '' ? '' : ` in ${display.label}`}; rows are {lines[0]}s, columns {lines[1]}s
            </caption>
            <thead>
              <tr>
                <td />
                {part(columns, cell.value[1]).map(j => (
                  <th key={j} scope="col">
                    {j}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {part(rows, cell.value[0]).map(i => (
                <tr key={i}>
                  <th scope="row">{i}</th>
                  {part(columns, cell.value[1]).map(j => (
                    <td key={j}>{text(values[i * columns + j])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  )
}

function CellHistory({
  title,
  unit,
  lines,
}: {
  title: string
  unit: string
  lines: readonly [string, string]
}) {
  const over = history.value
  // Frames of one instant are no curve.
  if (over === undefined || over.time.at(-1) === over.time[0]) return null
  const name = `${lines[0]} ${cell.value[0]}, ${lines[1]} ${cell.value[1]}`
  return (
    <LinePlot
      title={`${title} of ${name} over time${over.of === undefined ? '' : `, ${over.of}`}`}
      unit={unit}
      time={over.time}
      lines={[{ name, values: over.values }]}
      now={over.now}
    />
  )
}
