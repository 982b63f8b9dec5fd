/** What the page says of how right the score is, in English. */
export const CHECK_EN = {
  check_tab: 'Is the score right?',
  check_loading: 'Counting what became of your leads',
  check_failed: 'The figures could not be loaded',
  check_nothing: 'Nothing is known yet',
  check_lead:
    'A lead is counted once, with its score a week after Ripen first saw it, and only when the {days} days after that are over. It has bought if it became a customer within those days.',
  check_first: 'The first leads count from {when} on.',
  check_counts: 'Of {seen} leads of the last year, {won} bought within {days} days.',
  check_of_all:
    'Leads that earlier versions of the model scored are among them, since too few of this version are known.',
  check_is_better: 'Leads with fit {good} buy {times} times as often as leads with fit {poor}.',
  check_is_only: 'Leads with fit {good} bought; no lead with fit {poor} did.',
  check_is_alike: 'Leads with fit {good} and fit {poor} buy about equally often: chance alone explains the difference.',
  check_is_reversed:
    'Leads with fit {poor} buy more often than leads with fit {good}: the points for fit point the wrong way.',
  check_is_unknown: 'Too few leads of each grade are known to compare them',
  check_no_area: 'Too few leads bought to say how well the score tells buyers from others.',
  check_area:
    'Of two leads, one of whom bought, the score puts the buyer first {times} times in 100 (between {low} and {high}); a coin would do so 50 times.',
  check_inflation: 'More SQLs, but not more wins',
  check_inflation_what:
    'In the last three months {sqls} leads reached the SQL threshold and {won} of them bought; in the three months before, {won_before} of {sqls_before}. Look at which points were raised.',
  check_letter: 'Fit',
  check_by_letter: 'How many leads buy, by fit',
  check_share_axis: 'Bought, in per cent',
  check_leads: 'Leads',
  check_bought: 'Bought',
  check_share: 'Share',
  check_too_few: 'too few',
  check_meaning: 'What do these numbers mean?',
  check_share_what:
    'The share is bought divided by leads. With other leads of the same kind it would lie in the range beside it 95 times in 100 (Wilson’s interval). Of fewer than 20 leads no share is told.',
  check_points: 'Score',
  check_by_band: 'By score',
  check_by_grade: 'By grade',
  check_grade: 'Grade',
  check_tenths: 'The best tenth first (lift)',
  check_tenth: 'Tenth',
  check_times: 'Times the mean',
  check_tenths_what:
    'All leads in the order of their scores, in ten equal parts. A tenth with 3 times the mean has three times as many buyers as a random tenth. Leads of the same score are shared out evenly.',
  check_too_few_tenths: 'Ten parts of at least 20 leads each need 200 leads, some of whom bought.',
  check_by_month: 'By month',
  check_month: 'Month',
  check_area_what:
    'A lead belongs to the month in which its score was taken. AUC: of two leads, one of whom bought, how often the score puts the buyer first; 0.5 is a coin, 1 is always. It is told from 10 buyers and 10 others on, with its 95 % interval (DeLong).',
  check_reliability: 'Forecast and result',
  check_reliability_is:
    'For the {leads} newest leads, the forecast from the older ones was off by {points} percentage points on average.',
  check_no_reliability: 'Too few leads are known to compare a forecast with the result.',
  check_reliability_what:
    'The older half of the leads teaches how many of each score and company size buy; the newer half shows whether that came true. On the line “as forecast” both are equal. Each point is about a tenth of the newer leads.',
  check_came: 'Result',
  check_ideal: 'As forecast',
  check_foretold_axis: 'Forecast, in per cent',
  check_table: 'All leads as a table (CSV)',
  dial_title: 'How many leads can sales call?',
  dial_calls: 'Calls a week',
  dial_whole: 'A whole number from 1 to 10,000',
  dial_show: 'Show the cut-off',
  dial_from: 'For {calls} calls a week, call every lead from {score} points on.',
  dial_in_force: 'In force: from {score} points on.',
  dial_wins:
    'In a quarter expect {wins} wins ({low} to {high}) from these calls. The leads below the cut-off would bring {lost} ({lost_low} to {lost_high}): these you give up.',
  dial_unknown: 'How many of them buy is not known yet.',
  dial_drift: 'The threshold does not fit the calls any more',
  dial_drift_what:
    'In the last {weeks} weeks {sqls} leads reached it, and sales can call {planned} in that time. For {calls} calls a week it is {score} points now: make a draft of that.',
  dial_lately: 'In the last {weeks} weeks this dial would have led to {called} of {calls} calls.',
  dial_draft: 'Make a draft: SQL from {score} points on',
  dial_drafted: 'The threshold is in a draft: nothing counts before it is published.',
  dial_what:
    'The cut-off is the lowest score at which sales can still call every lead that reaches it, judged by the 1,000 newest leads. If calls are left in a week, leads one point below fill them, the newest first; unused calls go to the next week. The expected wins are what the leads of the last year did on each side of the cut-off, for as many leads as come now. Leads who ask for sales come on top. Publishing the draft fixes the threshold, since no version changes by itself: when it makes more or fewer SQLs than sales can call, Ripen says so here and proposes the new one.',
  still_right: 'The model in force is still right for the leads of {quarter}.',
  still_coin:
    'For the leads of {quarter} the score told buyers from others no better than a coin: look at “Is the score right?”.',
  still_worse:
    'For the leads of {quarter} the score told buyers from others worse than before: look at “Is the score right?”.',
  still_off:
    'For the leads of {quarter} the order of the scores is still right, but more or fewer of them buy than forecast: look at “Is the score right?”.',
  still_bought: '{won} of {seen} bought.',
  still_bought_foretold: '{won} of {seen} bought; the forecast was {foretold}.',
};

export type CheckWords = Readonly<Record<keyof typeof CHECK_EN, string>>;
