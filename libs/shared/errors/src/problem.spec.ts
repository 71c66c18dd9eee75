import { catalogue } from './catalogue';
import { DomainError } from './domain-error';
import { languageOf, toProblem } from './problem';

describe('toProblem', () => {
  it('fills the places of the texts, and carries the details along', () => {
    const problem = toProblem(new DomainError('request.too_many_rows', { rows: 2001, limit: 2000 }), 'en');
    expect(problem).toEqual({
      ...{
        type: '/problems/request.too_many_rows',
        title: 'Too many rows',
        status: 413,
        code: 'request.too_many_rows',
      },
      detail: 'This batch has 2001 rows, at most 2000 are allowed.',
      action: 'Send it in several batches.',
      ...{ rows: 2001, limit: 2000 },
    });
  });

  it('writes Chinese for whoever does not prefer English', () => {
    expect(toProblem(new DomainError('request.too_many_rows', { rows: 3, limit: 2 }), 'zh-CN').detail).toBe(
      '本批 3 行，最多 2 行。',
    );
  });

  it('writes a list as its members, and leaves a place without a value as it is', () => {
    const roles = toProblem(new DomainError('identity.role_not_available', { roles: ['operator', 'checker'] }), 'en');
    expect(roles.detail).toBe('The capabilities of the organisation do not include operator, checker.');
    expect(toProblem(new DomainError('elevators.not_fileable'), 'en').detail).toContain('{useState}');
  });

  it('describes wrong places from the catalogue, in English more exactly where a library did', () => {
    const errors = [
      { pointer: '/name', code: 'field.too_long', english: 'name must be shorter than 9' },
      { pointer: '/uscc', code: 'field.bad_uscc' },
      { pointer: '/x', code: 'field.of_a_later_version' },
    ];
    const error = new DomainError('request.invalid', { errors });
    expect(toProblem(error, 'zh-CN').errors?.map(({ detail }) => detail)).toEqual([
      catalogue['field.too_long'].zh.detail,
      catalogue['field.bad_uscc'].zh.detail,
      'field.of_a_later_version',
    ]);
    expect(toProblem(error, 'en').errors?.[0]).toEqual({
      pointer: '/name',
      code: 'field.too_long',
      detail: 'name must be shorter than 9',
    });
  });

  it('lets no detail replace a member of the standard', () => {
    const details = { status: 200, type: 'x', code: 'y', title: 'z', detail: 'w', state: 'draft' };
    const problem = toProblem(new DomainError('record.not_found', details), 'en');
    expect(problem).toMatchObject({
      status: 404,
      type: '/problems/record.not_found',
      code: 'record.not_found',
      state: 'draft',
    });
    expect(Object.keys(problem).slice(0, 3)).toEqual(['type', 'title', 'status']);
  });
});

describe('languageOf', () => {
  it.each([
    [undefined, 'zh-CN'],
    ['', 'zh-CN'],
    ['en', 'en'],
    ['EN-us', 'en'],
    ['zh-Hans-CN, en;q=0.9', 'zh-CN'],
    ['en, zh', 'en'],
    ['zh;q=0.2, en;q=0.3', 'en'],
    ['de-DE, de;q=0.9, en;q=0.1', 'en'],
    ['english', 'zh-CN'],
    ['en;q=0, *', 'zh-CN'],
    ['*', 'zh-CN'],
  ])('%j → %s', (header, language) => expect(languageOf(header)).toBe(language));
});
