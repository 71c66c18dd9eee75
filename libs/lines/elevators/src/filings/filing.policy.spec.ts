import type { Actor, Role } from '@nqi/platform/identity';
import { partiesOf } from './filing.policy';
import type { FilingParty } from './filing.workflow';

const filing = { userUnitId: 'unit', maintenanceUnitId: 'contractor', institutionId: 'institute', inspectorIds: ['p'] };

function actor(organisationId: string, roles: Role[], userId = 'p'): Actor {
  return { userId, organisationId, roles: new Set(roles), capabilities: new Set(), districtCode: null };
}

describe('partiesOf', () => {
  it.each([
    ['unit', ['ent_admin'], ['use_unit']],
    ['unit', ['ent_user'], ['use_unit']],
    ['unit', ['org_clerk', 'inspector'], []],
    ['contractor', ['ent_user'], ['maintenance_unit']],
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

  it('makes one organisation both parties when it keeps its own devices, and nobody one of a missing contractor', () => {
    const own = { ...filing, maintenanceUnitId: 'unit' };
    expect(partiesOf(actor('unit', ['ent_user']), own)).toEqual(new Set(['use_unit', 'maintenance_unit']));
    expect(partiesOf(actor('contractor', ['ent_user']), { ...filing, maintenanceUnitId: null }).size).toBe(0);
  });

  it('never makes a person the system', () => {
    const everything = actor('institute', ['ent_admin', 'org_clerk', 'org_admin', 'finance', 'inspector', 'operator']);
    expect(partiesOf(everything, filing).has('system')).toBe(false);
    expect(partiesOf(everything, filing).size).toBe(4);
  });
});
