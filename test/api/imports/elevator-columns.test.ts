import { readRows } from '@nqi/shared/http';
import { elevatorImport } from '../../../libs/lines/elevators/src/devices/elevator-import.kind';
import { ElevatorRow } from '../../../libs/lines/elevators/src/devices/elevator.dto';

/** Cells are read by the limits of the fields, requests by those of the class: they are the same. */
describe('the columns of the register', () => {
  const errorsOf = (facts: object): unknown[] =>
    readRows(ElevatorRow, [{ address: 'x', ...facts }], 1).refused.flatMap(({ error }) =>
      (error.details.errors ?? []).map(({ pointer }) => pointer),
    );
  const inBoth = elevatorImport.fields.filter(
    ({ name }) => !/^(userUnit|maintenanceUnitU|certificate|state)/.test(name),
  );

  it.each(inBoth.filter(({ type }) => type === 'text'))(
    '$name is as long as in a request',
    ({ name, maxLength = 0, pattern }) => {
      const longest = (pattern ? '1' : '文').repeat(maxLength);
      expect([errorsOf({ [name]: longest }), errorsOf({ [name]: `${longest}1` })]).toEqual([[], [`/${name}`]]);
    },
  );

  it.each(inBoth.filter(({ max }) => max !== undefined))(
    '$name is as large as in a request',
    ({ name, type, max = 0 }) => {
      const stated = (value: number): object => ({ [name]: type === 'integer' ? value : String(value) });
      expect([errorsOf(stated(max)), errorsOf(stated(max + 1))]).toEqual([[], [`/${name}`]]);
    },
  );
});
