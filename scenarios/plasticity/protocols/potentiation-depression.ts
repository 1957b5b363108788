import { idealRead } from '../ideal-read.ts'
import { pulseEnergy } from '../pulse-energy.ts'
import { pulseTrain } from '../pulse-train.ts'
import { cycleAsymmetry, halfFigures } from '../update-figures.ts'
import {
  countSetting,
  defineProtocol,
  levelSetting,
  type Protocol,
  type ProtocolFigure,
  pauseSetting,
  widthSetting,
} from './protocol.ts'

/** Cycles of potentiation and depression. */
export const potentiationDepressionProtocol: Protocol = defineProtocol({
  name: 'potentiation-depression',
  aliases: ['ltp-ltd', 'cycles'],
  title: 'Potentiation and depression: non-linearity, asymmetry, dynamic range, effective states',
  about:
    'Equal raising pulses, then as many lowering ones, cycle after cycle; the weight is read after the rest that follows each pulse. Figures of merit of the last cycle.',
  settings: device => ({
    raise: levelSetting(device, device.raise.level, 'amplitude of a raising pulse'),
    'raise-width': widthSetting(device.raise.width, 'its duration'),
    lower: levelSetting(device, device.lower.level, 'amplitude of a lowering pulse'),
    'lower-width': widthSetting(device.lower.width, 'its duration'),
    interval: pauseSetting(device.raise.interval, 'rest after each pulse'),
    number: countSetting(device.pulses, 'pulses of each half'),
    cycles: countSetting(3, 'cycles'),
  }),
  run(device, values) {
    const { interval, number, cycles } = values
    const specimen = device.fresh()
    const read = (): number => idealRead(specimen)
    let last = read()
    const energies: Record<'raise' | 'lower', number> = { raise: 0, lower: 0 }
    const half = (way: 'raise' | 'lower', metered: boolean): number[] => {
      const [volts, width] = [values[way], values[`${way}-width`]]
      const weights = [last]
      for (let k = 0; k < number; k++) {
        if (metered) energies[way] += pulseEnergy(specimen, volts, width) / number
        pulseTrain(specimen, { volts, width })
        specimen.advance(0, interval)
        weights.push(read())
      }
      last = weights.at(-1)!
      return weights
    }
    const found = Array.from({ length: cycles }, (_, c) => ({
      up: half('raise', c === cycles - 1),
      down: half('lower', c === cycles - 1),
    }))
    const { up, down } = found.at(-1)!
    const all = [...up.slice(1), ...down.slice(1)].map(Math.abs)
    const low = Math.min(...all)
    const high = Math.max(...all)
    const rising = halfFigures(up)
    const falling = halfFigures(down)
    const figure = (value: number, title: string, unit = '1'): ProtocolFigure => ({ value, unit, title })
    const { answer } = device
    return {
      panels: [
        {
          name: 'cycles',
          title: `${number} raising and ${number} lowering pulses, ${cycles} cycles`,
          x: { label: 'pulse', unit: '1' },
          y: answer,
          curves: found.flatMap((cycle, c) => [
            { name: `raise ${c + 1}`, x: cycle.up.map((_, k) => 2 * c * number + k), y: cycle.up },
            { name: `lower ${c + 1}`, x: cycle.down.map((_, k) => (2 * c + 1) * number + k), y: cycle.down },
          ]),
        },
      ],
      figures: {
        lowest: figure(low, 'smallest read of the last cycle', answer.unit),
        highest: figure(high, 'largest read of the last cycle', answer.unit),
        'dynamic-range': figure(high / low, 'largest over smallest read'),
        'nonlinearity-up': figure(rising.nonlinearity, 'a of the exponential fit to the rise, 0 is linear'),
        'nonlinearity-down': figure(falling.nonlinearity, 'the same of the fall'),
        'bend-up': figure(rising.bend, 'largest distance of the rise from its straight line over its height'),
        'bend-down': figure(falling.bend, 'the same of the fall'),
        'raise-energy': figure(energies.raise, 'mean energy of a raising pulse', 'J'),
        'lower-energy': figure(energies.lower, 'mean energy of a lowering pulse', 'J'),
        asymmetry: figure(
          cycleAsymmetry(up, down),
          'largest distance of the fall read backwards from the rise, over the range',
        ),
        'states-up': figure(rising.states, `effective number of states of the rise, at most ${number}`),
        'states-down': figure(falling.states, 'the same of the fall'),
      },
    }
  },
})
