/*
 * Names of real people from many languages, chosen for what makes a naive check stumble: short,
 * long, few vowels, rows of consonants, doubled syllables, letters of every alphabet. First names
 * and surnames mixed.
 */
export const REAL_NAMES: readonly string[] = `
Ng Wu Li Xu Yu Oh Ko Hu Ma Na Ba Bo Bö Ek Ur Ó Ø Å Đỗ Lý Vũ Ngô Nguyễn Trần Phạm Huỳnh Nghĩa Phượng Ngọc Thủy Quỳnh Nhung
Zhang Zheng Xiong Qiu Qian Zhuang Shuang Xiu Hsu Hsieh Tsz Kwok Kwong Kwan Szeto Ouyang Yip Ng-Chan Hwang Hyun Kyung Kwak Gwak Ryu Choi
Tsukuda Fujitsuka Uehara Ii Oe Ogata Tsutsui Chiaki Mimi Momoko Nana Lala Coco Kiki Fifi Zsazsa Bibi Lulu Didi Jojo Mumu
Szczęsny Krzyżanowski Brzęczyszczykiewicz Wójcik Świętochowski Chrzanowska Grzegorz Przemysław Trzcińska Krztoń Pszczoła Szczepan Zdzisław
Strnad Strnd Vlk Vlček Vlčková Krč Brt Chrt Smrž Smrčka Prskavec Hrdlička Dvořák Čtvrtník Skřivánek Štědrý Zvěřina Škvrna Hrbatý Plch Srb Črv Krk
Hrvoje Grgić Vrdoljak Krstić Prvulović Crnogorac Brkljača Trstenjak Mrkonjić Srđan Ljiljana Njegoš Đorđević Dž Štrbac Smrdelj Črnčec
Kovács Szőke Győrffy Nyíregyházi Zsófia György Sztrókay Csikszentmihalyi Nagy Őry Ágh
Þór Þorsteinsdóttir Björk Guðmundur Hrafnkell Ljótur Skjalg Kjell Kjær Sørensen Øystein Ægir Åse Göran Sjögren Bjørnstjerne Ødegård Hjalmar Gjerde Fjeld Tjønnås
Väinämöinen Järvinen Yrjö Äijälä Kääriäinen Riikka Pyykkönen Ööbik Kõiv Jõgi Tõnu Ülle Kross Kreutzwald
Llwyd Llŷr Bwlch Gwynfryn Rhys Cwmbrân Glynn Wynn Lynch Flynn Byrd Pym Gryn Ffion Myrddin 
O'Brien O'Shaughnessy D'Angelo D'Sa MacGillivray McKnight Mc Siobhán Caoimhe Tadhg Sadhbh Meadhbh Niamh Ó-Súilleabháin
Schwarzenegger Schwartzschild Hirschsprung Pflüger Pfropfreis Strumpf Kropf Knopff Wertz Hertz Ertz Ewert Wertheimer Schwertfeger Schmertz Lentz Trewin Trewartha Drew Andrews Liberty Propert
Müller Weiß Größl Übelhör Rüdiger Jürgen Straßschwandtner Goldschmidt Angst Herbst Obst Klotz Strunz Kunz Gruß
Kuyt Uytdehaage Nuyens Kuijpers Wijngaarden Schrijver Dijkstra Dijk Ruijgrok Huijgens Ypma Ytsma Sjoerd Tjalling Fokke Goutsmits
Poirot Oiry Uiberall Azerbaev Reza Azria Guillaume Hugues Ghislaine Yves Joseph-Marie Quasimodo Houellebecq Xavière Eymeric
Reis Iglesias Yáñez Ibáñez Xirgu Puig Bosch Roig Txomin Etxeberria Agirretxe Ñúñez Llull Lluís Ximena Itziar Gaizka Quiñones Muñiz
Gonçalves Conceição João Simões Magalhães Araújo Guimarães Quintanilha Teste Testa Tester Testino Contestabile
Bianchi Ghirardelli Quagliarella Sbragia Sgarbi Svevo Gnocchi Zsigmond Dzeko Asdrubali Asdreni Lasdun Hasdai Wasdell
İnönü Yıldız Şükrü Öztürk Çağlar Ağca Gökçe Uğur Oğuz Tuğçe Iğdır Übeyd Ümit Kılıç
Haddad Falah Jallal Khaled Ghada Shahd Sahhaf Dahhak Hajjaj Ashgar Hassal Jaffal 
محمد فاطمة عبدالله الهاشمي נועה בן־גוריון שטרן דוד Σωκράτης Παπαδόπουλος Γκίκας Ξυδάκης Τζατζίκη Σφήκα
Смит Прохоров Иванов Щербаков Всеволод Мстислав Кукушкин Цукерман Ячменёв Гжегож Ткач Србљанин Њежић
Ђорђе Юрій Їжакевич Євген Ґалаґан Ўладзімір Ңұрлан Әсел Өмір Һәдия Жүргүлоғлу
王小明 欧阳娜娜 田中さくら 佐藤ケイ スミス 김민수 황보라 남궁 ศรีสุข สมชาย နန္ဒာ সুমিত অনন্যা हरिश्चन्द्र लक्ष्मी முத்துலட்சுமி సుబ్బారావు ಕೃಷ್ಣ ശ്രീകുമാര്‍ ਗੁਰਪ੍ਰੀਤ ગીતા සුනිල් გიორგი წერეთელი Հակոբյան ሃይሌ ᏣᎳᎩ
Srinivasan Krishnamurthy Mukherjee Bhattacharjya Dharmendra Jyothsna Gnanapragasam Vijayaraghavan Tripathy Tejwani Jhunjhunwala Bhardwaj Ghosh Jha Lakshmi Dadabhoy
Nkrumah Mbappé Mbeki Ndlovu Nxumalo Mkhize Mthwakazi Nkgotsi Ngcobo Ntshingila Qwabe Gcina Dlamini Nwankwo Oyewumi Okonkwo Mgbafor Mwangi Njoroge Mkwawa Kgosi Tjitjo Oo Hlongwane Tshwete Lwazi
Aaliyah Aadya Iiro Ooms Uuno Eerola Keelikōlani Kealiʻiahonui Kamehameha Liliʻuokalani Papadopapas Tuʻitupou Rarotonga Manaʻo Tintin Berber Tartar Zamzam Bulbul Cancan Dindin Karkar Murmur Tumtum
Fake Foo Bar Null Nil None Demo Dummy Sample Moneypenny Casino Bonus Price Offer Banks Cash Net Org Qazi Qasim Wasdin
`
  .trim()
  .split(/\s+/);

