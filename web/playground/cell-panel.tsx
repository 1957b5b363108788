import { formatSi, type SneakPath } from 'sneakpath/core'
import { Chart } from './chart.tsx'
import { curve, paths, reading, usedBias, view, way } from './look.ts'
import { at, cell, device, reel } from './store.ts'

/** The cell that is looked at: its numbers, its I-V, its states over time, and the ways of its sense current. */
export function CellPanel() {
  const [i, j] = cell.value
  const found = view.value?.sensed.find(({ cell: [row, column] }) => row === i && column === j)
  const k = i * reel.value.size[1] + j
  return (
    <section class="panel" aria-labelledby="cell-title">
      <h2 id="cell-title">
        Cell <span class="ink">{`${i}, ${j}`}</span>
      </h2>
      {found !== undefined && view.value !== undefined && (
        <dl class="numbers">
          <Row name="Sense current" value={formatSi(found.senseCurrent, 'A')} />
          <Row name="through the cell" value={formatSi(found.cellCurrent, 'A')} />
          <Row name="Sneak share" value={percent(found.sneakShare)} />
          <Row name="Cell voltage" value={volts(view.value.cellVoltages[k])} />
          <Row name="IR drop" value={volts(view.value.irDrops[k])} />
        </dl>
      )}
      <Ways />
      {curve.value !== undefined && (
        <Chart title="I-V, states held" xs={curve.value.volts} ys={curve.value.amps} xUnit="V" yUnit="A" />
      )}
      <OverTime cell={k} />
    </section>
  )
}

function Row({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

function volts(value: number): string {
  return Number.isNaN(value) ? 'a line is open' : formatSi(value, 'V')
}

function percent(share: number): string {
  return `${formatSi(100 * share, '')} %`
}

const MOST_WAYS = 7

function Ways() {
  const found = paths.value
  if (found === undefined || found.senseCurrent === 0) return null
  const { senseCurrent } = found
  const shown = found.paths.slice(0, MOST_WAYS)
  const rest = senseCurrent - shown.reduce((sum, { amps }) => sum + amps, 0)
  const share = (amps: number): number => Math.max(0, Math.min(1, amps / senseCurrent))
  return (
    <div class="ways">
      <h3>Where its sense current comes from</h3>
      <ol>
        {shown.map(path => (
          <li key={textOf(path)}>
            <button
              type="button"
              class="way"
              aria-pressed={way.value === path}
              onClick={() => point(way.value === path ? undefined : path)}
              onMouseEnter={() => point(path)}
              onMouseLeave={() => point(undefined)}
            >
              {textOf(path)}
            </button>
            <span
              class="share"
              style={{ width: `${100 * share(path.amps)}%` }}
              data-direct={isDirect(path)}
            />
            <span class="amps">{formatSi(path.amps, 'A')}</span>
          </li>
        ))}
        {Math.abs(rest / senseCurrent) > 1e-3 && (
          <li>
            <span class="way soft">all others</span>
            <span class="share" style={{ width: `${100 * share(rest)}%` }} />
            <span class="amps">{formatSi(rest, 'A')}</span>
          </li>
        )}
      </ol>
      {reading.value === 'row' && (
        <p class="soft">The whole word line is read at once, unselected lines {usedBias.value}.</p>
      )}
    </div>
  )
}

function point(path: SneakPath | undefined): void {
  way.value = path
}

function isDirect({ cells }: SneakPath): boolean {
  const [i, j] = cell.value
  return cells.length === 1 && cells[0][0] === i && cells[0][1] === j
}

function textOf(path: SneakPath): string {
  if (isDirect(path)) return 'the cell itself'
  const { from, cells } = path
  const way = cells.map(([i, j]) => `${i},${j}`).join(' → ')
  return cells.length === 1 ? `${from.side} line ${from.line}, through ${way}` : way
}

/** Points of a curve over time. */
const MOST_POINTS = 400

function OverTime({ cell: k }: { readonly cell: number }) {
  const { frames, quantities } = reel.value
  if (frames.length < 2) return null
  const every = Math.ceil(frames.length / MOST_POINTS)
  const picked = frames.filter((_, n) => n % every === 0 || n === frames.length - 1)
  const times = picked.map(({ timeS }) => timeS)
  const mark = picked.findLastIndex(({ index }) => index <= at.value)
  const names = ['conductance', ...(device.value?.states ?? []).map(({ name }) => `state-${name}`)]
  const chart = (name: string) => {
    const unit = quantities[name]?.unit ?? ''
    const values = picked.map(({ planes }) => planes[name]?.[k] ?? Number.NaN)
    if (values.every(Number.isNaN)) return null
    const title =
      name === 'conductance' ? 'Conductance over time' : `State ${name.slice('state-'.length)} over time`
    return (
      <Chart
        key={name}
        title={title}
        xs={times}
        ys={values}
        xUnit="s"
        yUnit={unit === '1' ? '' : unit}
        mark={mark}
      />
    )
  }
  return (
    <>
      {[names[0]].map(chart)}
      {names.length > 1 && (
        <details class="states">
          <summary>Its states over time</summary>
          {names.slice(1).map(chart)}
        </details>
      )}
    </>
  )
}
