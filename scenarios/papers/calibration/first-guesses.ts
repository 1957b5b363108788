import type { Values } from './fit-parameters.ts'

/* First guesses by hand, from which the scripts fit and leave-one-out refits. */

/** EC-MOF-L: seconds for the double layer, minutes for the surface, hours for the pores. */
export const lithiumGuess: Values = {
  layerConductance: 15e-12,
  layerTime: 4.8,
  layerVolts: 2,
  surfaceConductance: 45e-12,
  surfaceRate: 0.06,
  surfaceTime: 140,
  poreConductance: 50e-12,
  poreRate: 0.001,
  poreTime: 8000,
  entryVolts: 2,
}

/** EC-MOF-N: a surface that holds for minutes and pores that hold for hours. */
export const sodiumGuess: Values = {
  surfaceConductance: 75e-12,
  surfaceRate: 0.005,
  surfaceTime: 200,
  poreConductance: 2e-10,
  poreRate: 6e-4,
  poreTime: 12000,
}

/** FMES: from the sweep currents (8 mF) and the heights of the pulses of Fig. 3c. */
export const storageGuess: Values = { capacitance: 8e-3, seriesOhms: 20, poreOhms: 150, poreTime: 0.015 }

/** pentacene/P13. */
export const heterojunctionGuess: Values = { baseConductance: 1.2e-7, lastingGain: 6.3, lastingRate: 0.25 }
