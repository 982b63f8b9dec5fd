/** The starting models: what they are called, whom they suit and why they are as they are. */
export const STARTING_DE: Readonly<Record<string, string>> = {
  'Companies that sell to companies, whatever they sell.': 'Unternehmen, die an Unternehmen verkaufen, was auch immer.',
  'Who they are and what they do count the same, and 60 points in all make an SQL.':
    'Wer sie sind und was sie tun zählt gleich viel, und 60 Punkte insgesamt machen einen SQL.',
  'A contact request, a booked meeting and a free trial qualify as SQL at once; a download, a webinar and a newsletter as MQL.':
    'Eine Kontaktanfrage, ein gebuchtes Gespräch und ein kostenloser Test qualifizieren sofort als SQL; ein Download, ein Webinar und ein Newsletter als MQL.',
  'Visits halve in 30 days, content in 60, and a silent SQL is dormant after 91 days.':
    'Besuche halbieren sich in 30 Tagen, Inhalte in 60, und ein stiller SQL ist nach 91 Tagen inaktiv.',
  'B2B software': 'B2B-Software',
  'Software that companies subscribe to, with a trial or a demonstration before they buy.':
    'Software im Abonnement, mit einem Test oder einer Vorführung vor dem Kauf.',
  'Who they are: several people decide, so the people who will work with the software (IT, engineering, operations, marketing, sales) count beside those who sign.':
    'Wer sie sind: mehrere Menschen entscheiden, darum zählen die, die mit der Software arbeiten werden (IT, Technik, Betrieb, Marketing, Vertrieb), neben denen, die unterschreiben.',
  'Who they are: companies of 50 to 999 people count most, since larger ones buy slowly and smaller ones leave soon.':
    'Wer sie sind: Unternehmen mit 50 bis 999 Personen zählen am meisten, da größere langsam kaufen und kleinere bald gehen.',
  'What they do: a trial and a request for a demonstration qualify as SQL at once; documentation, integrations and security are what people read shortly before they buy.':
    'Was sie tun: ein Test und die Bitte um eine Vorführung qualifizieren sofort als SQL; Dokumentation, Integrationen und Sicherheit liest man kurz vor dem Kauf.',
  'Thresholds: an MQL needs 18 points for what it does, because many people look at software without any wish to buy.':
    'Schwellen: ein MQL braucht 18 Punkte für das, was er tut, weil viele Software ansehen, ohne kaufen zu wollen.',
  'Fading: a decision takes weeks, so visits halve in 21 days and clear intent in 30.':
    'Verfall: eine Entscheidung dauert Wochen, darum halbieren sich Besuche in 21 Tagen und klare Absicht in 30.',
  'Rhythm: one e-mail a week for 30 days, an answer within 4 working hours (who tries one product tries others on the same day), and an SQL counts as dormant after 61 silent days.':
    'Rhythmus: eine E-Mail je Woche für 30 Tage, eine Antwort innerhalb von 4 Arbeitsstunden (wer ein Produkt testet, testet am selben Tag andere), und ein SQL gilt nach 61 stillen Tagen als inaktiv.',
  'Products: the plans and the integrations are named; put your own modules in their place.':
    'Produkte: die Tarife und die Integrationen sind genannt; setzen Sie Ihre eigenen Module an ihre Stelle.',
  'E-commerce and retail': 'E-Commerce und Einzelhandel',
  'Shops that sell to private people, and to companies that order for themselves or resell.':
    'Shops, die an Privatleute verkaufen und an Firmen, die für sich bestellen oder weiterverkaufen.',
  'Who they are: a shopper has no job title, so where you deliver and whether the person can be reached make most of the fit; free mail addresses and students are ordinary shoppers and cost nothing.':
    'Wer sie sind: wer einkauft, hat keine Berufsbezeichnung; darum macht vor allem aus, wohin Sie liefern und ob man die Person erreicht; private Mailadressen und Studierende sind gewöhnliche Kunden und kosten nichts.',
  'Who they are: people who buy for a company get points of their own, since one trade account is worth many baskets.':
    'Wer sie sind: wer für eine Firma kauft, bekommt eigene Punkte, denn ein Firmenkonto ist viele Warenkörbe wert.',
  'What they do: baskets, wishlists and product pages say more than downloads; a request for a trade account goes to sales at once.':
    'Was sie tun: Warenkörbe, Wunschlisten und Produktseiten sagen mehr als Downloads; die Bitte um ein Firmenkonto geht sofort an den Vertrieb.',
  'Thresholds: what people do is three quarters of the score, and an SQL is decided by that alone.':
    'Schwellen: was man tut, ist drei Viertel des Scores, und allein das entscheidet über einen SQL.',
  'Fading: interest in goods passes quickly, so visits and baskets halve in 10 days and 30 silent days cost points.':
    'Verfall: Interesse an Waren vergeht schnell, darum halbieren sich Besuche und Warenkörbe in 10 Tagen, und 30 stille Tage kosten Punkte.',
  'Rhythm: an e-mail every 4 days for three weeks, also at weekends, and after a purchase one that thanks and one a month; nobody calls a shopper.':
    'Rhythmus: drei Wochen lang alle 4 Tage eine E-Mail, auch am Wochenende, nach einem Kauf eine zum Dank und eine im Monat; niemand ruft an.',
  'Products: none is named, because they are your own categories; the set-up proposes them from your pages.':
    'Produkte: keines ist genannt, weil es Ihre eigenen Kategorien sind; die Einrichtung schlägt sie aus Ihren Seiten vor.',
  'Education and training': 'Bildung und Weiterbildung',
  'Schools, universities and course providers, whose leads are future students and people who send staff to courses.':
    'Schulen, Hochschulen und Kursanbieter, deren Leads künftige Studierende sind und Firmen, die Leute in Kurse schicken.',
  'Who they are: students and private mail addresses are whom you look for, so nothing is taken off for them and nobody is barred for being a student.':
    'Wer sie sind: Studierende und private Mailadressen suchen Sie gerade; darum kosten sie nichts, und niemand ist ausgeschlossen, weil er studiert.',
  'Who they are: when somebody wants to begin counts most of the four questions, because a place is free only in one intake.':
    'Wer sie sind: wann jemand beginnen will, zählt von den vier Fragen am meisten, weil ein Platz nur in einem Durchgang frei ist.',
  'Who they are: people in personnel and heads of departments get points, since they send whole groups.':
    'Wer sie sind: Personalleute und Abteilungsleitungen bekommen Punkte, da sie ganze Gruppen schicken.',
  'What they do: an application and a trial lesson qualify as SQL at once; a prospectus and an open day make an MQL; the page of the fees stands for the price list.':
    'Was sie tun: eine Bewerbung und eine Probestunde qualifizieren sofort als SQL; ein Prospekt und ein Tag der offenen Tür machen einen MQL; die Seite der Gebühren steht für die Preisliste.',
  'Thresholds: 50 points make an SQL, with 20 for who they are, since little is known of a young applicant.':
    'Schwellen: 50 Punkte machen einen SQL, davon 20 für wer sie sind, da man von jungen Bewerbern wenig weiß.',
  'Fading: people choose over half a year, so content halves in 120 days and intent in 90; a signal holds for 182 days.':
    'Verfall: man wählt über ein halbes Jahr, darum halbieren sich Inhalte in 120 Tagen und Absicht in 90; ein Signal gilt 182 Tage.',
  'Rhythm: an e-mail every 10 days for 60 days, an answer within 8 working hours, and a lost applicant is asked again for the next intake.':
    'Rhythmus: 60 Tage lang alle 10 Tage eine E-Mail, eine Antwort innerhalb von 8 Arbeitsstunden, und wer absprang, wird für den nächsten Durchgang wieder gefragt.',
  'Products: degrees, courses and training for companies are named; put your own programmes in their place.':
    'Produkte: Abschlüsse, Kurse und Schulungen für Firmen sind genannt; setzen Sie Ihre eigenen Programme an ihre Stelle.',
  'Manufacturing and industry': 'Produktion und Industrie',
  'Makers of machines, parts and materials, whose buyers are other companies.':
    'Hersteller von Maschinen, Teilen und Material, deren Käufer andere Unternehmen sind.',
  'Who they are: purchasing, engineering, production and research decide together, so the area of work counts as much as the rank.':
    'Wer sie sind: Einkauf, Technik, Produktion und Forschung entscheiden gemeinsam; darum zählt der Arbeitsbereich so viel wie der Rang.',
  'Who they are: larger companies in producing industries count most, and a private mail address costs 15 points because buyers write from work.':
    'Wer sie sind: größere Unternehmen aus produzierenden Branchen zählen am meisten, und eine private Mailadresse kostet 15 Punkte, weil Käufer von der Arbeit schreiben.',
  'What they do: a request for a quotation or a sample qualifies as SQL at once; data sheets, catalogues, drawings and meetings at trade fairs make an MQL; social media hardly count.':
    'Was sie tun: die Bitte um ein Angebot oder ein Muster qualifiziert sofort als SQL; Datenblätter, Kataloge, Zeichnungen und Gespräche auf Messen machen einen MQL; soziale Medien zählen kaum.',
  'Thresholds: who they are is 60 per cent of the score, since one right company matters more than many clicks.':
    'Schwellen: wer sie sind, ist 60 Prozent des Scores, da ein richtiges Unternehmen mehr wiegt als viele Klicks.',
  'Fading: an investment takes a year, so visits halve in 91 days, content in 182 and intent in 120.':
    'Verfall: eine Investition dauert ein Jahr, darum halbieren sich Besuche in 91 Tagen, Inhalte in 182 und Absicht in 120.',
  'Rhythm: an e-mail every three weeks for three months, an answer within one working day, a call to a silent SQL each quarter, and an SQL counts as dormant after half a year.':
    'Rhythmus: drei Monate lang alle drei Wochen eine E-Mail, eine Antwort innerhalb eines Arbeitstags, jedes Quartal ein Anruf bei einem stillen SQL, und ein SQL gilt nach einem halben Jahr als inaktiv.',
  'Products: machines, spare parts and service are named; put your own lines in their place.':
    'Produkte: Maschinen, Ersatzteile und Service sind genannt; setzen Sie Ihre eigenen Linien an ihre Stelle.',
  'Services and agencies': 'Dienstleister und Agenturen',
  'Consultants, agencies and other people who sell their work by the project.':
    'Beratungen, Agenturen und andere, die ihre Arbeit projektweise verkaufen.',
  'Who they are: small and middle-sized companies are the best clients, and their owner or the head of a function decides; so companies of 10 to 249 people count most and tiny ones lose nothing.':
    'Wer sie sind: kleine und mittlere Unternehmen sind die besten Kunden, und ihr Inhaber oder die Leitung eines Bereichs entscheidet; darum zählen Unternehmen mit 10 bis 249 Personen am meisten, und winzige verlieren nichts.',
  'Who they are: budget and authority count more than anything that somebody reads, because an offer costs you days of work.':
    'Wer sie sind: Budget und Entscheidungsmacht zählen mehr als alles, was jemand liest, weil ein Angebot Sie Tage kostet.',
  'What they do: whoever sends a brief or asks for an offer is with sales at once; references and case studies are read by people who compare you.':
    'Was sie tun: wer ein Briefing schickt oder um ein Angebot bittet, ist sofort beim Vertrieb; Referenzen und Fallstudien liest, wer Sie vergleicht.',
  'Thresholds: 55 points make an SQL, since few people visit and each of them matters.':
    'Schwellen: 55 Punkte machen einen SQL, da wenige kommen und jeder zählt.',
  'Fading: a project ripens for months, so content halves in 90 days and intent in 60.':
    'Verfall: ein Projekt reift über Monate, darum halbieren sich Inhalte in 90 Tagen und Absicht in 60.',
  'Rhythm: an e-mail every two weeks for 60 days, an answer within 4 working hours, and a call to a silent SQL every two months.':
    'Rhythmus: 60 Tage lang alle zwei Wochen eine E-Mail, eine Antwort innerhalb von 4 Arbeitsstunden, und alle zwei Monate ein Anruf bei einem stillen SQL.',
  'Products: consulting, projects, training and support are named; put your own services in their place.':
    'Produkte: Beratung, Projekte, Schulung und Betreuung sind genannt; setzen Sie Ihre eigenen Leistungen an ihre Stelle.',
};
