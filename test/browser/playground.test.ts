import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runScenario } from '../../scenarios/run/run-scenario.ts'
import { loadScenario } from '../../src/run/load-scenario.ts'
import { need } from '../require.ts'
import { type BuiltPage, buildPage } from './build-page.ts'

const CHROMIUM = '/usr/bin/chromium'
const present = need('chromium', () => existsSync(CHROMIUM))
/** Bytes after gzip. */
const MOST_BYTES = 1.5e6

let built: BuiltPage
let browser: Browser
let page: Page
const faults: string[] = []

describe.skipIf(!present)('playground.html from file storage (needs Debian chromium)', () => {
  beforeAll(async () => {
    built = await buildPage(['one-file'])
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--headless=new', '--no-sandbox'] })
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    page.on('pageerror', error => faults.push(String(error)))
    page.on('request', request => {
      if (!/^(file|blob|data):/.test(request.url())) faults.push(`asked for ${request.url()}`)
    })
    await page.goto(pathToFileURL(built.oneFile).href)
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    built?.remove()
  })

  it('is one small file without modules', () => {
    const html = readFileSync(built.oneFile)
    expect(gzipSync(html).length).toBeLessThan(MOST_BYTES)
    expect(html.toString()).not.toMatch(/<script[^>]*(type="module"|src=)/)
    expect(html.toString()).not.toMatch(/<link[^>]*stylesheet/)
  })

  it('plays a film', async () => {
    await page.getByRole('button', { name: 'Show and forget' }).click()
    await page.getByRole('heading', { name: 'EC-MOF array shows M, O and F' }).waitFor()
    const { frames } = await runScenario(loadScenario('mof-refresh'))
    // The array at rest is a frame as well.
    await page.waitForFunction(`document.querySelector('.timeline input').max === '${frames.length}'`)
    expect(faults).toEqual([])
  }, 60_000)
})
