import { computed } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { valueScale } from 'sneakpath/core'
import { FILMS } from './built-in.ts'
import { Legend } from './legend.tsx'
import { MapCanvas } from './map-canvas.tsx'
import { doc, fault, frame, openFilm, reel } from './store.ts'
import { Timeline } from './timeline.tsx'

const scale = computed(() =>
  valueScale(
    reel.value.frames.map(({ planes }) => planes.conductance),
    'S',
    undefined,
  ),
)

export function PlaygroundView() {
  useEffect(() => {
    if (doc.value === undefined) void openFilm(FILMS[0].name)
  }, [])
  const shown = frame.value
  return (
    <div class="playground">
      <section class="films" aria-label="Films">
        {FILMS.map(({ name, title }) => (
          <button
            key={name}
            type="button"
            aria-pressed={doc.value?.scenario.name === name}
            onClick={() => void openFilm(name)}
          >
            {title}
          </button>
        ))}
      </section>
      {fault.value !== undefined && (
        <p class="notice bad" role="alert">
          {fault.value.message}
        </p>
      )}
      {shown !== undefined && (
        <section class="stage" aria-label="Array">
          <h1>{doc.value?.scenario.title}</h1>
          <MapCanvas
            picture={{ size: reel.value.size, values: shown.planes.conductance, scale: scale.value }}
          />
          <Legend title="Conductance" scale={scale.value} />
          <Timeline />
        </section>
      )}
    </div>
  )
}
