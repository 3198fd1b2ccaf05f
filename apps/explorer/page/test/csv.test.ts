import { expect, test } from 'vitest';
import { csvLine } from '../src/share/csv';

test('csvLine_formulas_areGuarded', () => {
  expect(csvLine(['=1+1', '+1', '-1', '@a', '\tx', 'a=b', -1])).toBe("'=1+1,'+1,'-1,'@a,'\tx,a=b,-1\r\n");
});

test('csvLine_quotesCommasAndLines_areQuoted', () => {
  expect(csvLine(['a"b', 'c,d', 'e\nf', null, ['x', 'y']])).toBe('"a""b","c,d","e\nf",,"[""x"",""y""]"\r\n');
});
