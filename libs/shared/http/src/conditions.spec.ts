import { Conditions } from './conditions';

describe('Conditions', () => {
  it('numbers the values of all conditions in one row', () => {
    const where = new Conditions().add('a = ?', 1).add('b = ? OR c = ?', 'x', null).add('d IS NOT NULL');
    expect(where.parts).toEqual(['a = $1', 'b = $2 OR c = $3', 'd IS NOT NULL']);
    expect(where.values).toEqual([1, 'x', null]);
  });

  it('leaves out a filter that nobody set, but not one that is empty, zero or false', () => {
    const where = new Conditions().addIf(undefined, 'a = ?').addIf('', 'b = ?').addIf(0, 'c = ?').addIf(false, 'd = ?');
    expect(where.parts).toEqual(['b = $1', 'c = $2', 'd = $3']);
    expect(where.values).toEqual(['', 0, false]);
  });

  it('gives a filter its value as often as it asks for it', () => {
    const where = new Conditions().addIf('x', 'a = ? OR b = ?');
    expect(where).toMatchObject({ parts: ['a = $1 OR b = $2'], values: ['x', 'x'] });
  });

  it('never writes a value into the statement', () => {
    const attack = "'; DROP TABLE users; -- ? $1";
    const where = new Conditions().add('a = ?', attack).addIf(attack, 'b = ?');
    expect(where.parts.join()).toBe('a = $1,b = $2');
  });
});
