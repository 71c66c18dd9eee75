import type { ImportField } from './import-field';
import { readCell } from './read-cell';
import type { Reading } from './reading';

const of = (field: Partial<ImportField>): ImportField => ({
  name: 'x',
  zh: 'x',
  en: 'x',
  example: '',
  type: 'text',
  ...field,
});
const load = of({ type: 'decimal', unit: 'kg', places: 2, max: 1000, isZeroBlank: true });
const category = of({ type: 'choice', choices: { 客梯: '3110' }, isUnlistedBlank: true });

it.each<[string, Partial<Reading>, unknown]>([
  ['  x\n y ', { field: of({}) }, 'x y'],
  ['', { field: of({}) }, null],
  ['#N/A', { field: of({}) }, undefined],
  ['12345', { field: of({ maxLength: 4 }) }, undefined],
  ['😀', { field: of({}) }, undefined],
  ['TO', { field: of({}), values: { TO: '3110' } }, '3110'],
  ['1000', { field: load }, '1000'],
  ['750 lbs', { field: load, unit: 'lb' }, '340.19'],
  ['750 kg', { field: load, unit: 'lb' }, undefined],
  ['750', { field: load, unit: 'g' }, '0.75'],
  ['0', { field: load }, null],
  ['-5', { field: load }, undefined],
  ['3,500', { field: load }, undefined],
  ['1e3', { field: load }, undefined],
  ['1000.01', { field: load }, undefined],
  [`40' 4"`, { field: of({ type: 'decimal', unit: 'm', places: 2 }), unit: 'ft in' }, '12.29'],
  ['two floors', { field: of({ type: 'decimal', unit: 'm' }), unit: 'ft in' }, undefined],
  ['20', { field: of({ type: 'decimal', unit: 'K', places: 2 }), unit: '°C' }, '293.15'],
  ['12', { field: of({ type: 'integer', max: 12 }) }, 12],
  ['1.5', { field: of({ type: 'integer' }) }, undefined],
  ['13', { field: of({ type: 'integer', max: 12 }) }, undefined],
  ['2024年1月5日', { field: of({ type: 'day' }) }, '2024-01-05'],
  ['2024-01-05 08:30:00', { field: of({ type: 'day' }) }, '2024-01-05'],
  ['05/01/2024', { field: of({ type: 'day' }) }, undefined],
  ['05/01/2024', { field: of({ type: 'day' }), dateFormat: 'DD/MM/YYYY' }, '2024-01-05'],
  ['05/01/2024', { field: of({ type: 'day' }), dateFormat: 'MM/DD/YYYY' }, '2024-05-01'],
  ['2023-02-29', { field: of({ type: 'day' }) }, undefined],
  ['2020/5', { field: of({ type: 'month' }) }, '2020-05'],
  ['2020年12月', { field: of({ type: 'month' }) }, '2020-12'],
  ['2020-13', { field: of({ type: 'month' }) }, undefined],
  ['是', { field: of({ type: 'flag' }) }, true],
  ['N', { field: of({ type: 'flag' }) }, false],
  ['maybe', { field: of({ type: 'flag' }) }, undefined],
  ['constructor', { field: of({ type: 'choice', choices: {} }) }, undefined],
  ['客梯', { field: category }, '3110'],
  ['Screw (S)', { field: category }, null],
  ['Screw (S)', { field: of({ type: 'choice', choices: {} }) }, undefined],
])('%j is read', (cell, reading, value) => expect(readCell(cell, reading as Reading)).toBe(value));
