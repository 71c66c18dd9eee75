import type { Actor, Role } from '@nqi/platform/identity';
import { knowsRequester, partiesOf, readsInternal } from './help-request.policy';
import { canSee, type Involved } from './visibility.policy';

const request: Involved = {
  ...{ number: 'QZ1', state: 'open', type: 'aid', isPublic: true, isAnonymous: true, districtCode: '370611' },
  ...{ requesterOrganisationId: 'shop', assigneeIds: ['expert'], resolvedAt: null },
};

function actor(organisationId: string, roles: Role[], userId = 'somebody'): Actor {
  return { userId, organisationId, roles: new Set(roles), capabilities: new Set(), districtCode: null };
}

const asker = actor('shop', ['ent_user']);
const operator = actor('platform', ['operator']);
const serving = actor('centre', ['expert'], 'expert');
const other = actor('centre', ['expert'], 'other');
const stranger = actor('elsewhere', ['ent_admin']);

describe('who sees a request', () => {
  it.each([
    ['draft', 'asker'],
    ['submitted', 'asker operator'],
    ['open', 'asker operator serving other'],
    ['assigned', 'asker operator serving other'],
    ['in_service', 'asker operator serving'],
    ['answered', 'asker operator serving'],
    ['resolved', 'asker operator serving other stranger'],
    ['closed', 'asker operator serving other stranger'],
    ['rejected', 'asker operator'],
  ] as const)('that is public and %s: %s', (state, readers) => {
    const isServed = !['draft', 'submitted', 'rejected'].includes(state);
    const one: Involved = {
      ...{ ...request, state, number: state === 'draft' ? null : 'QZ1', assigneeIds: isServed ? ['expert'] : [] },
      resolvedAt: ['resolved', 'closed'].includes(state) ? new Date(0) : null,
    };
    const people = { asker, operator, serving, other, stranger };
    const seen = Object.entries(people).flatMap(([name, person]) => (canSee(person, one, []) ? [name] : []));
    expect(seen.join(' ')).toBe(readers);
  });

  it('keeps a private one, and one that was closed without an answer, between those who take part', () => {
    for (const state of ['open', 'assigned', 'resolved', 'closed'] as const) {
      const hidden = { ...request, state, isPublic: false, resolvedAt: new Date(0) };
      expect([other, stranger].some((person) => canSee(person, hidden, []))).toBe(false);
      expect([asker, operator, serving].every((person) => canSee(person, hidden, []))).toBe(true);
    }
    expect(canSee(stranger, { ...request, state: 'closed' }, [])).toBe(false);
  });

  it('shows regulators the complaints and emergencies of their district, once submitted', () => {
    const regulator = actor('bureau', ['regulator']);
    const hidden: Involved = { ...request, isPublic: false };
    expect(canSee(regulator, { ...hidden, type: 'complaint' }, ['3706'])).toBe(true);
    expect(canSee(regulator, { ...hidden, type: 'urgent' }, ['370611'])).toBe(true);
    expect(canSee(regulator, { ...hidden, type: 'aid' }, ['3706'])).toBe(false);
    expect(canSee(regulator, { ...hidden, type: 'complaint' }, ['3707'])).toBe(false);
    expect(canSee(regulator, { ...hidden, type: 'complaint', number: null }, ['3706'])).toBe(false);
    expect(canSee(regulator, { ...hidden, type: 'complaint', districtCode: null }, ['3706'])).toBe(false);
  });

  it('tells nobody but operators and the asking organisation who asks anonymously', () => {
    const knowing = [asker, operator, serving, other, stranger].filter((person) => knowsRequester(person, request));
    expect(knowing).toEqual([asker, operator]);
    expect(knowsRequester(stranger, { ...request, isAnonymous: false })).toBe(true);
  });

  it('keeps internal notes from the asking organisation, whatever its people are besides', () => {
    expect([asker, operator, serving, other, stranger].filter((person) => readsInternal(person, request))).toEqual([
      operator,
      serving,
    ]);
    expect(readsInternal(actor('shop', ['ent_user', 'expert'], 'expert'), request)).toBe(false);
    expect(readsInternal(actor('shop', ['operator']), request)).toBe(false);
  });

  it('never makes a person the system, nor the expert of the own request', () => {
    expect([...partiesOf(asker, request)]).toEqual(['requester']);
    expect([...partiesOf(serving, request)]).toEqual(['assignee']);
    expect([...partiesOf(other, request)]).toEqual(['expert']);
    expect([...partiesOf(other, { ...request, isPublic: false })]).toEqual([]);
    expect([...partiesOf(actor('centre', [], 'expert'), request)]).toEqual([]);
    expect([...partiesOf(actor('shop', ['expert'], 'expert'), request)]).toEqual([]);
  });
});
