const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

/** Lower-case letters that no removing of accents makes plain: `straße` is `strasse`. */
export const plainLetters = (text: string): string => text.replace(/[ßæœøłđðþıς]/g, (letter) => PLAIN[letter]!);
