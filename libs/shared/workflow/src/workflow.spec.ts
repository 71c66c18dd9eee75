import { DomainError } from '@nqi/shared/errors';
import fc from 'fast-check';
import { toMermaid } from './diagram';
import { defineWorkflow, nextState, openEvents } from './workflow';

const letter = defineWorkflow({
  record: 'letter',
  states: ['draft', 'sent', 'read', 'burnt'],
  final: ['burnt'],
  events: {
    write: { from: [], to: 'draft', by: ['author'] },
    send: { from: ['draft'], to: 'sent', by: ['author', 'secretary'], route: 'dispatch' },
    open: { from: ['sent'], to: 'read', by: ['reader'], route: 'opening' },
    lose: { from: ['sent'], to: 'burnt', by: ['system'] },
    burn: { from: ['draft', 'read'], to: 'burnt', by: ['author', 'reader'], route: 'burning' },
  },
});

const parties = (...names: ('author' | 'secretary' | 'reader' | 'system')[]): Set<(typeof names)[number]> =>
  new Set(names);

/** The code and details of a refusal. */
function refusal(act: () => unknown): object {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, ...error.details };
    throw error;
  }
  return {};
}

describe('nextState', () => {
  it('leads along the table', () => {
    expect(nextState(letter, null, 'write', parties('author'))).toBe('draft');
    expect(nextState(letter, 'draft', 'send', parties('secretary'))).toBe('sent');
    expect(nextState(letter, 'read', 'burn', parties('reader'))).toBe('burnt');
  });

  it('refuses another party before it says anything of the state', () => {
    const stranger = refusal(() => nextState(letter, 'burnt', 'send', parties('reader')));
    expect(stranger).toEqual({ code: 'workflow.not_a_party', event: 'send', parties: ['author', 'secretary'] });
    expect(refusal(() => nextState(letter, 'draft', 'send', new Set()))).toMatchObject({
      code: 'workflow.not_a_party',
    });
  });

  it('refuses another state with what is possible instead', () => {
    expect(refusal(() => nextState(letter, 'draft', 'open', parties('reader', 'author')))).toEqual({
      ...{ code: 'workflow.wrong_state', event: 'open', state: 'draft', from: ['sent'] },
      openEvents: ['send', 'burn'],
    });
  });

  it('creates only what does not exist', () => {
    expect(refusal(() => nextState(letter, 'draft', 'write', parties('author')))).toMatchObject({
      code: 'workflow.wrong_state',
    });
    expect(refusal(() => nextState(letter, null, 'send', parties('author')))).toMatchObject({
      code: 'workflow.wrong_state',
    });
  });
});

describe('openEvents', () => {
  it('names routes in the order of the table, none of the system', () => {
    expect(openEvents(letter, 'draft', parties('author'))).toEqual([
      { event: 'send', route: 'dispatch' },
      { event: 'burn', route: 'burning' },
    ]);
    expect(openEvents(letter, 'sent', parties('system'))).toEqual([]);
    expect(openEvents(letter, 'burnt', parties('author', 'reader', 'secretary', 'system'))).toEqual([]);
  });

  it('is exactly what nextState allows and a route causes, for any state and parties', () => {
    const states = fc.option(fc.constantFrom(...letter.states), { nil: null });
    const somebody = fc.uniqueArray(fc.constantFrom('author', 'secretary', 'reader', 'system'));
    fc.assert(
      fc.property(states, somebody, (state, names) => {
        const who = parties(...names);
        const open = openEvents(letter, state, who).map(({ event }) => event);
        for (const [event, { route }] of Object.entries(letter.events) as [
          keyof typeof letter.events,
          { route?: string },
        ][]) {
          const isAllowed = !('code' in refusal(() => nextState(letter, state, event, who)));
          expect(open.includes(event)).toBe(isAllowed && route !== undefined);
        }
      }),
    );
  });

  it('never ends in a state that the table does not know', () => {
    const walk = fc.array(fc.constantFrom(...(Object.keys(letter.events) as (keyof typeof letter.events)[])));
    fc.assert(
      fc.property(walk, (events) => {
        let state: (typeof letter.states)[number] | null = null;
        for (const event of events) {
          const before = state;
          refusal(() => (state = nextState(letter, before, event, parties('author', 'secretary', 'reader', 'system'))));
          if (before && letter.final.includes(before)) expect(state).toBe(before);
        }
        expect([null, ...letter.states]).toContain(state);
      }),
    );
  });
});

describe('toMermaid', () => {
  it('draws every transition, the beginning and the end', () => {
    expect(toMermaid(letter)).toBe(
      'letter((letter)) -->|write| letter.draft; letter.draft -->|send| letter.sent; letter.sent -->|open| letter.read; ' +
        'letter.sent -->|lose| letter.burnt; letter.draft & letter.read -->|burn| letter.burnt; letter.burnt([burnt]);',
    );
  });
});
