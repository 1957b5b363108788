import { expect, it } from 'vitest'
import { safeCsvCell } from '../../../src/export/safe-csv-cell.ts'

it.each(['=1+2', '+1', '-1+2', '@SUM(A1)', '\tx', '\rx'])('%j gets an apostrophe', text => {
  expect(safeCsvCell(text)).toBe(`'${text}`)
})

it.each(['', 'half', 'a=b', '1-2', ' =1', "'=1"])('%j stays as it is', text => {
  expect(safeCsvCell(text)).toBe(text)
})
