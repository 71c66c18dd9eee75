import { readMeasuringRange } from './measuring-range';

describe('readMeasuringRange', () => {
  it.each([
    ['0~10 MPa', ['pressure', '0', '10', 'MPa', '0', '10000000']],
    ['（0～1.6）MPa', ['pressure', '0', '1.6', 'MPa', '0', '1600000']],
    ['(0-2.5 MPa)', ['pressure', '0', '2.5', 'MPa', '0', '2500000']],
    ['0–25MPa', ['pressure', '0', '25', 'MPa', '0', '25000000']],
    ['-0.1~0.15 MPa', ['pressure', '-0.1', '0.15', 'MPa', '-100000', '150000']],
    ['−0.1~0 MPa', ['pressure', '-0.1', '0', 'MPa', '-100000', '0']],
    ['-50--10 ℃', ['temperature', '-50', '-10', '°C', '223.15', '263.15']],
    ['100 g~30 kg', ['mass', '0.1', '30', 'kg', '0.1', '30']],
    ['0…150 mm', ['length', '0', '150', 'mm', '0', '0.15']],
    ['0 至 300 mmHg', ['pressure', '0', '300', 'mmHg', '0', '39996.6']],
    ['0.50~5.00 L/min', ['flow_rate', '0.5', '5', 'L/min', expect.any(String), expect.any(String)]],
  ])('%s', (text, [quantity, low, high, unit, lowSi, highSi]) => {
    expect(readMeasuringRange(text)).toEqual({ quantity, low, high, unit, lowSi, highSi });
  });

  it.each([
    ...['', '10 MPa', '0~10', '0~10 furlongs', '10~0 MPa', '0 kg~10 MPa', 'DN15', '见说明书'],
    ...['0~1e400 MPa', `0~${'9'.repeat(40)} MPa`, '0~10 MPa; 0~100 psi', '0~Infinity Pa', '0~10 constructor'],
  ])('leaves %s a text', (text) => expect(readMeasuringRange(text)).toBeNull());
});
