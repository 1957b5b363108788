import { hexColour, mapColour, type ValueScale } from 'sneakpath/core'

const STOPS = 16

/** A colour bar with its ticks and unit. */
export function Legend({ title, scale }: { readonly title: string; readonly scale: ValueScale }) {
  const colours = Array.from({ length: STOPS + 1 }, (_, k) =>
    hexColour(mapColour(scale.kind, k / STOPS, scale.colourMap)),
  )
  return (
    <figure class="legend">
      <figcaption>
        {title}
        {scale.kind !== 'log' && scale.display.label !== '' && (
          <span class="soft"> in {scale.display.label}</span>
        )}
      </figcaption>
      <div class="ramp" style={{ background: `linear-gradient(to right, ${colours.join()})` }} />
      <div class="ticks">
        {scale.ticks.map(({ position, label }) => (
          <span key={label} style={{ left: `${position * 100}%` }}>
            {label}
          </span>
        ))}
      </div>
    </figure>
  )
}
