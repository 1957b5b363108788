import { chromium } from 'playwright-core'
import { servePage } from '/work/wt/open/src/open/serve-page.ts'
const served = await servePage({ page: '/tmp/open/page' })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless=new', '--no-sandbox'] })
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
page.on('pageerror', e => console.log('pageerror', e)); page.on('console', m => console.log('console', m.text()))
await page.goto(served.address)
await page.locator('.check-me').waitFor()
await page.waitForTimeout(3000)
await page.getByRole('button', { name: 'Check against ngspice' }).click()
await page.getByText(/Largest difference|ngspice:/).waitFor({ timeout: 120000 })
console.log(await page.locator('.check-me').innerText())
await page.screenshot({ path: '/tmp/open/shots/check.png', fullPage: true })
await browser.close(); await served.close(); process.exit()
