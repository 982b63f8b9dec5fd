/*
 * Words for the fields of a model on the screen where people change it, by the path of the field.
 * `*` is any item of a list, or at the beginning any path; `|` is followed by one of several ways
 * to fill a field.
 */

/** Where the choices of a field come from. */
export type Source =
  | 'owners'
  | 'stages'
  | 'signals'
  | 'groups.explicit'
  | 'groups.implicit'
  | 'properties'
  | 'timeZones';
export type Seen = 'forms' | 'pages';
export type Unit = 'days' | 'hours' | 'points' | 'percent' | 'times' | 'occurrences';

export type Hint = {
  readonly label: string;
  readonly help?: string;
  readonly unit?: Unit;
  readonly from?: Source;
  /** labels of the choices, by value */
  readonly options?: Readonly<Record<string, string>>;
  /** the word for an item of the list */
  readonly one?: string;
  /** which names contain the texts */
  readonly seen?: readonly Seen[];
};

const ONE_LINE = 'One text in a line.';
const LOOKED_AT = 'Texts of page addresses or form names, one in a line.';
const HOLD_OUT =
  'Of those who enter a track from now on, so many are left out at random: no e-mail of it comes. Sales gets them all the same, and touches by hand come.';
const UP_TO_HALF = 'Up to 50. Empty: nobody is left out.';
const TOUCH = { email: 'E-mail', manual: 'By hand' };
const WEEK = {
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
  7: 'Sunday',
};
const SCORES = {
  combined: { label: 'Points in all', unit: 'points' },
  explicit: { label: 'Points for who they are', unit: 'points' },
  implicit: { label: 'Points for what they do', unit: 'points' },
} as const;

/** The same fields below several names. */
const below = (names: readonly string[], fields: Readonly<Record<string, Hint>>): Readonly<Record<string, Hint>> =>
  Object.fromEntries(
    names.flatMap((name) => Object.entries(fields).map(([field, hint]) => [`${name}.${field}`, hint] as const)),
  );

