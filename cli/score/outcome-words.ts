import { DATE_FORMATS, momentIn } from '../../sandbox/csv/plain-values.ts';
import { parseNumber } from '../../src/domain/text/number.ts';

/* What people and programs write in a column that says how it ended. */

const spelt = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+-]+/gu, ' ')
    .trim();

const words = (text: string): ReadonlySet<string> => new Set(text.split(',').map(spelt));

const WON = words(
  'yes,y,true,t,1,1.0,won,win,closed won,closedwon,closed-won,deal won,customer,client,converted,conversion,bought,buyer,purchased,purchase,subscribed,subscriber,signed,signed up,accepted,success,successful,sold,order,ordered,paid,positive,' +
    'ja,wahr,gewonnen,gekauft,abgeschlossen,kunde,konvertiert,erfolgreich,verkauft,oui,vrai,gagne,gagnee,achete,client gagne,converti,vendu,sí,si,verdadero,ganado,ganada,comprado,comprador,cliente,convertido,vendido,suscrito,' +
    'sim,verdadeiro,ganho,ganha,comprou,vero,vinto,vinta,acquistato,convertito,gewonnen klant,waar,gekocht,klant,tak,prawda,wygrane,wygrany,wygrana,kupil,ano,pravda,vyhrano,да,истина,выиграно,выиграна,куплено,evet,kazanildi,はい,成約,受注,是,成交,赢单,예,成功,' +
    'deal,deal closed,signed contract,contract signed,signed deal,geschlossen gewonnen,abgeschlossen gewonnen,vertrag unterschrieben,unterschrieben,vertrag unterzeichnet,unterzeichnet,beauftragt,auftrag erteilt,auftrag gewonnen,' +
    'ferme gagne,affaire gagnee,contrat signe,signe,vente conclue,cerrado ganado,cerrada ganada,negocio ganado,contrato firmado,firmado,venta cerrada,fechado ganho,fechada ganha,negocio ganho,contrato assinado,assinado,venda fechada,成約済み,受注済み,契約済み,契約締結,契約',
);
const LOST = words(
  'no,n,false,f,0,0.0,-1,lost,loss,lose,closed lost,closedlost,closed-lost,deal lost,not converted,unconverted,no purchase,not bought,disqualified,unqualified,not qualified,not interested,no interest,bad fit,not a fit,dead,junk,spam,rejected,declined,failed,failure,unsuccessful,negative,churned,' +
    'nein,falsch,verloren,nicht gekauft,abgelehnt,absage,non,faux,perdu,perdue,refuse,falso,perdido,perdida,rechazado,nao,recusado,perso,persa,rifiutato,nee,onwaar,nie,falsz,przegrane,przegrana,przegrany,ne,nepravda,prohrano,нет,ложь,проиграно,проиграна,hayir,kaybedildi,いいえ,失注,否,丢单,아니요,失败,失敗,' +
    'no deal,no contract,not signed,kein deal,kein auftrag,nicht gewonnen,geschlossen verloren,abgeschlossen verloren,nicht unterschrieben,ferme perdu,affaire perdue,non signe,sans suite,cerrado perdido,cerrada perdida,negocio perdido,no firmado,venta perdida,fechado perdido,fechada perdida,nao assinado,venda perdida,失注済み,不成立',
);
const OPEN = words(
  'open,in progress,pending,new,unknown,working,ongoing,negotiation,offen,in arbeit,ouvert,en cours,abierto,en curso,aberto,aperto,in corso,open staand,n a,na,null,none,otwarte,進行中,进行中',
);

export type OutcomeReading =
  | {
      readonly outcome: 'read';
      readonly won: readonly string[];
      readonly lost: readonly string[];
      readonly open: readonly string[];
      /** no value says that a lead was lost, so an empty cell does */
      readonly isEmptyLost: boolean;
      /** a win is said in words, or by its day or its amount */
      readonly by: 'words' | 'days' | 'amounts';
    }
  /** `isNobodyWon`: every value says that it was lost, or that it is open */
  | { readonly outcome: 'unclear'; readonly isNobodyWon: boolean };

