/** The review, and the number of the device's own paper in its list. */
export function reviewCitation(reference: number): string {
  return `J. H. Baek et al., Materials Research Bulletin 176, 112803 (2024), Table 1 (seed 004); measured in its reference [${reference}]`
}
