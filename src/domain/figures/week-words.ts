import type { OneThing, Waiting } from './week.ts';

type WeekWords = Readonly<Record<OneThing, string>> & {
  readonly subject: string;
  readonly numbers: string;
  readonly people: string;
  readonly stop: string;
};

/** What the weekly summary says. It names nobody: HubSpot shows the contacts of a task. */
const WEEK_WORDS = {
  en: {
    subject: 'Ripen, your week: {mql} MQL, {sql} SQL, {customer} customers',
    numbers:
      'In the last seven days {mql} contacts became MQL ({mqlBefore} in the week before), {sql} became SQL ({sqlBefore}), {customer} became customers ({customerBefore}).',
    withoutOwner: 'One thing to do: give an owner to those who wait for sales and have none. There are {count}.',
    late: 'One thing to do: answer those whose deadline is over. There are {count}.',
    waiting: 'One thing to do: answer those who wait for sales, while there is time. There are {count}.',
    ready: 'One thing to do: look at those who are ready for sales and no SQL. There are {count}.',
    people: 'Begin with the contacts of this task: the most urgent ones, at most three.',
    stop: 'You switched this summary on in Ripen, under “Overview”, and switch it off there.',
  },
  de: {
    subject: 'Ripen, Ihre Woche: {mql} MQL, {sql} SQL, {customer} Kunden',
    numbers:
      'In den letzten sieben Tagen wurden {mql} Kontakte MQL ({mqlBefore} in der Woche davor), {sql} SQL ({sqlBefore}), {customer} Kunden ({customerBefore}).',
    withoutOwner:
      'Eines ist zu tun: Geben Sie denen einen Zuständigen, die auf den Vertrieb warten und keinen haben. Es sind {count}.',
    late: 'Eines ist zu tun: Antworten Sie denen, deren Frist vorbei ist. Es sind {count}.',
    waiting: 'Eines ist zu tun: Antworten Sie denen, die auf den Vertrieb warten, solange Zeit ist. Es sind {count}.',
    ready: 'Eines ist zu tun: Sehen Sie sich an, wer bereit für den Vertrieb und kein SQL ist. Es sind {count}.',
    people: 'Beginnen Sie mit den Kontakten dieser Aufgabe: den dringendsten, höchstens drei.',
    stop: 'Sie haben diese Zusammenfassung in Ripen unter „Überblick“ eingeschaltet und schalten sie dort aus.',
  },
  fr: {
    subject: 'Ripen, votre semaine : {mql} MQL, {sql} SQL, {customer} clients',
    numbers:
      'Ces sept derniers jours, {mql} contacts sont devenus MQL ({mqlBefore} la semaine d’avant), {sql} SQL ({sqlBefore}), {customer} clients ({customerBefore}).',
    withoutOwner:
      'Une chose à faire : donnez un propriétaire à ceux qui attendent les ventes et n’en ont pas. Ils sont {count}.',
    late: 'Une chose à faire : répondez à ceux dont le délai est passé. Ils sont {count}.',
    waiting: 'Une chose à faire : répondez à ceux qui attendent les ventes, tant qu’il est temps. Ils sont {count}.',
    ready: 'Une chose à faire : regardez ceux qui sont prêts pour les ventes sans être SQL. Ils sont {count}.',
    people: 'Commencez par les contacts de cette tâche : les plus urgents, trois au plus.',
    stop: 'Vous avez activé ce résumé dans Ripen, sous « Vue d’ensemble », et vous l’y désactivez.',
  },
  es: {
    subject: 'Ripen, su semana: {mql} MQL, {sql} SQL, {customer} clientes',
    numbers:
      'En los últimos siete días, {mql} contactos pasaron a MQL ({mqlBefore} la semana anterior), {sql} a SQL ({sqlBefore}), {customer} a clientes ({customerBefore}).',
    withoutOwner: 'Una cosa por hacer: dé un propietario a quienes esperan a ventas y no lo tienen. Son {count}.',
    late: 'Una cosa por hacer: responda a quienes tienen el plazo vencido. Son {count}.',
    waiting: 'Una cosa por hacer: responda a quienes esperan a ventas, mientras haya tiempo. Son {count}.',
    ready: 'Una cosa por hacer: mire a quienes están listos para ventas y no son SQL. Son {count}.',
    people: 'Empiece por los contactos de esta tarea: los más urgentes, tres como máximo.',
    stop: 'Usted activó este resumen en Ripen, en «Resumen», y allí lo desactiva.',
  },
  'pt-br': {
    subject: 'Ripen, sua semana: {mql} MQL, {sql} SQL, {customer} clientes',
    numbers:
      'Nos últimos sete dias, {mql} contatos viraram MQL ({mqlBefore} na semana anterior), {sql} viraram SQL ({sqlBefore}), {customer} viraram clientes ({customerBefore}).',
    withoutOwner: 'Uma coisa a fazer: dê um proprietário a quem espera por vendas e não tem nenhum. São {count}.',
    late: 'Uma coisa a fazer: responda a quem está com o prazo vencido. São {count}.',
    waiting: 'Uma coisa a fazer: responda a quem espera por vendas, enquanto há tempo. São {count}.',
    ready: 'Uma coisa a fazer: veja quem está pronto para vendas e não é SQL. São {count}.',
    people: 'Comece pelos contatos desta tarefa: os mais urgentes, no máximo três.',
    stop: 'Você ligou este resumo no Ripen, em “Visão geral”, e o desliga lá.',
  },
  ja: {
    subject: 'Ripen 今週のまとめ：MQL {mql} 件、SQL {sql} 件、顧客 {customer} 件',
    numbers:
      'この7日間に MQL になったのは {mql} 件（前の週は {mqlBefore} 件）、SQL は {sql} 件（{sqlBefore} 件）、顧客は {customer} 件（{customerBefore} 件）です。',
    withoutOwner: 'やること：営業を待っていて担当者がいない人に、担当者を決めてください。{count} 件あります。',
    late: 'やること：期限を過ぎた人に返答してください。{count} 件あります。',
    waiting: 'やること：営業を待っている人に、期限のうちに返答してください。{count} 件あります。',
    ready: 'やること：営業に渡せるのに SQL ではない人を見てください。{count} 件あります。',
    people: 'このタスクのコンタクトから始めてください。急ぐ順に、多くても3件です。',
    stop: 'このまとめは Ripen の「概要」でオンにされました。オフにするのもそこです。',
  },
} as const satisfies Record<string, WeekWords>;

export type WeekLanguage = keyof typeof WEEK_WORDS;
export const WEEK_LANGUAGES = Object.keys(WEEK_WORDS) as readonly WeekLanguage[];

/** Contacts that reached a stage in a week. */
export type StagesReached = { readonly mql: number; readonly sql: number; readonly customer: number };

type Told = {
  readonly reached: StagesReached;
  readonly before: StagesReached;
  readonly waiting: Waiting;
  readonly thing: OneThing;
};

/** The subject of the summary, and its lines. */
export function weekInWords(
  language: WeekLanguage,
  { reached, before, waiting, thing }: Told,
): { readonly subject: string; readonly lines: readonly string[] } {
  const words: WeekWords = WEEK_WORDS[language];
  const numbers = new Intl.NumberFormat(language === 'en' ? 'en-GB' : language);
  const places = {
    ...reached,
    mqlBefore: before.mql,
    sqlBefore: before.sql,
    customerBefore: before.customer,
    count: waiting[thing],
  };
  const say = (sentence: string) =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => numbers.format(places[name as keyof typeof places]));
  return { subject: say(words.subject), lines: [words.numbers, words[thing], words.people, words.stop].map(say) };
}
