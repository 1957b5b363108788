/** Advance widths of DejaVu Sans for the characters ' ' to '~', thousandths of the font size. */
const REGULAR = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
  636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
  295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
  500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
  392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
]

/** The bold face is at most this much wider. */
const BOLD = 1.14

/** Others that labels are made of; unknown ones count as wide. */
const OTHERS: Readonly<Record<string, number>> = { '·': 318, µ: 636, Ω: 764, '⁻': 528, '…': 1000 }

/**
 * Width of a line of text in DejaVu Sans, px; for bold text an upper bound.
 * @param size font size, px
 */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0
  for (const character of text) {
    width +=
      REGULAR[character.charCodeAt(0) - 32] ?? OTHERS[character] ?? (/[⁰¹²³⁴-⁹]/.test(character) ? 401 : 838)
  }
  return (width / 1000) * size * (bold ? BOLD : 1)
}

/** The text, where it is wider than `width` px with an ellipsis in its middle: labels often differ in their last word. */
export function fitText(text: string, width: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text
  const characters = [...text]
  for (let kept = characters.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept * 0.6)
    const cut = `${characters.slice(0, head).join('').trimEnd()}…${characters
      .slice(head - kept)
      .join('')
      .trimStart()}`
    if (textWidth(cut, size, bold) <= width) return cut
  }
  return ''
}
