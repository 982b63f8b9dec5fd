import { beginsWith, wordsIn } from '../../text/said-words.ts';

/* How people say that a lead is lost for good. What may still become a win is none of them. */

const LOST = wordsIn(
  'lost,loss,lose,closed lost,closedlost,closed-lost,deal lost,not converted,unconverted,no purchase,not bought,disqualified,unqualified,not qualified,non-qualified,not interested,no interest,bad fit,not a fit,no fit,wrong fit,poor fit,dead,dead lead,junk,junk lead,bad lead,spam,rejected,declined,failed,failure,unsuccessful,negative,churned,' +
    'no budget,no need,no authority,chose a competitor,lost to a competitor,went with a competitor,' +
    'verloren,nicht gekauft,abgelehnt,absage,perdu,perdue,refuse,perdido,perdida,rechazado,recusado,perso,persa,rifiutato,przegrane,przegrana,przegrany,prohrano,проиграно,проиграна,kaybedildi,tabt,tapt,forlorad,forlorat,hävitty,menetetty,elveszett,elvesztett,elvesztve,χαθηκε,χαμένη,pierdut,pierduta,prohrana,prohrany,izgubljeno,загубена,втрачено,програно,програна,אבד,خسارة,مرفوض,실패,실주,kalah,失注,丢单,已丢单,输单,已输单,流失,已流失,未成交,未签约,失败,失敗,' +
    'no deal,no contract,not signed,kein deal,kein auftrag,nicht gewonnen,geschlossen verloren,abgeschlossen verloren,nicht unterschrieben,ferme perdu,affaire perdue,non signe,sans suite,cerrado perdido,cerrada perdida,negocio perdido,no firmado,venta perdida,fechado perdido,fechada perdida,nao assinado,venda perdida,失注済み,不成立,' +
    'nicht qualifiziert,unqualifiziert,disqualifiziert,ausgeschieden,kein interesse,nicht interessiert,kein bedarf,kein budget,ungeeignet,passt nicht,non qualifie,non qualifiee,disqualifie,disqualifiee,pas interesse,pas interessee,pas d interet,pas de besoin,pas de budget,non pertinent,' +
    'no calificado,no calificada,no cualificado,no cualificada,descalificado,descalificada,descartado,descartada,no interesado,no interesada,sin interes,sin presupuesto,no apto,nao qualificado,nao qualificada,desqualificado,desqualificada,descartado,nao interessado,sem interesse,sem orcamento,' +
    '不適格,対象外,見込みなし,興味なし,非適格,未適格,未認定,失格,不合格',
);

export const saysLost = (text: string): boolean => beginsWith(LOST, text);
