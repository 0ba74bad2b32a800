import { describe, expect, it } from 'vitest';
import { csvCell, csvText } from './csv';

describe('csvCell', () => {
  it.each(['=1+1', '+49 30', '-2', '@SUM(A1)'])('%s is kept from running as a formula', (value) => {
    expect(csvCell(value)).toBe(`"'${value}"`);
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
    ).toBe('Name,E-mail\r\nAda,ada@x.example\r\n');
  });
});
