import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'

const PAGES = fileURLToPath(new URL('../.work/', import.meta.url))

/** The pages of a folder of the documentation by name. */
function pagesOf(folder: string): { text: string; link: string }[] {
  return readdirSync(`${PAGES}${folder}`)
    .filter(name => name.endsWith('.md') && name !== 'index.md')
    .map(name => name.slice(0, -3))
    .map(name => ({ text: name.replaceAll('-', ' '), link: `/${folder}/${name}` }))
}

function links(...names: string[]): { text: string; link: string }[] {
  return names.map(name => ({ text: name.replaceAll('-', ' '), link: `/${name}` }))
}

export default defineConfig({
  title: 'Sneakpath',
  description: 'Simulator of crossbar arrays of ionic and memristive synapses',
  srcDir: '.work',
  outDir: 'dist',
  cacheDir: '.work/.cache',
  // Files beside the pages, and folders of them.
  ignoreDeadLinks: [/examples(\/|$)/, /python\//],
  lastUpdated: false,
  markdown: {
    config(md) {
      // Vue would read {{ in an indented block as an expression.
      md.renderer.rules.code_block = (tokens, index) =>
        `<pre v-pre><code>${md.utils.escapeHtml(tokens[index].content)}</code></pre>`
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      // A page of its own, beside those of VitePress.
      { text: 'Try it', link: '/play/index.html', target: '_self' },
      { text: 'Tutorial', link: '/tutorial' },
      { text: 'How to', link: '/how-to' },
      { text: 'Reference', link: '/reference/commands' },
    ],
    sidebar: [
      { text: 'Begin', items: links('playground', 'tutorial', 'what-a-crossbar-does', 'how-to', 'gallery') },
      {
        text: 'Guides',
        items: links(
          'open',
          'scenarios',
          'bring-your-own-device',
          'fit',
          'protocols',
          'studies',
          'clusters',
          'figures',
          'matrix-products',
          'learning',
          'python',
          'matlab',
          'origin',
          'gpu',
        ),
      },
      {
        text: 'Reference',
        items: [
          ...pagesOf('reference'),
          { text: 'library', link: '/reference/library/' },
          ...links('glossary'),
        ],
      },
      {
        text: 'How far to trust it',
        items: [...links('validation', 'solver', 'referee', 'reliability', 'comparison', 'citing')],
      },
      { text: 'Devices', collapsed: true, items: pagesOf('devices') },
      { text: 'Benchmarks', collapsed: true, items: pagesOf('benchmarks') },
      { text: 'Decisions', collapsed: true, items: pagesOf('decisions') },
    ],
  },
})
