import { type DomainError } from '@nqi/shared/errors';
import { nextState, openEvents } from '@nqi/shared/workflow';
import { type FilingEvent, type FilingParty, filingWorkflow } from './filing.workflow';

const { states, final, events } = filingWorkflow;
const names = Object.keys(events) as FilingEvent[];
const parties: FilingParty[] = [
  ...(['use_unit', 'mandator', 'maintenance_unit', 'institution_clerk', 'institution_finance'] as const),
  ...(['institution_admin', 'inspector', 'system'] as const),
];

/** The customer's own table: who may do what from where, and where it leads. */
const TABLE: Record<FilingEvent, [from: string, to: string, by: string]> = {
  create: ['', 'draft', 'use_unit maintenance_unit'],
  file: ['', 'submitted', 'use_unit maintenance_unit'],
  submit: ['draft supplement_required', 'submitted', 'use_unit maintenance_unit'],
  require_supplement: ['submitted', 'supplement_required', 'institution_clerk'],
  refuse: ['submitted', 'not_accepted', 'institution_clerk'],
  accept: ['submitted', 'accepted', 'institution_clerk'],
  assess_fee: ['accepted', 'fee_assessed', 'institution_clerk institution_finance'],
  settle: ['fee_assessed', 'paid', 'system'],
  schedule: ['paid', 'scheduled', 'institution_clerk'],
  dispatch: ['scheduled', 'dispatched', 'institution_admin'],
  arrive: ['dispatched', 'on_site', 'inspector'],
  conclude: ['on_site', 'concluded', 'inspector'],
  return_report: ['concluded', 'on_site', 'system'],
  issue_report: ['concluded', 'report_issued', 'system'],
  archive: ['report_issued', 'archived', 'system'],
  object: ['submitted supplement_required', 'withdrawn', 'mandator'],
  withdraw: ['draft submitted supplement_required accepted fee_assessed', 'withdrawn', 'use_unit maintenance_unit'],
};

const outcome = (state: (typeof states)[number] | null, event: FilingEvent, party: FilingParty): string => {
  try {
    return nextState(filingWorkflow, state, event, new Set([party]));
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('filingWorkflow', () => {
  it.each(names)('%s is possible exactly where and to whom the table says', (event) => {
    const [from, to, by] = TABLE[event];
    for (const state of [null, ...states]) {
      for (const party of parties) {
        const isHere = from.split(' ').includes(state ?? '');
        const expected = by.split(' ').includes(party)
          ? isHere
            ? to
            : 'workflow.wrong_state'
          : 'workflow.not_a_party';
        expect([state, party, outcome(state, event, party)]).toEqual([state, party, expected]);
      }
    }
  });

  it('opens to each party exactly the events with a route that would succeed', () => {
    for (const state of states) {
      for (const party of parties) {
        const open = openEvents(filingWorkflow, state, new Set([party])).map(({ event }) => event);
        const possible = names.filter(
          (event) => events[event].route && !outcome(state, event, party).startsWith('workflow.'),
        );
        expect([state, party, open]).toEqual([state, party, possible]);
      }
    }
  });

  it('reaches every state, and leaves every state that is not final', () => {
    const reached = new Set<string>();
    for (let size = -1; size !== reached.size;) {
      size = reached.size;
      for (const { from, to } of Object.values(events)) {
        if (from.length === 0 || from.some((state) => reached.has(state))) reached.add(to);
      }
    }
    expect([...reached].toSorted()).toEqual(states.toSorted());
    const left = new Set<string>(Object.values(events).flatMap(({ from }) => [...from]));
    expect(states.filter((state) => !left.has(state))).toEqual(states.filter((state) => final.includes(state)));
    expect(states.filter((state) => left.has(state) && final.includes(state))).toEqual([]);
  });

  it('gives each event an address of its own', () => {
    const routes = names.flatMap((event) => events[event].route ?? []);
    expect(new Set(routes).size).toBe(routes.length);
    expect(routes).toHaveLength(11);
    for (const route of routes) expect(route).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});
