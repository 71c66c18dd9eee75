import { checkUscc, hasOrganisationCodeCheck, isUsccAdmissible, normaliseUscc } from './uscc';

describe('USCC', () => {
  it.each([
    '91370602MA3CX7TE1D',
    '91370600MA94N2KQ8Y',
    '92370611MA3RTP6L34',
    '123706004943017850',
    '52370613MJE71Q4B3C',
    '11370600004265815A',
    '91370681169873QX5K',
    '91370614MABC4RT83U',
  ])('accepts %s with both check characters', (code) => {
    expect(checkUscc(code)).toBe('ok');
    expect(hasOrganisationCodeCheck(code)).toBe(true);
  });

  it.each([
    ['91370602MA3CX7TE1E', 'check_digit'],
    ['91370602MA3CX7TE10', 'check_digit'],
    ['91370603MA3CX7TE1D', 'check_digit'],
    ['91370602MA3CX7TE1O', 'alphabet'],
    ['91370602MA3CX7TI1D', 'alphabet'],
    ['9137O602MA3CX7TE1D', 'alphabet'],
    ['9137A602MA3CX7TE1D', 'alphabet'],
    ['91370602ma3cx7te1d', 'alphabet'],
    ['91370602MA3CX7TE1', 'length'],
    ['91370602MA3CX7TE1DD', 'length'],
    ['370602228012345', 'length'],
    ['', 'length'],
  ])('%s → %s', (code, result) => expect(checkUscc(code)).toBe(result));

  it.each(['91350203M0001QAY9B', '91350100M0001TGQXM', '91350211M0000XUF46'])(
    'fails the genuine pilot code %s, which an operator may let in',
    (code) => expect(checkUscc(code)).toBe('check_digit'),
  );

  it.each([
    ['91350203M0001QAY9B', true],
    ['370602228012345', true],
    ['91370602MA3CX7TE1D', true],
    ['91370602MA3CX7TE1O', false],
    ['37060222801234', false],
    ['anything at all', false],
  ])('an operator may let in %s: %s', (code, admissible) => expect(isUsccAdmissible(code)).toBe(admissible));

  it('tells a wrong organisation code apart from a wrong check character', () => {
    // Characters 17 and 18 changed together: the outer check holds, the inner one does not.
    const inner = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => `91370602MA3CX7TE2${last}`);
    const valid = inner.filter((code) => checkUscc(code) === 'ok');
    expect(valid).toHaveLength(1);
    expect(hasOrganisationCodeCheck(valid[0])).toBe(false);
    expect(hasOrganisationCodeCheck('too short')).toBe(false);
  });

  it.each([
    ['00000030', 'X'],
    ['00000000', '0'],
  ])('organisation code %s has the check character %s', (body, check) => {
    expect(hasOrganisationCodeCheck(`91370602${body}${check}0`)).toBe(true);
    expect(hasOrganisationCodeCheck(`91370602${body}10`)).toBe(false);
  });

  it.each([
    [' 91370602ma3cx7te1d\n', '91370602MA3CX7TE1D'],
    ['９１３７０６０２ＭＡ３ＣＸ７ＴＥ１Ｄ', '91370602MA3CX7TE1D'],
    ['\u300091370602MA3CX7TE1D', '91370602MA3CX7TE1D'],
  ])('normalises %j', (raw, code) => expect(normaliseUscc(raw)).toBe(code));
});
