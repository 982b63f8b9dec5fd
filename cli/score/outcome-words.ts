import { DATE_FORMATS, momentIn } from '../../sandbox/csv/plain-values.ts';
import { saysLost } from '../../src/domain/learning/past/lost-words.ts';
import { parseNumber } from '../../src/domain/text/number.ts';
import { beginsWith, wordsIn } from '../../src/domain/text/said-words.ts';

/* What people and programs write in a column that says how it ended. */

const WON = wordsIn(
  'yes,y,true,t,1,1.0,won,win,closed won,closedwon,closed-won,deal won,customer,client,converted,conversion,bought,buyer,purchased,purchase,subscribed,subscriber,signed,signed up,accepted,success,successful,sold,order,ordered,paid,positive,' +
    'ja,wahr,gewonnen,gekauft,abgeschlossen,kunde,konvertiert,erfolgreich,verkauft,oui,vrai,gagne,gagnee,achete,client gagne,converti,vendu,sí,si,verdadero,ganado,ganada,comprado,comprador,cliente,convertido,vendido,suscrito,' +
    'sim,verdadeiro,ganho,ganha,comprou,vero,vinto,vinta,acquistato,convertito,gewonnen klant,waar,gekocht,klant,tak,prawda,wygrane,wygrany,wygrana,kupil,ano,pravda,vyhrano,да,истина,выиграно,выиграна,куплено,evet,kazanildi,はい,成約,受注,是,成交,已成交,赢单,已赢单,签约,已签约,已購買,已购买,예,成功,' +
    'deal,deal closed,signed contract,contract signed,signed deal,geschlossen gewonnen,abgeschlossen gewonnen,vertrag unterschrieben,unterschrieben,vertrag unterzeichnet,unterzeichnet,beauftragt,auftrag erteilt,auftrag gewonnen,' +
    'ferme gagne,affaire gagnee,contrat signe,signe,vente conclue,cerrado ganado,cerrada ganada,negocio ganado,contrato firmado,firmado,venta cerrada,fechado ganho,fechada ganha,negocio ganho,contrato assinado,assinado,venda fechada,成約済み,受注済み,契約済み,契約締結,契約,' +
    'vundet,vunnet,vunnen,voitettu,megnyert,megnyerve,κερδήθηκε,κερδισμένη,κερδισμένο,castigat,castigata,vyhrana,vyhrany,pridobljeno,dobiveno,spechelena,спечелена,виграно,виграна,נסגר בהצלחה,تم البيع,ناجح,성사,수주,계약,성공,thắng,menang,' +
    'kyllä,igen,ναι,da,так,כן,نعم,예,네,jah,jā,taip',
);
/** Beside the words that say it of a lead anywhere. */
const LOST = wordsIn(
  'no,n,false,f,0,0.0,-1,nein,falsch,non,faux,falso,nao,nee,onwaar,nie,falsz,ne,nepravda,нет,ложь,hayir,いいえ,否,아니요,아니오,nej,nei,ei,nem,όχι,nu,ні,לא,لا,không,nē,tidak',
);
const CROSS = /^(?:❌|✗|✘|✖️?|👎)$/u;
const isLost = (value: string): boolean => beginsWith(LOST, value) || saysLost(value) || CROSS.test(value.trim());
const OPEN = wordsIn(
  'open,in progress,pending,new,unknown,working,ongoing,negotiation,offen,in arbeit,ouvert,en cours,abierto,en curso,aberto,aperto,in corso,open staand,n a,na,null,none,otwarte,進行中,进行中',
);

/** What people put where something is so, and leave empty where it is not. */
const MARK = /^(?:x|✓|✔️?|✅|☑️?|checked|angekreuzt)$/iu;

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
  const areNumbers = filled.some((value) => /\d/.test(value) && !beginsWith(WON, value) && !isLost(value));
  const those = (says: (value: string) => boolean) =>
    filled.filter((value) => says(value) && !(areNumbers && /^[\d\s.,+-]+$/.test(value)));
  const without = (...lists: (readonly string[])[]) => {
    const named = new Set(lists.flat());
    return filled.filter((value) => !named.has(value));
  };
  const open = those((value) => beginsWith(OPEN, value));
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
  const [won, lost] = [those((value) => beginsWith(WON, value)), those(isLost)];
  if (won.length > 0 && lost.length > 0) return inWords({ won, lost, open: without(won, lost) });
  const traces = tracesOf(filled, hasEmpty);
  if (traces !== null) return traces;
  if (lost.length + open.length === 0 && hasEmpty && filled.every((value) => MARK.test(value.trim())))
    return inWords({ won: filled, lost, open });
  // One that is known decides what the only other one is.
  const rest = without(won, lost, open);
  const isNamed = won.length > 0 ? rest.length <= 1 : rest.length === 1 && lost.length > 0;
  if (!isNamed) return { outcome: 'unclear', isNobodyWon: filled.length > 0 && won.length + rest.length === 0 };
  return inWords(won.length > 0 ? { won, lost: rest, open } : { won: rest, lost, open });
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
