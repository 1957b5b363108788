/** An element of a drawing, its attributes as they stand. */
export interface SvgElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Text within, where it holds no elements. */
  readonly text: string
}

/** The elements of a drawing in document order: enough of XML for what the project writes. */
export function parseSvg(svg: string): SvgElement[] {
  return [...svg.matchAll(/<([a-zA-Z]+)((?: [\w-]+="[^"]*")*)\/?>([^<]*)/g)].map(
    ([, name, attributes, text]) => ({
      name: name!,
      attributes: Object.fromEntries(
        [...attributes!.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, decode(value!)]),
      ),
      text: decode(text!),
    }),
  )
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
