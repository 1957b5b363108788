import { formatSi } from 'sneakpath/core'
import { ColourRamp } from '../maps/colour-ramp.tsx'
import { largestCurrent } from '../maps/draw-map.ts'
import { picture, scale, shown } from './picture.ts'

/** The colour bar of the map with its ticks and unit, and what the widest line carries. */
export function Legend() {
  const { ticks, display, kind, hasMissing, hasNonPositive } = scale.value
  const { drive } = picture.value
  const unit = kind === 'log' ? 'log scale' : display.label
  return (
    <figure class="legend">
      <figcaption>
        <strong>{shown.value.title}</strong>
        {unit !== '' && <span class="soft"> {unit}</span>}
      </figcaption>
      {ticks.length > 0 && (
        <div class="scale">
          <ColourRamp scale={scale.value} />
        </div>
      )}
      <p class="soft notes">
        {drive !== undefined && (
          <span>
            <i class="wide" /> widest line {formatSi(largestCurrent(drive), 'A')}
          </span>
        )}
        {hasMissing && ticks.length > 0 && (
          <span>
            <i class="hollow" /> no value
          </span>
        )}
        {hasNonPositive && <span>0 or less is not coloured</span>}
      </p>
    </figure>
  )
}
