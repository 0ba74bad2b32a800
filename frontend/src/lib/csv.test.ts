import { describe, expect, it } from 'vitest';
import { csvCell, csvText } from './csv';

describe('csvCell', () => {
  it.each([
    '=1+1',
    '+49 30',
    '-2',
    '@SUM(A1)',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    '  =1',
    '\u00a0=1',
    '\n=1',
    '\tx',
    '\rx',
  ])('%j is kept from running as a formula', (value) => {
    expect(csvCell(value)).toBe(`"'${value}"`);
  });

  it.each(['Ada', 'a-b', '', ' Ada', 'a;=1'])('%j stays as it is, in quotes', (value) => {
    expect(csvCell(value)).toBe(`"${value}"`);
  });

  it('quotes what would break the row', () => {
    expect(csvCell('Byron, "Ada"')).toBe('"Byron, ""Ada"""');
  });

  it('rows end as RFC 4180 says', () => {
    expect(
      csvText([
        ['Name', 'E-mail'],
        ['Ada', 'ada@x.example'],
      ]),
    ).toBe('"Name","E-mail"\r\n"Ada","ada@x.example"\r\n');
  });
});
