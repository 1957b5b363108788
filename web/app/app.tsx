import { VIEWS } from '../views.ts'
import { engine, engineLost, engineSaid, engineSilent } from './engine-state.ts'
import { Icon } from './icon.tsx'
import { route } from './route.ts'
import { chooseTheme, theme } from './theme.ts'

export function App() {
  const { view, rest } = route.value
  const shown = VIEWS.find(known => known.route === view) ?? VIEWS[0]
  const { Component } = shown
  return (
    <>
      <header class="bar">
        <a class="mark" href={`#${VIEWS[0].route}`}>
          <Icon name="crossbar" /> Sneakpath
        </a>
        {VIEWS.length > 1 && (
          <nav aria-label="Views">
            {VIEWS.map(({ route, title }) => (
              <a key={route} href={`#${route}`} aria-current={route === shown.route ? 'page' : undefined}>
                {title}
              </a>
            ))}
          </nav>
        )}
        <div id="view-tools" class="tools" />
        <button
          type="button"
          class="quiet"
          onClick={() => chooseTheme(theme.value === 'dark' ? 'light' : 'dark')}
          aria-label={theme.value === 'dark' ? 'Light colours' : 'Dark colours'}
          title={theme.value === 'dark' ? 'Light colours' : 'Dark colours'}
        >
          <Icon name={theme.value === 'dark' ? 'sun' : 'moon'} />
        </button>
      </header>
      {engineLost.value !== undefined && (
        <p class="notice bad" role="alert">
          <span>
            The engine was lost ({engineLost.value}) and starts anew. Nothing that you made is gone: it is
            computed again.
          </span>
          <button type="button" onClick={() => (engineLost.value = undefined)}>
            Dismiss
          </button>
        </p>
      )}
      {engineSaid.value !== undefined && (
        <p class="notice" role="status">
          <span>{engineSaid.value}</span>
          <button type="button" onClick={() => (engineSaid.value = undefined)}>
            Dismiss
          </button>
        </p>
      )}
      {engineSilent.value && (
        <p class="notice" role="status">
          <span>
            The engine has not answered for half a minute: it is inside one long solve, or was lost.
          </span>
          <button type="button" onClick={() => engine.restart('it was started anew')}>
            Start it anew
          </button>
        </p>
      )}
      <main>
        <Component rest={rest} />
      </main>
    </>
  )
}
