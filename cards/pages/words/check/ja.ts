import type { CheckWords } from './en.ts';

export const CHECK_JA: CheckWords = {
  check_tab: 'スコアは正しいか',
  check_loading: 'リードの結果を集計しています',
  check_failed: '数値を読み込めませんでした',
  check_nothing: 'まだ何も分かっていません',
  check_lead:
    'リードは、Ripen が初めて確認してから1週間後のスコアで1回だけ数え、その後 {days} 日が過ぎてから集計します。その間に顧客になったリードを購入とします。',
  check_first: '最初のリードは {when} から集計されます。',
  check_counts: '過去1年のリード {seen} 件のうち、{won} 件が {days} 日以内に購入しました。',
  check_of_all: 'このバージョンのリードがまだ少ないため、以前のバージョンで採点したリードも含みます。',
  check_is_better: '適合度 {good} のリードは、適合度 {poor} のリードの {times} 倍購入しています。',
  check_is_only: '適合度 {good} のリードは購入していますが、適合度 {poor} のリードは1件も購入していません。',
  check_is_alike: '適合度 {good} と {poor} のリードの購入率はほぼ同じで、差は偶然の範囲です。',
  check_is_reversed: '適合度 {poor} のリードの方が {good} より多く購入しています。適合度の点数が逆を向いています。',
  check_is_unknown: 'グレードごとのリードが少なすぎて比較できません',
  check_no_area: '購入したリードが少なすぎて、スコアが購入者を見分けているか判断できません。',
  check_area:
    '一方が購入した2件のリードで、スコアは100回中 {times} 回（{low}～{high} 回）購入者を上位にします。コインなら50回です。',
  check_inflation: 'SQLは増えたが、成約は増えていません',
  check_inflation_what:
    '直近3か月で {sqls} 件がSQL基準に達し {won} 件が購入、その前の3か月は {sqls_before} 件中 {won_before} 件でした。どの点数を上げたか確認してください。',
  check_letter: '適合度',
  check_by_letter: '適合度別の購入率',
  check_share_axis: '購入率（%）',
  check_leads: 'リード',
  check_bought: '購入',
  check_share: '割合',
  check_too_few: '少なすぎます',
  check_meaning: '数値の意味',
  check_share_what:
    '割合は購入÷リードです。同じ種類の別のリードでも、100回中95回は隣の範囲に入ります（Wilson区間）。20件未満では割合を示しません。',
  check_points: 'スコア',
  check_by_band: 'スコア別',
  check_by_grade: 'グレード別',
  check_grade: 'グレード',
  check_tenths: '上位10 %から順に（リフト）',
  check_tenth: '十分位',
  check_times: '平均比',
  check_tenths_what:
    '全リードをスコア順に10等分します。平均比3なら、無作為の10分の1の3倍の購入者がいます。同じスコアのリードは均等に分けます。',
  check_too_few_tenths: '各20件以上の10区分には、購入者を含む200件のリードが必要です。',
  check_by_month: '月別',
  check_month: '月',
  check_area_what:
    'リードは、スコアを取った月に属します。AUC: 一方が購入した2件で、スコアが購入者を上位にする割合。0.5はコイン、1は常に正解です。購入者10件とその他10件以上で、95 %区間（DeLong）とともに示します。',
  check_reliability: '予測と結果',
  check_reliability_is:
    '最新のリード {leads} 件で、古いリードによる予測のずれは平均 {points} パーセントポイントでした。',
  check_no_reliability: '予測と結果を比べるにはリードが少なすぎます。',
  check_reliability_what:
    '古い半分のリードからスコアと企業規模別の購入率を学び、新しい半分で確かめます。「予測どおり」の線上では両者が一致します。各点は新しいリードの約10分の1です。',
  check_came: '結果',
  check_ideal: '予測どおり',
  check_foretold_axis: '予測（%）',
  check_table: '全リードの表（CSV）',
  dial_title: '営業は何件のリードに電話できますか',
  dial_calls: '週あたりの電話件数',
  dial_whole: '1から10,000までの整数',
  dial_show: '基準を表示',
  dial_from: '週 {calls} 件の電話なら、{score} ポイント以上のリード全員に電話します。',
  dial_in_force: '現在: {score} ポイント以上。',
  dial_wins:
    'この電話で、四半期に {wins} 件の成約（{low}～{high}）が見込まれます。基準未満のリードからの {lost} 件（{lost_low}～{lost_high}）は見送ることになります。',
  dial_unknown: 'そのうち何件が購入するかはまだ分かりません。',
  dial_drift: '基準が電話の件数に合わなくなりました',
  dial_drift_what:
    '直近 {weeks} 週間で {sqls} 件のリードが基準に達しましたが、営業がその間に電話できるのは {planned} 件です。週 {calls} 件の電話なら、基準は今 {score} ポイントです。この値で下書きを作成してください。',
  dial_lately: '直近 {weeks} 週間では、この設定で {calls} 件中 {called} 件の電話になりました。',
  dial_draft: '下書きを作成: {score} ポイント以上をSQLに',
  dial_drafted: '基準は下書きにあります。公開するまで有効になりません。',
  dial_what:
    '基準は、それ以上のリードが最新1,000件のうち営業が電話できる件数を超えない最小のスコアです。最新のリードに合わせて動きます。週の電話が余れば1ポイント下のリードを新しい順に加え、できなかった電話は翌週に回します。成約は、過去1年のリードが基準の両側でどうだったかを、現在のリード数に換算したものです。自ら営業に問い合わせた人は別に加わります。どの版も自動では変わらないため、下書きを公開すると基準は固定されます。営業が電話できる件数よりSQLが多い、または少ない場合は、Ripenがここで知らせ、新しい基準を提案します。',
  still_right: '{quarter} のリードでも、現在のモデルは正しいままです。',
  still_coin: '{quarter} のリードでは、スコアの判別はコイン並みでした。「スコアは正しいか」を確認してください。',
  still_worse: '{quarter} のリードでは、以前より判別が悪くなりました。「スコアは正しいか」を確認してください。',
  still_off:
    '{quarter} のリードでは、スコアの順序は正しいものの、購入数が予測と異なります。「スコアは正しいか」を確認してください。',
  still_bought: '{seen} 件中 {won} 件が購入。',
  still_bought_foretold: '{seen} 件中 {won} 件が購入（予測 {foretold} 件）。',
};
