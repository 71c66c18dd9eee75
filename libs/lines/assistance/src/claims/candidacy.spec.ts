import { type Candidacy, refusalOf } from './candidacy';

const candidacy: Candidacy = {
  expert: {
    ...{ id: 'x', state: 'active', validUntil: '2026-03-02', fields: ['metrology'], maxConcurrent: 2 },
    avoidOrganisationIds: ['rival'],
  },
  isMember: true,
  ...{ organisationIds: ['centre', 'club'], endings: [], inHand: [{ id: '1', number: 'QZ1', title: 'one' }] },
  ...{ request: { category: 'metrology', requesterOrganisationId: 'shop' }, today: '2026-03-02' },
};
const { expert, request } = candidacy;
const two = [...candidacy.inHand, { id: '2', number: 'QZ2', title: 'two' }];

describe('refusalOf', () => {
  it('lets an active expert of the field claim, on the last day of validity, too', () => {
    expect(refusalOf(candidacy, 'claim')).toBeNull();
    expect(refusalOf({ ...candidacy, endings: ['done', 'withdrawn'] }, 'claim')).toBeNull();
  });

  it.each([
    ['a suspended expert', { expert: { ...expert, state: 'suspended' as const } }, 'expert_not_active'],
    ['one who has left the employer', { isMember: false }, 'expert_not_active'],
    ['an expired one', { today: '2026-03-03' }, 'expert_not_active'],
    ['one without validity', { expert: { ...expert, validUntil: null } }, 'expert_not_active'],
    ['the own employer', { request: { ...request, requesterOrganisationId: 'centre' } }, 'conflict_of_interest'],
    ['another own organisation', { request: { ...request, requesterOrganisationId: 'club' } }, 'conflict_of_interest'],
    ['an avoided organisation', { request: { ...request, requesterOrganisationId: 'rival' } }, 'conflict_of_interest'],
    ['who declined before', { endings: ['declined'] as const }, 'served_before'],
    ['who was replaced', { endings: ['done', 'replaced'] as const }, 'served_before'],
    ['whose hands are full', { inHand: two }, 'load_limit'],
    ['another field', { request: { ...request, category: 'brand' as const } }, 'field_mismatch'],
  ])('refuses %s', (_, facts, code) => {
    expect(refusalOf({ ...candidacy, ...facts }, 'claim')?.code).toBe(`assistance.${code}`);
  });

  it('leaves the field, and who gave it back, to the operator who assigns', () => {
    const facts: Candidacy = { ...candidacy, request: { ...request, category: 'brand' }, endings: ['declined'] };
    expect(refusalOf(facts, 'assignment')).toBeNull();
    expect(refusalOf({ ...candidacy, endings: ['replaced'] }, 'assignment')?.code).toBe('assistance.served_before');
  });

  it('says nothing of why there is a conflict', () => {
    const hidden = { ...candidacy, request: { ...request, requesterOrganisationId: 'rival' } };
    expect(refusalOf(hidden, 'claim')?.details).toEqual({ expertId: 'x' });
  });
});
