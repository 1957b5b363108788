import { distance } from 'fastest-levenshtein'
import { plainText } from '../plain-text.ts'

/** Names of a list that are shown, and letters of a name that are shown and compared: a file may hold any number of any length. */
const MOST_NAMES = 100
const LONGEST_NAME = 60

/**
 * What was expected where a name is unknown, in the words of an error: all known names, and the one that was
 * probably meant. 'one of "half", "third"; did you mean "half"?'
 */
export function expectedName(found: string, known: readonly string[]): string {
  const shown = known.slice(0, MOST_NAMES).map(name => `"${plainText(name, LONGEST_NAME)}"`)
  const more = known.length > MOST_NAMES ? ` and ${known.length - MOST_NAMES} more` : ''
  const list = known.length === 0 ? 'no name here' : `one of ${shown.join(', ')}${more}`
  const guess = nearestName(found, known)
  return guess === undefined ? list : `${list}; did you mean "${guess}"?`
}

/** The known name that is few typing mistakes away, if there is one. */
export function nearestName(found: string, known: readonly string[]): string | undefined {
  if (found.length > LONGEST_NAME) return undefined
  const typed = found.toLowerCase()
  const mistakes = (name: string): number => {
    const wrong = distance(typed, name.toLowerCase())
    // Letters in another order count two and are the likelier mistake of two.
    return letters(typed) === letters(name.toLowerCase()) ? wrong - 0.5 : wrong
  }
  const allowed = (name: string): number => Math.max(1, Math.round(name.length * 0.4))
  const [guess] = known
    .filter(name => name.length <= LONGEST_NAME && Math.abs(name.length - found.length) <= allowed(name))
    .map(name => ({ name, wrong: mistakes(name) }))
    .sort((a, b) => a.wrong - b.wrong)
  return guess !== undefined && guess.wrong <= allowed(guess.name) ? guess.name : undefined
}

function letters(word: string): string {
  return [...word].sort().join('')
}
