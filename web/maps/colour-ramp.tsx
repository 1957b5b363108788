import { hexColour, mapColour, type ValueScale } from 'sneakpath/core'

const STOPS = 24

/** Colours along a scale, from its lowest value to its highest. */
export function rampColours({ kind, colourMap }: ValueScale): string[] {
  return Array.from({ length: STOPS + 1 }, (_, k) => hexColour(mapColour(kind, k / STOPS, colourMap)))
}

/** The colours of a scale with its ticks. */
export function ColourRamp({ scale }: { readonly scale: ValueScale }) {
  return (
    <>
      <div class="ramp" style={{ background: `linear-gradient(to right, ${rampColours(scale).join()})` }} />
      <div class="ticks">
        {scale.ticks.map(({ position, label }) => (
          <span key={position} style={{ left: `${position * 100}%` }}>
            {label}
          </span>
        ))}
      </div>
    </>
  )
}
