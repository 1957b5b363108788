import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import svgToPdf from 'svg-to-pdfkit'

/** Points of a PDF for each px of the drawing. */
const POINTS = 0.75

/**
 * Draws an SVG as a PDF of one page: shapes and text stay vectors, in the fonts of the package. The same drawing gives the same bytes.
 * @param svg a whole document
 * @param widthMm width of the page. @defaultValue that of the drawing at 96 px an inch
 * @returns the bytes of a PDF
 */
export async function renderPdf(svg: string, widthMm?: number): Promise<Buffer> {
  const [, , , across, down] = /viewBox="(\S+) (\S+) (\S+) (\S+)"/.exec(svg) ?? []
  const [width, height] = [Number(across), Number(down)]
  const scale = widthMm === undefined ? POINTS : ((widthMm / 25.4) * 72) / width
  const size: [number, number] = [width * scale, height * scale]
  // A date would make two PDFs of one drawing differ.
  const document = new PDFDocument({
    size,
    margin: 0,
    info: { CreationDate: new Date(0), Producer: 'sneakpath', Creator: 'sneakpath' },
  })
  const resolve = createRequire(import.meta.url).resolve
  for (const face of ['DejaVuSans', 'DejaVuSans-Bold'])
    document.registerFont(face, resolve(`dejavu-fonts-ttf/ttf/${face}.ttf`))
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((finish, fail) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => finish(Buffer.concat(chunks)))
    document.on('error', fail)
  })
  svgToPdf(document, svg, 0, 0, {
    width: size[0],
    height: size[1],
    fontCallback: (_family, bold) => (bold ? 'DejaVuSans-Bold' : 'DejaVuSans'),
  })
  document.end()
  return done
}
