import { useId, useState } from 'preact/hooks'
import { amountText, readAmount } from '../playground/amounts.ts'

interface AmountProps {
  readonly label: string
  /** SI. */
  readonly unit: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** Equal steps of the slider are equal factors. */
  readonly log?: boolean
  /** While the slider moves. */
  readonly onMove?: (value: number) => void
  /** When it is let go, or a number was written. */
  readonly onChange: (value: number) => void
}

const STEPS = 240
/** Below the lowest value of a slider of factors stands 0, where `min` is 0. */
const DECADES = 6

/** A number as a slider and as text with its unit. */
export function Amount(props: AmountProps) {
  const { label, unit, value, min, max, onMove, onChange } = props
  const id = useId()
  const [draft, setDraft] = useState<string | undefined>(undefined)
  const wrong = draft !== undefined && !isWithin(readAmount(draft, unit), min, max)
  const settle = (): void => {
    const found = draft === undefined ? undefined : readAmount(draft, unit)
    if (found !== undefined && isWithin(found, min, max) && found !== value) onChange(found)
    setDraft(undefined)
  }
  return (
    <div class="amount">
      <label for={id}>{label}</label>
      <input
        type="range"
        aria-label={`${label}, slider`}
        aria-valuetext={amountText(value, unit)}
        min={0}
        max={STEPS}
        step={1}
        value={placeOf(value, props)}
        onInput={event => onMove?.(valueAt(Number(event.currentTarget.value), props))}
        onChange={event => onChange(valueAt(Number(event.currentTarget.value), props))}
      />
      <input
        id={id}
        type="text"
        inputMode="decimal"
        spellcheck={false}
        aria-invalid={wrong}
        title={`${amountText(min, unit)} to ${amountText(max, unit)}`}
        value={draft ?? amountText(value, unit)}
        onInput={event => setDraft(event.currentTarget.value)}
        onBlur={settle}
        onKeyDown={event => {
          if (event.key === 'Enter') settle()
          if (event.key === 'Escape') setDraft(undefined)
        }}
      />
    </div>
  )
}

function isWithin(value: number | undefined, min: number, max: number): boolean {
  return value !== undefined && value >= min && value <= max
}

function placeOf(value: number, { min, max, log = false }: AmountProps): number {
  if (!log) return Math.round(((value - min) / (max - min)) * STEPS)
  const low = lowest(min, max)
  if (value <= 0) return 0
  const place = 1 + (Math.log(value / low) / Math.log(max / low)) * (STEPS - 1)
  return Math.round(Math.max(min === 0 ? 1 : 0, place))
}

function valueAt(place: number, { min, max, log = false }: AmountProps): number {
  if (!log) return Number((min + ((max - min) * place) / STEPS).toPrecision(3))
  if (place === 0) return min
  const low = lowest(min, max)
  return Number((low * (max / low) ** ((place - 1) / (STEPS - 1))).toPrecision(2))
}

function lowest(min: number, max: number): number {
  return min > 0 ? min : max / 10 ** DECADES
}
