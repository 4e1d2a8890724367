import { describe, expect, it } from 'vitest';

import { CsvError, csvRecords } from './csv.ts';

const fieldsOf = (text: string) => [...csvRecords(text)].map(({ fields }) => fields);

describe('csvRecords', () => {
  it.each([
    ['line feeds', 'a,b\n1,2\n'],
    ['carriage returns and line feeds', 'a,b\r\n1,2\r\n'],
    ['no end of the last line', 'a,b\n1,2'],
    ['a byte order mark', '\uFEFFa,b\n1,2\n'],
    ['empty lines', 'a,b\n\n1,2\r\n\r\n'],
    ['quotes around every field', '"a","b"\r\n"1","2"\r\n'],
    ['quotes around some fields', 'a,"b"\n"1",2'],
  ])('reads %s', (_, text) => {
    expect(fieldsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps commas, quotes and line ends inside of quotes', () => {
    expect(fieldsOf('"a,b","say ""hi""","two\r\nlines"\nnext,,\n')).toEqual([
      ['a,b', 'say "hi"', 'two\r\nlines'],
      ['next', '', ''],
    ]);
  });

  it('counts the lines of the file, not of the records', () => {
    const lines = [...csvRecords('a\n\n"two\nlines"\nlast\n')].map(({ line }) => line);

    expect(lines).toEqual([1, 3, 5]);
  });

  it('says on which line a quote is left open', () => {
    expect(() => fieldsOf('a,b\n1,"2\n3,4\n')).toThrow(
      new CsvError('line 2: a quoted field is not closed'),
    );
  });

  it('refuses text after a closing quote', () => {
    expect(() => fieldsOf('a,b\n"1"x,2\n')).toThrow(
      new CsvError('line 2: text after a closing quote'),
    );
  });
});
