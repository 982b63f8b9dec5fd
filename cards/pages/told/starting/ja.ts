/** The starting models: what they are called, whom they suit and why they are as they are. */
export const STARTING_JA: Readonly<Record<string, string>> = {
  'Companies that sell to companies, whatever they sell.': '何を売るかにかかわらず、企業に販売する会社。',
  'Who they are and what they do count the same, and 60 points in all make an SQL.':
    '属性と行動は同じ重みで、合計60ポイントでSQLになります。',
  'A contact request, a booked meeting and a free trial qualify as SQL at once; a download, a webinar and a newsletter as MQL.':
    '問い合わせ、予約された会議、無料トライアルはすぐにSQLとなり、ダウンロード、ウェビナー、ニュースレターはMQLとなります。',
  'Visits halve in 30 days, content in 60, and a silent SQL is dormant after 91 days.':
    '訪問は30日、コンテンツは60日で半減し、動きのないSQLは91日で休眠になります。',
  'B2B software': 'B2Bソフトウェア',
  'Software that companies subscribe to, with a trial or a demonstration before they buy.':
    '購入前にトライアルやデモがある、サブスクリプション型のソフトウェア。',
  'Who they are: several people decide, so the people who will work with the software (IT, engineering, operations, marketing, sales) count beside those who sign.':
    '属性：複数の人が決めるため、署名する人に加えて、ソフトウェアを使う人（IT、エンジニアリング、オペレーション、マーケティング、営業）も数えます。',
  'Who they are: companies of 50 to 999 people count most, since larger ones buy slowly and smaller ones leave soon.':
    '属性：50～999人の会社が最も高くなります。大きな会社は購入が遅く、小さな会社はすぐに離れるためです。',
  'What they do: a trial and a request for a demonstration qualify as SQL at once; documentation, integrations and security are what people read shortly before they buy.':
    '行動：トライアルとデモの依頼はすぐにSQLとなります。ドキュメント、連携、セキュリティは購入直前に読まれます。',
  'Thresholds: an MQL needs 18 points for what it does, because many people look at software without any wish to buy.':
    'しきい値：買う気なしにソフトウェアを見る人が多いため、MQLには行動で18ポイントが必要です。',
  'Fading: a decision takes weeks, so visits halve in 21 days and clear intent in 30.':
    '減衰：決定には数週間かかるため、訪問は21日、明確な意図は30日で半減します。',
  'Rhythm: one e-mail a week for 30 days, an answer within 4 working hours (who tries one product tries others on the same day), and an SQL counts as dormant after 61 silent days.':
    '頻度：30日間は週1通のメール、営業時間4時間以内の回答（製品を試す人は同じ日にほかも試します）、動きのない61日でSQLは休眠になります。',
  'Products: the plans and the integrations are named; put your own modules in their place.':
    '製品：プランと連携が挙げてあります。自社のモジュールに置き換えてください。',
  'E-commerce and retail': 'eコマースと小売',
  'Shops that sell to private people, and to companies that order for themselves or resell.':
    '個人、および自社用に注文または再販する会社に販売するショップ。',
  'Who they are: a shopper has no job title, so where you deliver and whether the person can be reached make most of the fit; free mail addresses and students are ordinary shoppers and cost nothing.':
    '属性：買い物客には役職がないため、配送先と連絡が取れるかどうかが大半を占めます。無料メールと学生は普通の客で、減点しません。',
  'Who they are: people who buy for a company get points of their own, since one trade account is worth many baskets.':
    '属性：会社のために買う人には別のポイントがあります。法人口座一つは多くの買い物かごに値します。',
  'What they do: baskets, wishlists and product pages say more than downloads; a request for a trade account goes to sales at once.':
    '行動：買い物かご、ほしい物リスト、商品ページはダウンロードより多くを語ります。法人口座の依頼はすぐに営業に渡ります。',
  'Thresholds: what people do is three quarters of the score, and an SQL is decided by that alone.':
    'しきい値：行動がスコアの4分の3で、SQLは行動だけで決まります。',
  'Fading: interest in goods passes quickly, so visits and baskets halve in 10 days and 30 silent days cost points.':
    '減衰：商品への関心はすぐに薄れるため、訪問と買い物かごは10日で半減し、動きのない30日で減点されます。',
  'Rhythm: an e-mail every 4 days for three weeks, also at weekends, and after a purchase one that thanks and one a month; nobody calls a shopper.':
    '頻度：3週間は4日ごとにメール（週末も）、購入後はお礼が1通と毎月1通。買い物客には誰も電話しません。',
  'Products: none is named, because they are your own categories; the set-up proposes them from your pages.':
    '製品：自社のカテゴリなので挙げてありません。セットアップがページから提案します。',
  'Education and training': '教育・研修',
  'Schools, universities and course providers, whose leads are future students and people who send staff to courses.':
    '将来の学生や、社員を講座に送る会社をリードとする学校・大学・講座の提供者。',
  'Who they are: students and private mail addresses are whom you look for, so nothing is taken off for them and nobody is barred for being a student.':
    '属性：学生と個人メールこそ探している相手なので減点せず、学生だからと除外しません。',
  'Who they are: when somebody wants to begin counts most of the four questions, because a place is free only in one intake.':
    '属性：4つの質問のうち、いつ始めたいかが最も重要です。席が空くのは一つの期だけだからです。',
  'Who they are: people in personnel and heads of departments get points, since they send whole groups.':
    '属性：人事担当と部門長にはポイントがあります。グループ全体を送るためです。',
  'What they do: an application and a trial lesson qualify as SQL at once; a prospectus and an open day make an MQL; the page of the fees stands for the price list.':
    '行動：出願と体験授業はすぐにSQLとなり、パンフレットとオープンキャンパスはMQLとなります。学費のページは価格表の代わりです。',
  'Thresholds: 50 points make an SQL, with 20 for who they are, since little is known of a young applicant.':
    'しきい値：50ポイントでSQLになり、そのうち20は属性です。若い志願者については情報が少ないためです。',
  'Fading: people choose over half a year, so content halves in 120 days and intent in 90; a signal holds for 182 days.':
    '減衰：半年かけて選ぶため、コンテンツは120日、意図は90日で半減し、シグナルは182日間有効です。',
  'Rhythm: an e-mail every 10 days for 60 days, an answer within 8 working hours, and a lost applicant is asked again for the next intake.':
    '頻度：60日間は10日ごとにメール、営業時間8時間以内の回答、逃した志願者には次の期に再び尋ねます。',
  'Products: degrees, courses and training for companies are named; put your own programmes in their place.':
    '製品：学位、講座、企業研修が挙げてあります。自社のプログラムに置き換えてください。',
  'Manufacturing and industry': '製造・工業',
  'Makers of machines, parts and materials, whose buyers are other companies.':
    '買い手がほかの会社である、機械・部品・材料のメーカー。',
  'Who they are: purchasing, engineering, production and research decide together, so the area of work counts as much as the rank.':
    '属性：購買、エンジニアリング、製造、研究がともに決めるため、業務分野は役職と同じだけ重要です。',
  'Who they are: larger companies in producing industries count most, and a private mail address costs 15 points because buyers write from work.':
    '属性：製造業の大きな会社が最も高く、個人メールは15ポイントの減点です。買い手は職場から連絡するためです。',
  'What they do: a request for a quotation or a sample qualifies as SQL at once; data sheets, catalogues, drawings and meetings at trade fairs make an MQL; social media hardly count.':
    '行動：見積もりやサンプルの依頼はすぐにSQLとなり、データシート、カタログ、図面、展示会での面談はMQLとなります。ソーシャルメディアはほとんど数えません。',
  'Thresholds: who they are is 60 per cent of the score, since one right company matters more than many clicks.':
    'しきい値：属性がスコアの60％です。適した会社一つは多くのクリックより重要です。',
  'Fading: an investment takes a year, so visits halve in 91 days, content in 182 and intent in 120.':
    '減衰：投資には1年かかるため、訪問は91日、コンテンツは182日、意図は120日で半減します。',
  'Rhythm: an e-mail every three weeks for three months, an answer within one working day, a call to a silent SQL each quarter, and an SQL counts as dormant after half a year.':
    '頻度：3か月間は3週間ごとにメール、1営業日以内の回答、動きのないSQLには四半期ごとに電話、半年でSQLは休眠になります。',
  'Products: machines, spare parts and service are named; put your own lines in their place.':
    '製品：機械、交換部品、サービスが挙げてあります。自社の製品群に置き換えてください。',
  'Services and agencies': 'サービス・代理店',
  'Consultants, agencies and other people who sell their work by the project.':
    '仕事をプロジェクト単位で売るコンサルタントや代理店など。',
  'Who they are: small and middle-sized companies are the best clients, and their owner or the head of a function decides; so companies of 10 to 249 people count most and tiny ones lose nothing.':
    '属性：中小企業が最良の顧客で、社長か部門の責任者が決めます。そのため10～249人の会社が最も高く、ごく小さい会社も減点されません。',
  'Who they are: budget and authority count more than anything that somebody reads, because an offer costs you days of work.':
    '属性：提案には何日もかかるため、予算と決裁権が何を読んだかより重要です。',
  'What they do: whoever sends a brief or asks for an offer is with sales at once; references and case studies are read by people who compare you.':
    '行動：ブリーフを送る人や提案を求める人はすぐに営業に渡ります。実績と事例は比較する人が読みます。',
  'Thresholds: 55 points make an SQL, since few people visit and each of them matters.':
    'しきい値：訪れる人が少なく一人ひとりが重要なため、55ポイントでSQLになります。',
  'Fading: a project ripens for months, so content halves in 90 days and intent in 60.':
    '減衰：プロジェクトは数か月かけて熟すため、コンテンツは90日、意図は60日で半減します。',
  'Rhythm: an e-mail every two weeks for 60 days, an answer within 4 working hours, and a call to a silent SQL every two months.':
    '頻度：60日間は2週間ごとにメール、営業時間4時間以内の回答、動きのないSQLには2か月ごとに電話。',
  'Products: consulting, projects, training and support are named; put your own services in their place.':
    '製品：コンサルティング、プロジェクト、研修、サポートが挙げてあります。自社のサービスに置き換えてください。',
};