/** People whose whole name, first and last, only looks like a test. */
export const REAL_PEOPLE: readonly (readonly [string, string])[] = [
  ['Jon', 'Tester'],
  ['Caterina', 'Fake'],
  ['Jennifer', 'Null'],
  ['Foo', 'Wei Ling'],
  ['Bar', 'Refaeli'],
  ['John', 'Smith III'],
  ['María del Carmen', 'Fernández-Ocaña y Rodríguez de la Vega'],
  ['Karl-Theodor Maria Nikolaus', 'Freiherr von und zu Guttenberg'],
  ['Dr. h.c. Ann', "O'Brien-Müller, MBA"],
  ['J. R. R.', 'Tolkien'],
  ['Suharto', '-'],
  ['.', 'Sukarno'],
  ['Max', 'Musterle'],
  ['Ali', 'Ali'],
  ['Pago', 'Pago'],
  ['Nana', 'Nana'],
];

/**
 * What people type to get past a form; typed by hand, not derived from the rules that look for it.
 */
export const MADE_UP: readonly string[] = `
asdf asdfasdf asdfgh asd qwe qwerty qwertz qwer azerty zxcv zxcvbn yxcv yxcvbnm jkl hjkl lkjh poiuy mnbvc sdfsdf dfgdfg fghfgh jkljkl
hjkhjk asdasd qweqwe sdfg gfds fdsa ghjk sdfgsdfg jhgjhg kjhkjh bnmbnm zxczxc cvbcvb aaaa bbbbb xxx xxxx zzz jjjj hhhhhh asasas jkjkjk
dsfsdf sdkfjh ksjdhf skdjfhskdf kjsdhfkjsdhf sdkfjhsdkf lkjlkjlkj dfkgjh hjgkhjg fgdfg aslkdjf asdkjhasd lkjasd adsf asfd wqeqwe
rtyrty tyutyu uiouio iuweyr owieur eruihgf йцукен фыва фывапр ывап asdf1234 test Test1 TEST тест testing 123 123456 test123
`
  .trim()
  .split(/\s+/);

/** First and last names of nobody. */
export const NOBODY: readonly (readonly [string, string])[] = [
  ['test', 'test'],
  ['Test', 'User'],
  ['Max', 'Mustermann'],
  ['Erika', 'Mustermann'],
  ['Max', 'Muster'],
  ['John', 'Doe'],
  ['jane', 'doe'],
  ['Foo', 'Bar'],
  ['foo', 'foo'],
  ['First', 'Last'],
  ['Vorname', 'Nachname'],
  ['Demo', 'User'],
  ['Fake', 'Name'],
  ['Mickey', 'Mouse'],
  ['Admin', 'Admin'],
  ['Maria', 'Johnson (Sample Contact)'],
  ['blah', 'blah'],
  ['a', 'a'],
  ['x', 'y'],
  ['abc', 'def'],
  ['Get rich', 'with Bitcoin now'],
  ['Visit', 'www.best-pills.ru'],
  ['You have won', '$5,000'],
];
