import type { Migration } from 'kysely/migration';
import * as initial from './0001-initial.ts';
import * as callbacks from './0002-callbacks.ts';
import * as nurture from './0003-nurture.ts';
import * as intake from './0004-intake.ts';
import * as merges from './0005-merges.ts';
import * as toldApart from './0006-told-apart.ts';
import * as heavy from './0007-heavy.ts';
import * as grants from './0008-grants.ts';
import * as probe from './0009-probe.ts';
import * as saidOnce from './0010-said-once.ts';
import * as oneTrack from './0011-one-track.ts';
import * as whoDidWhat from './0013-who-did-what.ts';
import * as listsInDoubt from './0015-lists-in-doubt.ts';
import * as models from './0016-models.ts';
import * as ramps from './0017-ramps.ts';
import * as replayed from './0023-replayed.ts';
import * as setUp from './0026-set-up.ts';
import * as editors from './0027-editors.ts';
import * as histories from './0028-histories.ts';
import * as contactPast from './0029-contact-past.ts';
import * as learning from './0030-learning.ts';
import * as chances from './0031-chances.ts';
import * as voided from './0032-voided.ts';
import * as passages from './0034-passages.ts';
import * as answers from './0035-answers.ts';
import * as deadLetters from './0037-dead-letters.ts';
import * as lookBacks from './0039-look-backs.ts';
import * as holdOuts from './0040-hold-outs.ts';
import * as encounters from './0042-encounters.ts';
import * as deadLetterComments from './0046-dead-letter-comments.ts';
import * as evaluated from './0047-evaluated.ts';
import * as names from './0050-names.ts';
import * as forms from './0051-forms.ts';
import * as keptMonths from './0053-kept-months.ts';
import * as directory from './0061-directory.ts';
import * as passageTrack from './0065-passage-track.ts';
import * as firstPageAndCosts from './0070-first-page-and-costs.ts';
import * as needlessActivities from './0071-needless-activities.ts';
import * as gist from './0076-gist.ts';
import * as mailStatistics from './0083-mail-statistics.ts';
import * as feeds from './0084-feeds.ts';
import * as drawn from './0090-drawn.ts';
import * as claimed from './0095-claimed.ts';
import * as keptChoices from './0100-kept-choices-alone.ts';
import * as passageSegment from './0111-passage-segment-alone.ts';
import * as workListIndexes from './0112-work-list-indexes.ts';
import * as atHand from './0113-at-hand-alone.ts';
import * as violations from './0114-violations-alone.ts';
import * as evaluatedAgain from './0121-evaluated-again-alone.ts';
import * as activityPacks from './0122-activity-packs-alone.ts';
import * as askedChoice from './0131-asked-choice-alone.ts';
import * as scoreHistories from './0152-score-histories-alone.ts';
import * as standings from './0153-standings-alone.ts';
import * as eventKey from './0172-event-key.ts';
import * as traitDigests from './0182-trait-digests-alone.ts';
import * as touchKeys from './0183-touch-keys-alone.ts';
import * as closedTasks from './0184-closed-tasks-alone.ts';
import * as scoreBytes from './0185-score-bytes-alone.ts';
import * as fullPacks from './0186-full-packs.ts';
import * as news from './0202-news.ts';
import * as shortNames from './0212-short-names-alone.ts';
import * as newsApart from './0242-news-apart.ts';
import * as linkedIds from './0243-linked-ids-alone.ts';

/**
 * All migrations in order. A released migration never changes; add a new one below. If older
 * versions cannot run beside it, its name ends with `-alone` (`versions-beside.ts`).
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-callbacks': callbacks,
  '0003-nurture': nurture,
  '0004-intake': intake,
  '0005-merges': merges,
  '0006-told-apart': toldApart,
  '0007-heavy': heavy,
  '0008-grants': grants,
  '0009-probe': probe,
  '0010-said-once': saidOnce,
  '0011-one-track': oneTrack,
  '0013-who-did-what': whoDidWhat,
  '0015-lists-in-doubt': listsInDoubt,
  '0016-models': models,
  '0017-ramps': ramps,
  '0023-replayed': replayed,
  '0026-set-up': setUp,
  '0027-editors': editors,
  '0028-histories': histories,
  '0029-contact-past': contactPast,
  '0030-learning': learning,
  '0031-chances': chances,
  '0032-voided': voided,
  '0034-passages': passages,
  '0035-answers': answers,
  '0037-dead-letters': deadLetters,
  '0039-look-backs': lookBacks,
  '0040-hold-outs': holdOuts,
  '0042-encounters': encounters,
  '0046-dead-letter-comments': deadLetterComments,
  '0047-evaluated': evaluated,
  '0050-names': names,
  '0051-forms': forms,
  '0053-kept-months': keptMonths,
  '0061-directory': directory,
  '0065-passage-track': passageTrack,
  '0070-first-page-and-costs': firstPageAndCosts,
  '0071-needless-activities': needlessActivities,
  '0076-gist': gist,
  '0083-mail-statistics': mailStatistics,
  '0084-feeds': feeds,
  '0090-drawn': drawn,
  '0095-claimed': claimed,
  '0100-kept-choices-alone': keptChoices,
  '0111-passage-segment-alone': passageSegment,
  '0112-work-list-indexes': workListIndexes,
  '0113-at-hand-alone': atHand,
  '0114-violations-alone': violations,
  '0121-evaluated-again-alone': evaluatedAgain,
  '0122-activity-packs-alone': activityPacks,
  '0131-asked-choice-alone': askedChoice,
  '0152-score-histories-alone': scoreHistories,
  '0153-standings-alone': standings,
  '0172-event-key': eventKey,
  '0182-trait-digests-alone': traitDigests,
  '0183-touch-keys-alone': touchKeys,
  '0184-closed-tasks-alone': closedTasks,
  '0185-score-bytes-alone': scoreBytes,
  '0186-full-packs': fullPacks,
  '0202-news': news,
  '0212-short-names-alone': shortNames,
  '0242-news-apart': newsApart,
  '0243-linked-ids-alone': linkedIds,
};
