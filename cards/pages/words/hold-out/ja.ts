import type { HoldOutWords } from './en.ts';

/** What the page says of hold-outs, in Japanese. */
export const HOLD_OUT_JA: HoldOutWords = {
  hold_title: 'ナーチャリングに効果はありますか',
  hold_what:
    'トラックの効果を見るために、トラックに入る人の一部を無作為に外すことができます。その人にはトラックのメールが届きません。営業への引き渡しと手動のタッチは通常どおりです。割合はモデルの「トラックと頻度」で設定します。',
  hold_loading: '外した人とそれ以外の人を比べています',
  hold_failed: '比較を読み込めませんでした',
  hold_none: 'このトラックからは誰も外していません。',
  hold_lasts: '{since}から、入る人の{share} %を外しています。',
  hold_changed: '{since}から{until}まで、入る人の{share} %を外しました。',
  hold_harm: 'この比較は自動で終了しました',
  hold_harm_what:
    '{until}の時点で、外した人の結果が悪いことが確かになりました。その人たちは今トラックに入っています。別の割合のモデルを公開すると、新しい比較が始まります。',
  hold_too_few_sql: 'まだ何も言えません。まず各グループで10人がSQLになる必要があります。',
  hold_too_few_customer: 'まだ何も言えません。まず各グループで10人が顧客になる必要があります。',
  hold_open: '今のところ効果は見られません。差は偶然だけで説明できます。',
  hold_helps: 'トラックは役に立っています。外した人の結果のほうが悪いです。',
  hold_hurts: 'トラックは害になっています。外した人の結果のほうが良いです。',
  hold_by_sql: 'トラックの100人は、外した100人よりも{is}人多くSQLになります（{low}から{high}の間）。',
  hold_by_customer: 'トラックの100人は、外した100人よりも{is}人多く顧客になります（{low}から{high}の間）。',
  hold_valid:
    'トラックに入ってから{days}日以内になった人を数えます。何度見ても、この範囲は100回中95回、本当の差を含みます。メールのクリックはポイントになるため、トラックではSQLになりやすくなります。顧客のほうが確かな証拠です。',
  hold_skewed: 'グループの大きさが正しくありません',
  hold_skewed_what:
    '{all}人中{left}人を外しましたが、{share} %のはずです。抽選に問題があります。この数字を信用せず、Ripenの運用担当者に知らせてください。',
  hold_group: 'グループ',
  hold_in: 'トラック内',
  hold_out: '外した人',
  hold_people: 'コンタクト',
  hold_sqls: 'SQLになった',
  hold_customers: '顧客になった',
  hold_plan_sql:
    '1か月に{month}件のコンタクトがこのトラックに入ります。{days}日より前に入った{seen}件のうち、{won}件が{days}日以内にSQLになりました。5回中4回で上昇が見えるまでの期間は次のとおりです。',
  hold_plan_customer:
    '1か月に{month}件のコンタクトがこのトラックに入ります。{days}日より前に入った{seen}件のうち、{won}件が{days}日以内に顧客になりました。5回中4回で上昇が見えるまでの期間は次のとおりです。',
  hold_plan_unknown: 'このトラックに入ったコンタクトがまだ少なく、どれだけかかるか言えません。',
  hold_plan_share: '外す割合',
  hold_plan_lift: '{lift} %増',
  hold_months_one: '{count}か月',
  hold_months_other: '{count}か月',
  hold_too_long: '5年より長い',
};
