import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { need } from '../require.ts'
import { type BuiltPage, buildPage } from './build-page.ts'

const CHROMIUM = '/usr/bin/chromium'
export const present: boolean = need('chromium', () => existsSync(CHROMIUM))

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

/** Builds playground.html and opens it in Debian's chromium from file storage. */
export async function openPage(): Promise<OpenedPage> {
  const built = await buildPage(['one-file'])
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
      if (!/^(file|blob|data):/.test(request.url())) faults.push(`asked for ${request.url()}`)
    })
    await page.goto(pathToFileURL(built.oneFile).href + fragment)
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
