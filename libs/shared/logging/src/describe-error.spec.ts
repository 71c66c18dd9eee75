import { describeError } from './describe-error';

/** As TypeORM throws it: with statement, parameters and the driver's error. */
function failedStatement(): Error {
  return Object.assign(new Error('invalid input syntax for type uuid: "13800138001"'), {
    ...{ name: 'QueryFailedError', code: '22P02', constraint: 'users_phone_key' },
    ...{ query: 'SELECT $1', parameters: ['13800138001'], detail: 'Key (phone)=(13800138001) already exists.' },
    driverError: { detail: 'Key (phone)=(13800138001) already exists.' },
  });
}

describe('describeError', () => {
  it('says of a failed statement what failed, not for whom', () => {
    const described = describeError(failedStatement());
    expect(described).toMatchObject({
      ...{ type: 'QueryFailedError', code: '22P02', constraint: 'users_phone_key' },
      message: 'invalid input syntax for type uuid',
    });
    expect(JSON.stringify(described)).not.toContain('13800138001');
  });

  it('keeps the message and the place of any other error', () => {
    const described = describeError(new TypeError('x is not a function: y'));
    expect(described).toMatchObject({ type: 'TypeError', message: 'x is not a function: y' });
    expect((described as { at: string[] }).at[0]).toMatch(/^at .*describe-error\.spec/);
  });

  it('follows causes, but not in circles', () => {
    const error = new Error('outer', { cause: failedStatement() });
    expect(describeError(error)).toMatchObject({ message: 'outer', cause: { code: '22P02' } });
    const circle = new Error('circle');
    circle.cause = circle;
    expect(JSON.stringify(describeError(circle)).match(/"circle"/g)).toHaveLength(4);
  });

  it('repeats nothing of what is no error', () => expect(describeError('13800138001')).toBe('string'));
});
