export const USAGE = `npm run -s model -- get PORTAL [--version N]        the model in force, or a version, as JSON
npm run -s model -- starting [NAME]                 models to begin with, and why each is as it is; NAME: that one, as JSON
npm run -s model -- check FILE                      what is wrong with a model, and what is probably a mistake
npm run -s model -- holidays [PLACE [FILE]]         public holidays of this year and the next two: without PLACE the countries,
                                                    with DE or DE-BY the days, with FILE too the model with these days
npm run -s model -- diff A B                        a sentence for each difference; A and B: FILE, PORTAL or PORTAL@VERSION
npm run -s model -- drafts PORTAL [DRAFT]           drafts that people work on in HubSpot; DRAFT: that one, as JSON
npm run -s model -- save PORTAL FILE --by NAME [--note WHY]
                                                    a new draft, as one on Ripen's page; with DRAFT --hash HASH after the file:
                                                    the next edit of that draft
npm run -s model -- review PORTAL DRAFT --hash HASH     the draft is ready to be signed
npm run -s model -- sign PORTAL DRAFT --hash HASH --side marketing|sales --by NAME
                                                    signs what was looked at; never a change of one's own
npm run -s model -- rebase PORTAL DRAFT --hash HASH --by NAME
                                                    takes the changes of the version in force into a draft begun before it
    --holds draft     what holds where both changed the same: draft or version
npm run -s model -- discard PORTAL DRAFT --hash HASH    ends the draft without publishing it
npm run -s model -- what-if PORTAL FILE             what the model would change, for every contact, and the plan's fingerprint
    --movers 20       also lists so many contacts that move, the most important first
    --contact ID      instead compares one contact by both models, line by line
    --share 10        the model is to hold for so many per cent of the contacts that come from now on,
    --owners 71,72    and for all contacts of these owners; everybody else stays with the version in force
    --json            as JSON
npm run -s model -- time-machine PORTAL FILE --since 2026-07-01
                                                    what the model would have done since then: MQLs, SQLs, wins caught, calls a week
    --calls 20        lets the server read histories of contacts, in at most so many calls to HubSpot
npm run -s model -- replay PORTAL [--days 100] [--calls 20]
                                                    checks whether so many random past days come out as they were recorded
npm run -s model -- publish PORTAL --plan FINGERPRINT --by NAME --note WHY
                                                    publishes the plan that was shown
    --at 2026-12-01T08:00Z  not now, but then, unless too many contacts would move differently by then
    --tolerance 10    how many may, in per cent of the contacts that move
npm run -s model -- scheduled PORTAL [cancel]       what is scheduled, or why it was not published
npm run -s model -- set-up PORTAL                   the steps of the set-up: what is proposed from the account's data, and why
npm run -s model -- set-up PORTAL show STEP         what else can be chosen in a step
npm run -s model -- set-up PORTAL accept STEP --by NAME     takes what is proposed into the draft; or: skip STEP
    --answer NAME=VALUE  takes that instead; of several values NAME=A,B; may be repeated
npm run -s model -- learn PORTAL                    learns points from the account's own won and lost leads, as a draft; the
                                                    server reads their past and learns, and this command waits for it
    --rules 15        at most so many rules (at most 40); --step 1: points are multiples of 1 or of 5
    --without NAME    a property not to learn from; may be repeated
    --keep NAME       a property to learn from although it seems to know the outcome
    --rising NAME     its points only rise with the number; --falling NAME: they only fall
    --lost-status NAME  leads with this lead status are lost; may be repeated; "none": no lead status means lost;
                      not given: as the last time, or by their names, such as Unqualified; the report says which
    --calls 1000      at most so many calls to HubSpot; what was read is kept for a week
    --begin           begins learning, and does not wait
npm run -s model -- learnt PORTAL [cancel]          progress or report of the last learning; --json: as JSON
npm run -s model -- hold-outs PORTAL                what nurture tracks achieve, as hold-outs show it;
                                                    and how long a hold-out would take; --json: as JSON
npm run -s model -- versions PORTAL                 who published what, when, why, what it changed and moved
npm run -s model -- roll-back PORTAL VERSION        what going back to an earlier version would change; then publish that plan
npm run -s model -- rollout PORTAL [pause|resume]   how many contacts the version in force has reached
    --by NAME         who pauses it; Ripen's page shows it

Exit codes: 0 done; 1 something stands in the way, and nothing has changed; 2 the call itself is wrong;
3 the plan is out of date: look at the new one; or nothing is proposed, and the report says why.`;
