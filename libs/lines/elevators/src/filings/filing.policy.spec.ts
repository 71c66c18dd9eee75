import type { Actor, Role } from '@nqi/platform/identity';
import type { MandateScope } from '@nqi/platform/mandates';
import { canSee, partiesOf } from './filing.policy';
import type { FilingParty } from './filing.workflow';

const filing = {
  ...{ userUnitId: 'unit', institutionId: 'institute', filedByOrganisationId: 'contractor', inspectorIds: ['p'] },
  ...{ number: 'BJ1', districtCode: '370602' },
};
const scopesOf = (...scopes: MandateScope[]): Set<MandateScope> => new Set(scopes);

function actor(organisationId: string, roles: Role[], userId = 'p'): Actor {
  return { userId, organisationId, roles: new Set(roles), capabilities: new Set(), districtCode: null };
}

describe('partiesOf', () => {
  it.each([
    ['unit', ['ent_admin'], ['use_unit', 'mandator']],
    ['unit', ['ent_user'], ['use_unit', 'mandator']],
    ['unit', ['org_clerk', 'inspector'], []],
    ['contractor', ['ent_admin', 'ent_user'], []],
    ['institute', ['org_clerk'], ['institution_clerk']],
    ['institute', ['finance'], ['institution_finance']],
    ['institute', ['org_admin'], ['institution_admin']],
    ['institute', ['inspector'], ['inspector']],
    ['institute', ['org_clerk', 'finance', 'inspector'], ['institution_clerk', 'institution_finance', 'inspector']],
    ['institute', ['checker', 'signatory', 'ent_admin'], []],
    ['elsewhere', ['ent_admin', 'org_clerk', 'finance', 'org_admin', 'inspector', 'operator', 'regulator'], []],
  ] as [string, Role[], FilingParty[]][])('of %s as %j: %j', (organisation, roles, parties) => {
    expect([...partiesOf(actor(organisation, roles), filing)].toSorted()).toEqual(parties.toSorted());
  });

  it('makes an inspector of nobody who was not sent', () => {
    expect(partiesOf(actor('institute', ['inspector'], 'other'), filing).size).toBe(0);
    expect(partiesOf(actor('institute', ['org_clerk']), { ...filing, inspectorIds: ['p'] })).toEqual(
      new Set(['institution_clerk']),
    );
  });

  it('makes a party of a contractor by its mandate to file, and by nothing else', () => {
    const contractor = actor('contractor', ['ent_user']);
    expect(partiesOf(contractor, filing, scopesOf('file'))).toEqual(new Set(['maintenance_unit']));
    expect(partiesOf(contractor, filing, scopesOf('pay', 'receive_reports')).size).toBe(0);
    expect(partiesOf(actor('contractor', ['org_clerk']), filing, scopesOf('file')).size).toBe(0);
  });

  it('makes the user unit a mandator of what others filed, not of what it filed itself', () => {
    const own = { ...filing, filedByOrganisationId: 'unit' };
    expect(partiesOf(actor('unit', ['ent_user']), own)).toEqual(new Set(['use_unit']));
  });

  it('never makes a person the system', () => {
    const everything = actor('institute', ['ent_admin', 'org_clerk', 'org_admin', 'finance', 'inspector', 'operator']);
    expect(partiesOf(everything, filing).has('system')).toBe(false);
    expect(partiesOf(everything, filing).size).toBe(4);
  });
});

describe('canSee', () => {
  const draft = { ...filing, number: null };
  it.each([
    ['contractor', [], true, true], // it filed, mandate or not
    ['unit', [], true, true],
    ['institute', [], true, false],
    ['elsewhere', [], false, false],
    ['elsewhere', ['file'], true, true],
    ['elsewhere', ['pay'], true, false],
    ['elsewhere', ['receive_reports'], true, false],
  ] as [string, MandateScope[], boolean, boolean][])('of %s with scopes %j', (organisation, scopes, filed, drafted) => {
    const who = actor(organisation, ['ent_user']);
    expect(canSee(who, filing, [], scopesOf(...scopes))).toBe(filed);
    expect(canSee(who, draft, [], scopesOf(...scopes))).toBe(drafted);
  });
});
