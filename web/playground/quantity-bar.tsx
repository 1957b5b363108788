import type { BiasScheme } from 'sneakpath/core'
import { lines, quantity, readBias, reading, readsDone, usedBias } from './look.ts'
import { choices, FIRST, shown } from './picture.ts'

const GROUPS = ['The cells', 'Under the read shown', 'Every cell read', 'At this step'] as const

/** Quantity of the map, and how its lines are driven for it. */
export function QuantityBar() {
  const first = FIRST.flatMap(name => choices.value.filter(known => known.name === name))
  const set = (name: string): void => {
    quantity.value = name
  }
  const done = readsDone.value
  return (
    <div class="look">
      <fieldset class="segments" aria-label="The map shows">
        {first.map(({ name, title }) => (
          <button key={name} type="button" aria-pressed={shown.value.name === name} onClick={() => set(name)}>
            {title}
          </button>
        ))}
      </fieldset>
      <div class="row">
        <select
          aria-label="All quantities"
          value={shown.value.name}
          onChange={event => set(event.currentTarget.value)}
        >
          {GROUPS.map(group => (
            <optgroup key={group} label={group}>
              {choices.value
                .filter(known => known.group === group)
                .map(({ name, title }) => (
                  <option key={name} value={name}>
                    {title}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
        <label class="check">
          <input
            type="checkbox"
            checked={lines.value}
            onChange={event => {
              lines.value = event.currentTarget.checked
            }}
          />
          Line currents
        </label>
        <label class="inline">
          of reading
          <select
            value={reading.value}
            onChange={event => {
              reading.value = event.currentTarget.value as 'cell' | 'row'
            }}
          >
            <option value="cell">the cell</option>
            <option value="row">its word line</option>
          </select>
        </label>
        <label class="inline">
          others
          <select
            value={usedBias.value}
            onChange={event => {
              readBias.value = event.currentTarget.value as BiasScheme
            }}
          >
            <option value="float">open</option>
            <option value="half">at V/2</option>
            <option value="third">at V/3, 2V/3</option>
            <option value="ground">at 0 V</option>
          </select>
        </label>
        {done !== undefined && (
          <span class="soft" role="status">
            reading every cell: {done.done} of {done.total}
          </span>
        )}
      </div>
    </div>
  )
}
