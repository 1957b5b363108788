import hiFilter from '../../scenarios/papers/scenarios/hi-filter.yaml?raw'
import learnEraseRelearn from '../../scenarios/papers/scenarios/learn-erase-relearn.yaml?raw'
import mofRefresh from '../../scenarios/papers/scenarios/mof-refresh.yaml?raw'

/** A scenario that comes with Sneakpath, as a film. */
export interface Film {
  readonly name: string
  readonly title: string
  readonly text: string
}

export const FILMS: readonly Film[] = [
  { name: 'hi-filter', title: 'Filter noise', text: hiFilter },
  { name: 'mof-refresh', title: 'Show and forget', text: mofRefresh },
  { name: 'learn-erase-relearn', title: 'Learn, erase, relearn', text: learnEraseRelearn },
]