/**
 * `said`: the value that was said to be a win. Values are told apart whatever their case.
 * `hasEmpty`: some leads have nothing there.
 */
export function readOutcomes(values: readonly string[], said: string | null, hasEmpty = false): OutcomeReading {
  const filled = values.filter((value) => value.trim() !== '');
  // Of marks from 0 to 10, or amounts, no single one says that it was won.
  const areNumbers = filled.some((value) => /\d/.test(value) && !beginsWith(WON, value) && !beginsWith(LOST, value));
  const is = (list: ReadonlySet<string>) =>
    filled.filter((value) => beginsWith(list, value) && !(areNumbers && /^[\d\s.,+-]+$/.test(value)));
  const without = (...lists: (readonly string[])[]) => {
    const named = new Set(lists.flat());
    return filled.filter((value) => !named.has(value));
  };
  const open = is(OPEN);
  const inWords = (parts: { won: readonly string[]; lost: readonly string[]; open: readonly string[] }) =>
    ({
      outcome: 'read',
      ...parts,
      by: 'words',
      isEmptyLost: hasEmpty && parts.lost.length + parts.open.length === 0,
    }) as const;
  if (said !== null) {
    const won = filled.filter((value) => value.trim().toLowerCase() === said.trim().toLowerCase());
    const stillOpen = open.filter((value) => !won.includes(value));
    return inWords({ won, open: stillOpen, lost: without(won, stillOpen) });
  }
  const [won, lost] = [is(WON), is(LOST)];
  if (won.length > 0 && lost.length > 0) return inWords({ won, lost, open: without(won, lost) });
  const traces = tracesOf(filled, hasEmpty);
  if (traces !== null) return traces;
  // One that is known decides what the only other one is.
  const rest = without(won, lost, open);
  const isNamed = won.length > 0 ? rest.length <= 1 : rest.length === 1 && lost.length > 0;
  if (!isNamed) return { outcome: 'unclear', isNobodyWon: filled.length > 0 && won.length + rest.length === 0 };
  return inWords(won.length > 0 ? { won, lost: rest, open } : { won: rest, lost, open });
}

/** Also what goes on after it: `Closed Lost - price`, `won (renewal)`. */
function beginsWith(list: ReadonlySet<string>, value: string): boolean {
  if (list.has(spelt(value))) return true;
  const first = /^(.*?\p{L})(?:\s+[-–—]\s|\s*[:(/|,;])/u.exec(value)?.[1];
  return first !== undefined && list.has(spelt(first));
}

const FEWEST_TRACES = 10;
/** Numbers up to it may be marks. */
const MOST_MARK = 100;

/** What only a deal that was won has: its day, or an amount. No amount, or 0, is a loss. */
function tracesOf(filled: readonly string[], hasEmpty: boolean): OutcomeReading | null {
  const read = (won: readonly string[], lost: readonly string[], by: 'days' | 'amounts'): OutcomeReading | null => {
    const isEmptyLost = hasEmpty && lost.length === 0;
    if (won.length < FEWEST_TRACES || (lost.length === 0 && !hasEmpty)) return null;
    return { outcome: 'read', won, lost, open: [], isEmptyLost, by };
  };
  if (filled.every(isDay)) return read(filled, [], 'days');
  const numbers = filled.map((value) => parseNumber(value, 'plain') ?? Number.NaN);
  if (!numbers.every((number) => number >= 0) || !numbers.some((number) => number > MOST_MARK)) return null;
  const of = (isWon: boolean) => filled.filter((_, at) => numbers[at]! > 0 === isWon);
  return read(of(true), of(false), 'amounts');
}

const isDay = (value: string): boolean =>
  DATE_FORMATS.some((format) => format !== 'epoch' && momentIn(value, format) !== undefined);

/** Whether a value says that it happened. */
export const saysWon = (value: string): boolean => WON.has(spelt(value));
