import { formatSi, type RunFolder } from 'sneakpath/core'
import { MapTable } from '../maps/map-table.tsx'
import { movedCell } from '../maps/moved-cell.ts'
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
          <MapTable
            size={size}
            values={shown}
            scale={scale.value}
            unit={unit}
            cell={cell.value}
            lines={lines}
            title={title}
          />
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
  return (
    <div
      class="pointed"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys choose a cell of it.
      tabIndex={0}
      aria-label={`Map of ${label}. Arrow keys choose a cell.`}
      onKeyDown={event => {
        const moved = movedCell(event.key, cell.value, [rows, columns])
        if (moved === undefined) return
        event.preventDefault()
        cell.value = moved
      }}
      onPointerMove={event => {
        const box = event.currentTarget.getBoundingClientRect()
        const place = placeCells([rows, columns], box.width)
        const i = Math.floor((event.clientY - box.top) / place.cell)
        const j = Math.floor((event.clientX - box.left - place.left) / place.cell)
        if (i >= 0 && i < rows && j >= 0 && j < columns) cell.value = [i, j]
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
  const { left, cell: side } = placeCells(size, svg.clientWidth)
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
