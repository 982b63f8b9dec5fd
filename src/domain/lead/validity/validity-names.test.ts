import { describe, expect, it, test } from 'vitest';
import { isTestPerson, oddCompany, oddName } from './validity-names.ts';

describe('a person may be called', () => {
  const people =
    "Nguyễn Wu Ng Szczęsny Krzyżanowski Brzęczyszczykiewicz Þór O'Brien Wertz Hertz Trewin Schwertfeger Kuyt Azerbaev Tester Fake Foo Bar Reza Strnd Vlčk Krč Prskavec Llwyd Bwlch Berber Zamzam Tintin Haddad Falkjær Sandahl Skjalg Null D'Sa Hirschsprung Schwartzschild Ødegård İnönü Qwabe Nkrumah Mthwakazi Смит Прохоров 王小明 田中 김민수 محمد דוד Σωκράτης เอก III".split(
      ' ',
    );
  it.for(people)('%s', (name) => {
    expect(oddName(name)).toBeNull();
  });

  it('what stands for a name, with a number', () => {
    for (const name of ['Customer 1234', 'Shopper 17', 'Henry 8']) expect(oddName(name)).toBeNull();
  });

  it('nothing at all', () => {
    for (const nothing of [undefined, '', '-', '.']) expect(oddName(nothing)).toBeNull();
    expect(isTestPerson(undefined, undefined)).toBe(false);
  });
});

test.for([
  ['asdf', 'mash'],
  ['Asdfgh', 'mash'],
  ['qwertz', 'mash'],
  ['poiuy', 'mash'],
  ['hjkl', 'mash'],
  ['azerty', 'mash'],
  ['asd', 'mash'],
  ['asdlkj', 'mash'],
  ['yxcvb', 'mash'],
  ['йцукен', 'mash'],
  ['фывап', 'mash'],
  ['asdasd', 'mash'],
  ['sdfsdf', 'mash'],
  ['aaaa', 'mash'],
  ['xxx', 'mash'],
  ['dfgkjh', 'mash'],
  ['kjhsgdf', 'mash'],
  ['test', 'test'],
  ['Test 2', 'test'],
  ['Mustermann', 'test'],
  ['тест', 'test'],
  ['Johnson (Sample Contact)', 'test'],
  ['12345', 'digits'],
  ['abc123', 'digits'],
  ['http://spam.example/x', 'advertising'],
  ['visit best-pills.com', 'advertising'],
  ['You won $500', 'advertising'],
  ['Get free Bitcoin now', 'advertising'],
  ['Hello dear friend, '.repeat(10), 'advertising'],
])('%s as a name is %s', ([name, oddity]) => {
  expect(oddName(name)).toBe(oddity);
});

test.for([
  ['Max', 'Muster'],
  ['John', 'Doe'],
  [undefined, 'jane doe'],
  ['test', 'user'],
  ['Foo', 'Bar'],
  ['Demo', 'Demo'],
  ['Vorname', 'Nachname'],
])('%s %s is nobody', ([first, last]) => {
  expect(isTestPerson(first, last)).toBe(true);
});

test.for([
  ['Jon', 'Tester'],
  ['Caterina', 'Fake'],
  ['Foo', 'Wei Ling'],
  ['Bar', 'Refaeli'],
  ['Max', 'Müller'],
  ['Admin', undefined],
])('%s %s is somebody', ([first, last]) => {
  expect(isTestPerson(first, last)).toBe(false);
});

test.for<[string, string | null]>([
  ['asdf GmbH', 'mash'],
  ['qwertz', 'mash'],
  ['Test', 'test'],
  ['Test Company Ltd.', 'test'],
  ['Muster GmbH', 'test'],
  ['Example Inc', 'test'],
  ['My Company', 'test'],
  ['Testo SE', null],
  ['Liberty Property Trust', null],
  ['Hertz', null],
  ['KPMG', null],
  ['BMWGK', null],
  ['DFG', null],
  ['ASD', null],
  ['asd Vertrieb GmbH', null],
  ['AAA', null],
  ['XXXLutz', null],
  ['3', null],
  ['4711', null],
  ['Booking.com', null],
  ['n/a', null],
  ['Company', null],
  ['株式会社テスト製作所', null],
])('%s as a company: %s', ([name, oddity]) => {
  expect(oddCompany(name)).toBe(oddity);
});
