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

/** Replaces lower-case letters that stay after accents are removed: `straße` becomes `strasse`. */
export const plainLetters = (text: string): string => text.replace(/[ßæœøłđðþıς]/g, (letter) => PLAIN[letter]!);
