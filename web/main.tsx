import './style/base.css'
import './style/app.css'
import './style/playground.css'
import { render } from 'preact'
import { App } from './app/app.tsx'

render(<App />, document.getElementById('app')!)
