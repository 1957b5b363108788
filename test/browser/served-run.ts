import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type ServedPage, servePage } from '../../src/open/serve-page.ts'
import { type BuiltPage, buildPage } from './build-page.ts'

/** Debian's, as CI installs it. */
export const CHROMIUM = '/usr/bin/chromium'

/** The page as `sneakpath open` serves it, in a browser. */
export interface Bench {
  readonly built: BuiltPage
  readonly browser: Browser
  /** For runs and downloads. */
  readonly folder: string
  /** Faults, which no page may have: of scripts, requests to others, things that the policy forbids. */
  readonly faults: string[]
  /** Serves a run. @param run folder; left out, the page alone */
  serve(run?: string): Promise<ServedPage>
  /** A new window that keeps its faults. */
  open(address: string, window?: Window): Promise<Page>
  close(): Promise<void>
}

export interface Window {
  readonly width?: number
  readonly height?: number
  readonly colours?: 'light' | 'dark'
  /** Pixels of a picture for one of the page. */
  readonly scale?: number
}

/**
 * @param modes builds of the page
 * @param flags more of chromium
 */
export async function openBench(
  modes: Parameters<typeof buildPage>[0] = ['production'],
  flags: readonly string[] = [],
): Promise<Bench> {
  const built = await buildPage(modes)
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless=new', '--no-sandbox', '--font-render-hinting=none', ...flags],
  })
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-bench-'))
  const servers: ServedPage[] = []
  const faults: string[] = []
  return {
    built,
    browser,
    folder,
    faults,
    async serve(run) {
      const served = await servePage({ run, page: built.folder })
      servers.push(served)
      return served
    },
    async open(address, { width = 1280, height = 900, colours = 'light', scale = 1 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: colours,
        deviceScaleFactor: scale,
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      const origin = new URL(address).origin
      page.on('pageerror', error => faults.push(String(error)))
      page.on('console', message => {
        if (message.type() === 'error') faults.push(message.text())
      })
      page.on('request', request => {
        const url = request.url()
        if (!url.startsWith(`${origin}/`) && !/^(file|blob|data):/.test(url)) faults.push(`asked for ${url}`)
      })
      await page.goto(address)
      return page
    },
    async close() {
      await browser.close()
      await Promise.all(servers.map(server => server.close()))
      built.remove()
      rmSync(folder, { recursive: true })
    },
  }
}
