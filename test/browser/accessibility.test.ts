import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { need } from '../require.ts'
import { writeSampleRun } from '../src/open/sample-run.ts'
import { type Bench, CHROMIUM, openBench } from './served-run.ts'

const present = need('chromium', () => existsSync(CHROMIUM))
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Levels A and AA of WCAG 2.0, 2.1. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

describe.skipIf(!present)('the page for everyone (needs Debian chromium)', () => {
  let bench: Bench
  let address: string

  beforeAll(async () => {
    bench = await openBench()
    address = (await bench.serve(await writeSampleRun(bench.folder, 'sample'))).address
  }, 180_000)
  afterAll(() => bench?.close())

  /** Views, each with the wait for its content. */
  const VIEWS: readonly [string, (page: Page) => Promise<void>][] = [
    ['run/served', page => page.getByRole('img', { name: /^first: current/ }).waitFor()],
    ['run', page => page.getByRole('heading', { name: 'Open a run' }).waitFor()],
    ['play', page => page.locator('canvas').first().waitFor()],
  ]
  const CASES = VIEWS.flatMap(([route, ready]) =>
    (['light', 'dark'] as const).flatMap(colours =>
      [1280, 390].map(width => ({ route, ready, colours, width })),
    ),
  )

  it.each(CASES)(
    '#$route in $colours at $width px: no violation of WCAG 2.1 A or AA',
    async ({ route, ready, colours, width }) => {
      const page = await bench.open(address.replace(/#.*/, `#${route}`), { width, height: 844, colours })
      try {
        await ready(page)
        const closed = page.locator('details:not([open]) > summary')
        while ((await closed.count()) > 0) await closed.first().click()
        // Outside the page's policy, as a tool of the developer.
        await page.evaluate(AXE)
        const { violations } = await page.evaluate(
          rules =>
            (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
              runOnly: { type: 'tag', values: rules },
            }),
          RULES,
        )
        expect(
          violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
          ),
        ).toEqual([])
        // Nothing is wider than the window.
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      } finally {
        await page.context().close()
      }
    },
    60_000,
  )
})
