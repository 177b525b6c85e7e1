import { expect, test } from 'vitest'
import { fits, marked } from './search.ts'

test('three letters of any word find a name', () => expect(fits('Ernst Handel', 'han')).toBe(true))
test('accents do not stand in the way', () => expect(fits('Folk och fä HB', 'fa')).toBe(true))
test('every word typed has to be there', () => expect(fits('Ernst Handel', 'ernst horn')).toBe(false))
test('what was typed stands bold', () => expect(marked('Ruth Brandner', 'ru').filter((part) => part.on).map((part) => part.text)).toEqual(['Ru']))
