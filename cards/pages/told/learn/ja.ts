import type { LEARNT_EN } from './en.ts';

export const LEARNT_JA: Readonly<Record<keyof typeof LEARNT_EN, string>> = {
  learnt_past_dated:
    '成約した{wins}件と失注した{losses}件のリード。それぞれ来てから{landmark}後、つまり結果の前の状態です。{from}から{to}までに来ました。',
  learnt_past: '成約した{wins}件と失注した{losses}件のリード。それぞれ来てから{landmark}後、つまり結果の前の状態です。',
  learnt_status: '失注リードのうち{count}件は、失注を意味するリードステータスです: {labels}。',
  learnt_status_open: 'リードを未決のままにするリードステータス: {labels}。',
  learnt_early: '{count}件はそれより前に決まっていたため、学習に使えません。',
  learnt_undated: '{count}件は、来た日や成約・失注の日がわかりません。',
  learnt_open: '{count}件は再び進行中です。',
  learnt_unread: '{count}件は読み込めませんでした。呼び出し回数が足りないか、HubSpotが返しませんでした。',
  learnt_unlooked: 'プロパティが多すぎるため、{count}個は確認していません。',
  learnt_known: '「{label}」は当時リードの{then}で、今は{now}でわかっています。',
  learnt_calls: 'HubSpotを{count}回呼び出しました。',
  learnt_judged_newest:
    'ポイントの学習に使っていない最新の{leads}件のリードで評価しました。そのうち{wins}件が成約しました。',
  learnt_judged: 'ポイントの学習に使っていない{leads}件のリードで評価しました。そのうち{wins}件が成約しました。',
  learnt_first_coin:
    '成約と失注のリードを一組比べると、新しいポイントは100回中{learnt}回、成約を上に置きます。現在のポイントは両方に同じことを言うため、50回当たります。コインなら50回です。',
  learnt_first:
    '成約と失注のリードを一組比べると、新しいポイントは100回中{learnt}回、現在のポイントは{count}回、成約を上に置きます。コインなら50回です。',
  learnt_difference: '差は100回中{by}回で、95 %の確かさで{low}から{high}の間です。',
  learnt_keep: '{part}ため、何も提案しません。今のポイントをお使いください。',
  learnt_too_few: '成約が{wins}件、失注が{losses}件で、それぞれ{count}件未満からは何も学べない',
  learnt_no_field: '学習に使える項目が残っていない',
  learnt_start: 'スコアは{count}から始まります。',
  learnt_share: '人物像は総合スコアの{count} %を占めます。',
  learnt_thresholds:
    'ポイントの意味が変わったため、基準を設定し直しました。MQLは{mql}から、SQLは{sql}から、評価Aは{a}から、Bは{b}から、Cは{c}からです。',
  learnt_leak_by_part:
    '「{label}」は結果を知っています：値の {count} % は取引の受注後に{verb}ものです（主に{by}）。{part}',
  learnt_leak_by: '「{label}」は結果を知っています：値の {count} % は取引の受注後に{verb}ものです（主に{by}）。',
  learnt_leak_part: '「{label}」は結果を知っています：値の {count} % は取引の受注後に{verb}ものです。{part}',
  learnt_leak: '「{label}」は結果を知っています：値の {count} % は取引の受注後に{verb}ものです。',
  learnt_alone_new: 'これだけで受注と失注を見分ける AUC は、現在の値では {now}、結果の前には何も示しませんでした。',
  learnt_alone: 'これだけで受注と失注を見分ける AUC は、現在の値では {now}、結果の前の値では {then} です。',
  learnt_grows:
    '最大 {points} 点（{from} では付かず、{to} で全部）。半分以上が付くリード {leads} 件のうち {wins} 件が受注（{share}）、全体では {average} です。',
  learnt_rule: 'このようなリード {leads} 件のうち {wins} 件が受注（{share}）、全体では {average} です。',
  learnt_silent: 'これらのリードのどれにも当てはまらなかったため、そのままです。',
  learnt_stays: 'そのままです。',
  learnt_gone: '学習した内容に何も加えません。',
  learnt_weighs: '残り、受注したリードが示すだけの重みになります。',
  learnt_correct:
    '受注 {wins} 件と失注 {losses} 件で現在の点数を修正できますが、現在の点数はこれらのリードすべてに同じことを示します。独自の点数にはそれぞれ {count} 件が必要です',
  learnt_coin_chance:
    '{place}で、学習した点数の AUC は {learnt}、コイン（0.5）に対して {by} {how}、誤差 {open}、偶然かもしれません',
  learnt_chance:
    '{place}で、学習した点数の AUC は {learnt}、現在の点数（{count}）に対して {by} {how}、誤差 {open}、偶然かもしれません',
  learnt_coin: '{place}で、学習した点数の AUC は {learnt}、コイン（0.5）に対して {by} 低く、誤差は {open} です',
  learnt_worse:
    '{place}で、学習した点数の AUC は {learnt}、現在の点数（{count}）に対して {by} 低く、誤差は {open} です',
};

/** What stands in these sentences. */
export const LEARNT_NAMES_JA: Readonly<Record<string, string>> = {
  typed: '入力された',
  imported: 'インポートされた',
  given: 'フォームで答えられた',
  written: '書き込まれた',
  'by people in HubSpot': 'HubSpot のユーザーが',
  'by people in HubSpot, for many records at once': 'HubSpot のユーザーが一括で',
  'by people in the mobile app': 'モバイルアプリのユーザーが',
  'by an import': 'インポートで',
  'in forms': 'フォームで',
  'by another program': 'ほかのプログラムが',
  'by workflows': 'ワークフローが',
  "by HubSpot's analytics": 'HubSpot の分析が',
  'by HubSpot itself': 'HubSpot 自身が',
  'the newest leads': '最も新しいリード',
  'leads held back': '取り置いたリード',
  better: '高く',
  worse: '低く',
};
