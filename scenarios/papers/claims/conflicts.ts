/**
 * Claims that the models do not meet, and why they cannot hold together with the others. A claim listed here is reported as a
 * conflict where it is missed; one that is met is reported as met.
 */
export const CONFLICTS: Readonly<Record<string, string>> = {
  A03: 'ions enter from about 2 V; below it the double layer is the only memory, and at the lowest amplitudes nothing of it that an instrument could show is left after a minute',
  A04: 'one time for all amplitudes and numbers of pulses needs one population; A06 to A09 need a slower one besides the double layer, whose share rises with the amplitude through the entry voltage and with the number of pulses. A03, read with the same pulses, needs that rise',
  A22: 'as A03: the double layer has gone after a minute, and below 2 V nothing else was moved',
  B01: 'the terminal voltage falls over the films and over the resistances in series with them, which B04, B07 and B22 ask for: -R C (du/dt)/u is R/(R + 175 ohm), and 1 only for R much larger. The balance of charge itself, Q0 less the integral of u/R, is exact',
  B07: 'a pulse of 1 ms gives its height by 94 ohm in series and pores, and the 21 mV that are left 10 ms later need pores of 650 ohm or more, whatever their time; B04 and B22 leave 175 ohm for all of them',
  B08: 'as B07',
  B11: 'the resistances that B04 and B22 ask for carry more than half of the voltage of a train of 1 mA, and lose it within 0.1 s',
  B29: 'as B11: what follows the last pulse is held for long, but the decrease before it is not short',
  B14: 'largest weights of 0.48 and 2.4, which training images that were kept back prefer, reach more than is printed. Weights a quarter as wide gather at both ends, as Fig. 4f shows, and reach 89.6 % of the images kept back; nothing but the printed figure speaks for them',
  B15: 'as B14',
  B18: 'the resistances, current, time and number of images that are best on training images that were kept back adapt the network better than is printed. How the paper maps pixels to resistances stands in its supplement only',
  B28: 'with the weights that are best on training images that were kept back few cells reach the ends of their range. A quarter as wide they gather at both, and the network recognises less, as B14 says',
  C23: 'the volatile ions that C09 to C13 ask for fill within the first pulse of 10 V, which makes up to seven tenths of the whole change',
  B27: 'a pulse moves the voltage of the model by 1.34 mV at 8000 ohm and by 1.39 mV in the open state, over ranges of 0.199 and 0.207 V, as the capacitance and resistances of B02 to B05 give them: networks of the two end within 0.3 points of each other, which is within chance, and which is ahead depends on settings and seed. The step that is too large in the open state, which the paper names as the cause, is not in the model',
  D21: 'with the ranges of D11 curvatures of 0 and 2 end within chance of each other (92.6 and 92.8 % after 6 epochs); beyond, the accuracy falls, to 92.4 % at 4 and 91.2 % at 8',
  E05: 'the 146 steps of E04 cost a network next to nothing here: with the ranges that training images kept back choose it ends at 95.0 %, with a quarter of them at 95.5 %, where the paper has its ideal synapse. With one cell against a reference and a rate of 4 it ended at 94.5 %, an ideal synapse there at 93.7 %; gradients rounded to the nearest pulse rather than at random bring it to 88 %. The 2.4 points between the two in print have a cause that is not in the model, or settings that are not printed',
  C07: 'current and loop do not rise together. On fresh devices a faster sweep leaves the ions less time, with the rates that C01, C02 and C09 to C13 fix: current and loop fall. All on one device, the slowest first and to 10 V only, the current rises, because ions of the sweeps before are still there, and only the loop falls; no order of sweeps gives both. The figures that the paper gives for the hysteresis fall ("increased from ~54.9 to 2.0 VuA/cm2"), as loops over their device area do. Current and loop rise with the area of the device as they should',
  E31: 'one step at the current and time of E07 and E29, scaled to 0.01 um2, costs thousands of times 10 aJ; the loss goes with the square of the charge, so the projection of the paper needs finer steps than those it was measured with, and their size is not printed',
}
