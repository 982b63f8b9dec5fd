import { expect, it } from 'vitest';
import type { Activity } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { encountersOf, pageName, stageOfContent } from './encounters.ts';

const VIEWS = 'hs_analytics_num_page_views';
const FORMS = 'num_conversion_events';
const activity = (source: string, at: number, detail?: string, signal = 'page_view'): Activity => ({
  id: `${source}:${signal}:${at}`,
  signal,
  at,
  quantity: 1,
  source,
  ...(detail === undefined ? {} : { detail }),
});

it('takes the last view of a reading alone for the page that HubSpot names', () => {
  const url = 'https://Acme.example/Pricing/?utm_source=x&email=a%40b.example#top';

  expect(
    encountersOf(
      DEFAULT_MODEL,
      [
        activity(VIEWS, 10, url),
        activity(VIEWS, 30, url),
        activity(VIEWS, 30, url, 'pricing_page_view'),
        activity('hs_analytics_num_visits', 40),
      ],
      false,
    ),
  ).toEqual([{ kind: 'page', what: 'acme.example/Pricing', at: 30, signal: null }]);
});

it('takes no page of whoever was there long before Ripen', () => {
  expect(encountersOf(DEFAULT_MODEL, [activity(VIEWS, 10, 'https://acme.example/pricing')], true)).toEqual([]);
});

it('takes a form or what somebody named when it was first met, in whatever order it is told', () => {
  const told = [
    activity(FORMS, 20, ' Demo ', 'form_submission'),
    activity(FORMS, 10, 'Demo', 'form_submission'),
    activity('workflow', 5, 'Spring webinar', 'webinar'),
    activity(FORMS, 1, '  ', 'form_submission'),
  ];
  const expected = [
    { kind: 'form', what: 'Demo', at: 10, signal: null },
    { kind: 'other', what: 'Spring webinar', at: 5, signal: 'webinar' },
  ];

  expect(encountersOf(DEFAULT_MODEL, told, true)).toEqual(expected);
  expect(encountersOf(DEFAULT_MODEL, told.toReversed(), true)).toEqual(expected.toReversed());
});

it.each([
  ['https://acme.example/', 'acme.example'],
  ['http://ACME.example', 'acme.example'],
  ['acme.example/a/b/?x=1', 'acme.example/a/b'],
  ['/pricing#plans', '/pricing'],
  ['?only=query', ''],
])('calls the page %s %s', (address, name) => expect(pageName(address)).toBe(name));

it('reads an address of very many slashes once, not from each slash on', () => {
  const slashes = '/'.repeat(300_000);

  expect(pageName(`${slashes}x${slashes}`)).toBe(`${slashes}x`);
});

it('tells the furthest stage of the journey that content is of, by the model', () => {
  const stage = (kind: 'page' | 'form' | 'mail' | 'other', what: string, signal: string | null = null) =>
    stageOfContent(DEFAULT_MODEL, { kind, what, signal });

  expect(stage('page', 'acme.example/blog')).toBe('awareness');
  expect(stage('page', 'acme.example/pricing')).toBe('decision');
  expect(stage('form', 'Some form')).toBe('consideration');
  expect(stage('other', 'Spring webinar', 'webinar')).toBe('consideration');
  expect(stage('other', 'Spring webinar', 'a signal of an earlier model')).toBeNull();
  expect(stage('mail', 'October letter')).toBeNull();
});

it('cuts a long name between two signs', () => {
  const [found] = encountersOf(DEFAULT_MODEL, [activity(FORMS, 1, `${'x'.repeat(199)}😀`, 'form_submission')], false);

  expect(found?.what).toBe('x'.repeat(199));
});
