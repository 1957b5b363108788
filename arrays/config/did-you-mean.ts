import { distance } from 'fastest-levenshtein'

/**
 * What was expected where a name is unknown, in the words of an error: all known names, and the one that was
 * probably meant. 'one of "half", "third"; did you mean "half"?'
 */
export function expectedName(found: string, known: readonly string[]): string {
  const list = known.length === 0 ? 'no name here' : `one of ${known.map(name => `"${name}"`).join(', ')}`
  const guess = nearestName(found, known)
  return guess === undefined ? list : `${list}; did you mean "${guess}"?`
}

/** The known name that is few typing mistakes away, if there is one. */
export function nearestName(found: string, known: readonly string[]): string | undefined {
  const typed = found.toLowerCase()
  const mistakes = (name: string): number => {
    const wrong = distance(typed, name.toLowerCase())
    // Letters in another order count two and are the likelier mistake of two.
    return letters(typed) === letters(name.toLowerCase()) ? wrong - 0.5 : wrong
  }
  const [guess] = [...known].sort((a, b) => mistakes(a) - mistakes(b))
  if (guess === undefined) return undefined
  return mistakes(guess) <= Math.max(1, Math.round(guess.length * 0.4)) ? guess : undefined
}

function letters(word: string): string {
  return [...word].sort().join('')
}
