import type { HoldOutsView, TrackHeld } from '../../cards/pages/contracts/hold-out-contract.ts';

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const ofHundred = (share: number): string => (Math.round(share * 1000) / 10).toFixed(1).replace('-', '−');

const VERDICTS = {
  too_few: 'nothing can be said before ten of each group have come so far',
  open: 'chance alone explains what differs',
  helps: 'the track helps',
  hurts: 'the track does harm: those who are left out do better',
} as const;
const BECAME = { sql: 'SQLs', customer: 'customers' } as const;

/** What hold-outs show of each track, and how long one would have to last. */
export const holdOutSentences = ({ windowDays, tracks }: Extract<HoldOutsView, { readonly state: 'ok' }>): string[] =>
  tracks.flatMap((track) => {
    const { holdOut } = track;
    return [
      `${track.track}: ${holdOut?.until === null ? `${holdOut.share} % of those who enter are left out` : 'nobody is left out'}`,
      ...(holdOut === null ? [] : shownSentences(track, holdOut, windowDays)),
      ...(holdOut?.until === null ? [] : planSentences(track, windowDays)),
    ].map((sentence, at) => (at === 0 ? sentence : `  ${sentence}`));
  });

function shownSentences({ outcome }: TrackHeld, holdOut: NonNullable<TrackHeld['holdOut']>, days: number): string[] {
  const { since, until, ended, share, treated, leftOut, verdict, difference, wins, isOff } = holdOut;
  const span = until === null ? `since ${day(since)}` : `from ${day(since)} to ${day(until)}`;
  const groups = [
    ['in the track', treated],
    ['left out', leftOut],
  ] as const;
  return [
    ended === 'harm'
      ? `the hold-out of ${share} % ended by itself on ${day(until!)}: those who were left out did worse, and are in the track now`
      : `a hold-out of ${share} % ${span}: ${VERDICTS[verdict]}`,
    ...groups.map(
      ([name, { seen, sql, customer }]) =>
        `${name}: ${seen} contacts, ${sql} became SQLs and ${customer} customers within ${days} days`,
    ),
    ...(outcome === 'sql' ? by('sql', difference) : []),
    ...by('customer', wins),
    ...(isOff
      ? [
          `THE GROUPS ARE NOT AS LARGE AS THEY SHOULD BE: ${leftOut.seen} of ${leftOut.seen + treated.seen} were left out. Do not trust these figures.`,
        ]
      : []),
  ];
}

const by = (outcome: keyof typeof BECAME, difference: NonNullable<TrackHeld['holdOut']>['difference']): string[] =>
  difference === null
    ? []
    : [
        `of 100 in the track ${ofHundred(difference.is)} more become ${BECAME[outcome]} (between ${ofHundred(difference.low)} and ${ofHundred(difference.high)}, however often one looks)`,
      ];

function planSentences({ outcome, aMonth, base, plan }: TrackHeld, days: number): string[] {
  const isKnown = aMonth !== null && plan.some(({ lifts }) => lifts.some(({ months }) => months !== null));
  if (!isKnown) return ['too few contacts have entered it so far to say how long a hold-out would take'];
  return [
    `${aMonth} contacts enter it in a month; of ${base.seen} who entered more than ${days} days ago ${base.won} became ${BECAME[outcome]} within ${days} days`,
    ...plan.map(
      ({ share, lifts }) =>
        `${share} % left out: ${lifts.map(({ lift, months }) => `+${Math.round(lift * 100)} % is seen after ${months === null ? 'more than 60' : months} months`).join(', ')}`,
    ),
  ];
}
