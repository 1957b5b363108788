import type { ClaimRun } from './claim-run.ts'
import { ecMofClaims } from './ec-mof.ts'
import { ecMofNClaims } from './ec-mof-n.ts'
import { ecMofSweepClaims } from './ec-mof-sweep.ts'
import { ecMofUseClaims } from './ec-mof-uses.ts'
import { fmesClaims } from './fmes.ts'
import { parallelArrayClaims } from './parallel-array.ts'
import { pentaceneFilmClaims } from './pentacene-films.ts'
import { pentaceneP13Claims } from './pentacene-p13.ts'
import { reviewClaims } from './review.ts'
import { zntppClaims } from './zntpp.ts'
import { zntppAreaClaims } from './zntpp-areas.ts'
import { zntppSeriesClaims } from './zntpp-series.ts'

/** The claims that single cells and small arrays of one device answer, each by its protocol. */
export const cellClaims: readonly ClaimRun[] = [
  ...ecMofClaims,
  ...ecMofNClaims,
  ...ecMofUseClaims,
  ...ecMofSweepClaims,
  ...fmesClaims,
  ...zntppClaims,
  ...zntppSeriesClaims,
  ...zntppAreaClaims,
  ...pentaceneP13Claims,
  ...pentaceneFilmClaims,
  ...reviewClaims,
  ...parallelArrayClaims,
]
