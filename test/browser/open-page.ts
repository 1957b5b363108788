import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { need } from '../require.ts'
import { type BuiltPage, buildPage } from './build-page.ts'

const CHROMIUM = '/usr/bin/chromium'
export const present: boolean = need('chromium', () => existsSync(CHROMIUM))
const ADDRESS = 'https://sneakpath.test/'
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
}

export interface OpenedPage {
  readonly browser: Browser
  readonly built: BuiltPage
  readonly page: Page
  /** Faults of the page, and requests that leave it. */
  readonly faults: string[]
  /** Another page of the same build. @param fragment of its address, with its # */
  another(fragment?: string): Promise<Page>
  close(): Promise<void>
}

/** Builds the page and opens it in Debian's chromium: the one file from file storage, or the served page as from a server. */
export async function openPage(mode: 'one-file' | 'production'): Promise<OpenedPage> {
  const built = await buildPage([mode])
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless=new', '--no-sandbox', '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  })
  const faults: string[] = []
  const another = async (fragment = ''): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    page.on('pageerror', error => faults.push(String(error)))
    page.on('request', request => {
      const own = mode === 'one-file' ? /^(file|blob|data):/ : /^(https:\/\/sneakpath\.test\/|blob:|data:)/
      if (!own.test(request.url())) faults.push(`asked for ${request.url()}`)
    })
    if (mode === 'production') {
      await page.route(`${ADDRESS}**`, route => {
        const name = new URL(route.request().url()).pathname.slice(1) || 'index.html'
        const contentType = TYPES[name.split('.').at(-1)!]
        return route.fulfill({ contentType, body: readFileSync(join(built.folder, name)) })
      })
    }
    await page.goto((mode === 'one-file' ? pathToFileURL(built.oneFile).href : ADDRESS) + fragment)
    return page
  }
  const page = await another()
  return {
    browser,
    built,
    page,
    faults,
    another,
    async close() {
      await browser.close()
      built.remove()
    },
  }
}

/** Waits until the engine has played all that was asked. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    "document.querySelector('.timeline') !== null && document.querySelector('.timeline .busy') === null",
    null,
    { timeout: 120_000 },
  )
}

/** Text that the page gives under an entry of its menu Save. */
export async function saved(page: Page, entry: string): Promise<string> {
  const coming = page.waitForEvent('download')
  await page.locator('.menu summary').click()
  await page.getByRole('button', { name: entry }).click()
  return readFileSync(await (await coming).path(), 'utf8')
}

/** The numbers of the map, row by row. */
export async function mapValues(page: Page): Promise<number[]> {
  const text = await saved(page, 'Values as CSV')
  return text
    .trim()
    .split(/[\n,]/)
    .map(field => (field === '' ? Number.NaN : Number(field)))
}
