import type { FunctionName } from './law-node.ts'

/** Functions that a law may call, with the number of their arguments; min and max take two or more. */
export const LAW_FUNCTIONS: Readonly<Record<Exclude<FunctionName, 'expm1'> | 'pow', number>> = {
  exp: 1,
  log: 1,
  sqrt: 1,
  sinh: 1,
  cosh: 1,
  tanh: 1,
  asinh: 1,
  asin: 1,
  abs: 1,
  min: 2,
  max: 2,
  sign: 1,
  pow: 2,
}

/** Constants that every law knows, SI: the exact values of the SI of 2019. */
export const LAW_CONSTANTS: Readonly<Record<string, number>> = {
  pi: Math.PI,
  elementaryCharge: 1.602176634e-19,
  boltzmann: 1.380649e-23,
}

/** Kelvin of a device that does not say otherwise. */
export const ROOM_TEMPERATURE = 300
