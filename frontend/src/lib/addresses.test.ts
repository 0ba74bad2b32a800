import { describe, expect, it } from 'vitest';
import { isAddress, parseAddresses } from './addresses';

describe('parseAddresses', () => {
  it('lines, commas, semicolons and blanks all part addresses', () => {
    const found = parseAddresses('a@x.example, b@x.example;c@x.example\n d@x.example e@x.example\n');
    expect(found.map((each) => each.email)).toEqual([
      'a@x.example',
      'b@x.example',
      'c@x.example',
      'd@x.example',
      'e@x.example',
    ]);
  });

  it('an address book entry brings its name', () => {
    expect(parseAddresses('"Ada Byron" <ada@x.example>')).toEqual([{ email: 'ada@x.example', name: 'Ada Byron' }]);
  });

  it('the same address in another case counts once', () => {
    expect(parseAddresses('Ada@x.example\nada@X.example')).toHaveLength(1);
  });

  it('what is no address is kept, for the server to refuse by name', () => {
    expect(parseAddresses('not an address')).toEqual([{ email: 'not an address', name: null }]);
  });
});

describe('isAddress', () => {
  it.each(['ada@x.example', 'ada+lists@mail.x.example', 'zoë@bücher.example', 'root@localhost'])(
    '%s may be one',
    (text) => {
      expect(isAddress(text)).toBe(true);
    },
  );

  it.each([
    '',
    'ada',
    'ada@',
    '@x.example',
    'ada@x..example',
    'ada@x.example.',
    'ada byron@x.example',
    'a@b@x.example',
  ])('"%s" is none', (text) => {
    expect(isAddress(text)).toBe(false);
  });
});