export const HINTS: Readonly<Record<string, Hint>> = {
  // Fields that have the same words everywhere.
  '*.label': { label: 'Name that people read' },
  '*.when': { label: 'Holds if' },
  '*.signal': { label: 'Signal', from: 'signals' },
  '*.signals': { label: 'Signals', from: 'signals' },
  '*.halfLifeDays': { label: 'Points halve in', unit: 'days', help: 'Empty: they never fade.' },
  '*.off': { label: 'Switched off' },
  '*.points': { label: 'Points', unit: 'points' },

  // Groups and caps
  groups: { label: 'Groups', one: 'group', help: 'Rules of a group count together, up to its most points.' },
  'groups.*.kind': {
    label: 'Counts for',
    options: { explicit: 'who they are', implicit: 'what they do' },
  },
  'groups.*.cap': { label: 'Most points', unit: 'points' },
  'groups.*.floor': { label: 'Fewest points', unit: 'points' },
  start: { label: 'What each score starts with' },
  'start.explicit': { label: 'Who they are starts with', unit: 'points' },
  'start.implicit': { label: 'What they do starts with', unit: 'points' },
  explicitShare: {
    label: 'Share of who they are in the combined score',
    unit: 'percent',
    help: 'In per cent; the rest is the share of what they do.',
  },

  // Rules
  'explicit.*.group': { label: 'Group', from: 'groups.explicit' },
  'implicit.*.group': { label: 'Group', from: 'groups.implicit' },
  'explicit.*.pointsAtFullMatch': { label: 'Points at full match', unit: 'points' },
  'explicit.*.growing': { label: 'Points grow' },
  'explicit.*.growing.field': { label: 'With the number', from: 'properties' },
  'explicit.*.growing.from': { label: 'No points at' },
  'explicit.*.growing.to': {
    label: 'All points at',
    help: 'Evenly between the two. If it is the lower one, points grow as the number falls.',
  },
  'explicit.*|when': { label: 'A condition' },
  'explicit.*|growing': { label: 'The size of a number' },
  'explicit.*|pointsAtFullMatch': { label: 'The match with a persona' },
  'implicit.*|points': { label: 'Points for each occurrence' },
  'implicit.*|signals': { label: 'Points for each occurrence' },
  'implicit.*|tiers': { label: 'Points by how often' },
  'implicit.*|afterSilentDays': { label: 'Points after silence' },
  'implicit.*.limit': { label: 'At most so often', help: 'The newest occurrences count.' },
  'implicit.*.limit.times': { label: 'Times', unit: 'times' },
  'implicit.*.limit.days': { label: 'In any', unit: 'days' },
  'implicit.*.windowDays': { label: 'Only occurrences of the last', unit: 'days' },
  'implicit.*.tiers': { label: 'Steps', one: 'step' },
  'implicit.*.tiers.*.atLeast': { label: 'From', unit: 'occurrences' },
  'implicit.*.afterSilentDays': { label: 'After silence of', unit: 'days' },

  // Thresholds and grades
  qualification: { label: 'Qualification' },
  'qualification.mql': { label: 'MQL' },
  'qualification.sql': { label: 'SQL' },
  ...below(['qualification.mql', 'qualification.sql'], {
    enter: { label: 'Becomes one with at least', help: 'Every number that is entered must be reached.' },
    leave: { label: 'Stays one with at least', help: 'At or below the numbers above, so that nobody flaps.' },
    ...below(['enter', 'leave'], SCORES),
  }),
  'qualification.callsAWeek': {
    label: 'Leads that sales can call in a week',
    help: 'Ripen says when the threshold of an SQL makes more or fewer. Empty: it does not look.',
  },
  'qualification.signalDays': { label: 'A signal that qualifies directly does so for', unit: 'days' },
  'qualification.never': { label: 'Who never qualifies', one: 'exception' },
  'qualification.stages': { label: 'Lifecycle stage that is written', help: 'What is written as the lifecycle stage.' },
  'qualification.stages.mql': { label: 'For an MQL', from: 'stages' },
  'qualification.stages.sql': { label: 'For an SQL', from: 'stages' },
  grade: { label: 'Grades', help: 'Below the numbers for C and 3: D and 4.' },
  'grade.fit': { label: 'Fit, by the points for who they are' },
  'grade.fit.0': { label: 'A from', unit: 'points' },
  'grade.fit.1': { label: 'B from', unit: 'points' },
  'grade.fit.2': { label: 'C from', unit: 'points' },
  'grade.interest': { label: 'Interest, by the points for what they do' },
  'grade.interest.0': { label: '1 from', unit: 'points' },
  'grade.interest.1': { label: '2 from', unit: 'points' },
  'grade.interest.2': { label: '3 from', unit: 'points' },

  // Signals
  signals: { label: 'Signals', one: 'signal' },
  'signals.*.qualifies': { label: 'Qualifies directly as', options: { mql: 'MQL', sql: 'SQL' } },
  'signals.*.passive': { label: 'Passive: the person did nothing' },
  forms: { label: 'Forms', one: 'line of forms' },
  'forms.*.contains': { label: 'Form names with one of', help: ONE_LINE, seen: ['forms'] },
  pages: { label: 'Pages', one: 'line of pages' },
  'pages.*.contains': { label: 'Page addresses with one of', help: ONE_LINE, seen: ['pages'] },
  behaviours: {
    label: 'Properties that show behaviour',
    one: 'property that shows behaviour',
  },
  'behaviours.*|counter': { label: 'A counter' },
  'behaviours.*|date': { label: 'A date that moves on' },
  'behaviours.*|flag': { label: 'Something that becomes true once' },
  'behaviours.*|conversions': { label: 'Form submissions' },
  'behaviours.*.counter': { label: 'Counter' },
  'behaviours.*.first': { label: 'Date of the first one' },
  'behaviours.*.last': { label: 'Date of the last one' },
  'behaviours.*.detail': { label: 'What it was about' },
  'behaviours.*.date': { label: 'Date' },
  'behaviours.*.flag': { label: 'Property' },
  'behaviours.*.conversions': { label: 'Counter of submissions' },
  'behaviours.*.firstName': { label: 'Name of the first form' },
  'behaviours.*.recent': { label: 'Date of the most recent one' },
  'behaviours.*.recentName': { label: 'Name of the most recent form' },

  // Personas, journey, products, BANT
  personas: { label: 'Personas', one: 'persona' },
  'personas.*.attributes': { label: 'Attributes', one: 'attribute' },
  'personas.*.attributes.*.weight': { label: 'Weight' },
  journey: { label: 'Journey', one: 'line of the journey' },
  'journey.*.stage': {
    label: 'Stage',
    options: { awareness: 'Awareness', consideration: 'Consideration', decision: 'Decision' },
  },
  'journey.*.contains': { label: 'Looked at', help: LOOKED_AT, seen: ['pages', 'forms'] },
  'journey.*.halfLifeDays': { label: 'A day of use halves in', unit: 'days' },
  'journey.*.atLeast': { label: 'Reached from' },
  products: { label: 'Products', one: 'product' },
  'products.*.contains': { label: 'Looked at', help: LOOKED_AT, seen: ['pages', 'forms'] },
  productInterest: {
    label: 'Interest in a product',
    help: 'Each look at a product counts 1, halved in so many days; below the limit there is no interest any more.',
  },
  'productInterest.halfLifeDays': { label: 'A look halves in', unit: 'days' },
  'productInterest.atLeast': { label: 'Of interest from' },
  brandAwareness: { label: 'Brand awareness' },
  'brandAwareness.halfLifeDays': { label: 'A day of use halves in', unit: 'days' },
  'brandAwareness.low': { label: 'Low from' },
  'brandAwareness.medium': { label: 'Medium from' },
  'brandAwareness.high': { label: 'High from' },
  bant: { label: 'Where the answers are' },
  bantAlso: {
    label: 'Properties that tell answers too',
    one: 'property that tells an answer',
    help: 'Such as the question of a form or a quiz. What stands in the properties above comes first.',
  },
  'bantAlso.*.question': {
    label: 'Question',
    options: { budget: 'Budget', authority: 'Authority', need: 'Need', timeline: 'Timeline' },
  },
  'bantAlso.*.field': { label: 'Property' },
  'bantAlso.*.yes': { label: 'Values that mean yes' },
  'bantAlso.*.partly': { label: 'Values that mean partly' },
  'bantAlso.*.no': { label: 'Values that mean no' },
  bantFreshDays: {
    label: 'How long an answer counts',
    help: 'An older answer counts no more, and is to be asked for again.',
  },
  ...below(['bant'], {
    budget: { label: 'Budget' },
    authority: { label: 'Authority' },
    need: { label: 'Need' },
    timeline: { label: 'Timeline' },
  }),
  ...below(['bantFreshDays'], {
    budget: { label: 'Budget', unit: 'days' },
    authority: { label: 'Authority', unit: 'days' },
    need: { label: 'Need', unit: 'days' },
    timeline: { label: 'Timeline', unit: 'days' },
  }),

  // Segments, tracks, touches
  dormancy: { label: 'Who has gone quiet' },
  'dormancy.sqlSilentDays': { label: 'An SQL, after silence of', unit: 'days' },
  'dormancy.mqlProgrammeDays': { label: 'The short-term programme of an MQL lasts', unit: 'days' },
  'dormancy.mqlSilentDays': { label: 'An MQL after its programme, after silence of', unit: 'days' },
  'dormancy.unqualifiedSilentDays': { label: 'Who never qualified, after silence of', unit: 'days' },
  cadence: {
    label: 'Touches of each track',
    help: 'A lost deal is followed up by hand only; who never qualified is left alone.',
  },
  ...Object.fromEntries(
    Object.entries({
      mql_nurture: 'MQL nurture',
      dormant_mql: 'Dormant MQL',
      dormant_sql: 'Dormant SQL',
      closed_lost_review: 'Closed-lost review',
      customer: 'Customers',
    }).flatMap(([name, label]): (readonly [string, Hint])[] => [
      [`cadence.${name}`, { label, one: 'rhythm' }],
      [`cadence.${name}.*.kind`, { label: 'Kind', options: TOUCH }],
      [`cadence.${name}.*.everyDays`, { label: 'Every', unit: 'days' }],
      [`cadence.${name}.*.firstAfterDays`, { label: 'The first one after', unit: 'days' }],
      [`cadence.${name}.*.task`, { label: 'What the task says' }],
    ]),
  ),
  'cadence.customer.*.times': { label: 'Times in all', unit: 'times' },
  'cadence.customer.*.before': { label: 'Before a date of the customer' },
  'cadence.customer.*.before.field': { label: 'Date' },
  'cadence.customer.*.before.days': { label: 'So long before it', unit: 'days' },
  holdOut: { label: 'Left out on purpose, to see what a track does', help: HOLD_OUT },
  ...below(['holdOut'], {
    mql_nurture: { label: 'MQL nurture', unit: 'percent', help: UP_TO_HALF },
    dormant_mql: { label: 'Dormant MQL', unit: 'percent', help: UP_TO_HALF },
    dormant_sql: { label: 'Dormant SQL', unit: 'percent', help: UP_TO_HALF },
  }),
  touch: { label: 'When touches fall due' },
  'touch.minimumGapDays': { label: 'Between two touches at least', unit: 'days' },
  'touch.from': { label: 'E-mail is due from' },
  'touch.to': { label: 'E-mail is due until' },
  'touch.weekends': { label: 'E-mail may be due on days that are no working days' },
  'touch.graceDays': { label: 'An e-mail counts as missed after', unit: 'days' },
  'touch.lateAfterWorkingHours': { label: 'A touch by hand is escalated after working hours of', unit: 'hours' },

  // Calendar
  calendar: { label: 'Working hours' },
  'calendar.timeZone': { label: 'Time zone', from: 'timeZones', help: 'Empty: the time zone of the account.' },
  'calendar.workingDays': { label: 'Working days', options: WEEK },
  'calendar.from': { label: 'From' },
  'calendar.to': { label: 'To' },
  'calendar.holidays': {
    label: 'Holidays',
    help: 'One day in a line: 2027-05-17, or 12-25 for every year. Up to 200.',
  },

  // Sales
  routing: { label: 'Routing' },
  'routing.automatic': { label: 'A new SQL without an owner gets one by itself' },
  'routing.territories': {
    label: 'Territories',
    one: 'territory',
    help: 'The first one that fits a contact decides who takes turns for it.',
  },
  'routing.territories.*.when': { label: 'Is for whoever', help: 'Without a condition: for everybody.' },
  'routing.territories.*.owners': { label: 'Owners who take turns', one: 'owner' },
  'routing.territories.*.owners.*.id': { label: 'Owner', from: 'owners' },
  'routing.territories.*.owners.*.weight': { label: 'Share of turns', help: 'Empty: 1.' },
  'routing.territories.*.owners.*.capacity': { label: 'Open SQLs at a time', help: 'Empty: any number.' },
  'routing.fallbackOwner': { label: 'Fallback owner', from: 'owners' },
  response: { label: 'The answer that sales owes' },
  'response.workingHours': { label: 'Sales answers within working hours of', unit: 'hours' },
  'response.escalateAfterWorkingHours': { label: 'It is escalated after working hours of', unit: 'hours' },
  'response.task': { label: 'What the task says' },
  'response.escalateTo': { label: 'It is escalated to' },
  'response.escalateTo|owner': { label: 'One person' },
  'response.escalateTo|queue': { label: 'A queue of tasks' },
  'response.escalateTo.owner': { label: 'Owner', from: 'owners' },
  'response.escalateTo.queue': { label: 'Number of the queue' },
  handBackDays: {
    label: 'The reason of a hand-back counts for',
    unit: 'days',
    help: 'How long the reason counts for which sales gave a contact back.',
  },
  ready: { label: 'Ready for sales', one: 'rule of who is ready' },

  // Exclusions, lifecycle, agreement
  noCorrespondence: { label: 'Who must not be written to', one: 'exclusion' },
  lifecycle: { label: 'What the lifecycle stages mean' },
  'lifecycle.prospect': { label: 'Prospects', from: 'stages' },
  'lifecycle.opportunity': { label: 'Opportunities', from: 'stages' },
  'lifecycle.customer': { label: 'Customers', from: 'stages' },
  returns: { label: 'When a customer is a lead again', one: 'rule of returning' },
  name: { label: 'Name of the model' },
  agreement: { label: 'Agreement of marketing and sales' },
  'agreement.purpose': { label: 'Purpose' },
  'agreement.marketing': { label: 'Marketing promises', help: 'One promise in a line.' },
  'agreement.sales': { label: 'Sales promises', help: 'One promise in a line.' },
  'agreement.bothSign': { label: 'A new version needs the signatures of both' },
  numberProperties: { label: 'Properties that hold numbers', from: 'properties' },
};
