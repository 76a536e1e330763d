/**
 * Flesch–Kincaid grade of one sentence: 0.39 × words + 11.8 × syllables per word − 15.59 (Kincaid 1975).
 * Syllables are vowel groups, without a silent final e.
 */
const syllables = (word: string): number => {
  const groups = word
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/e$/, '')
    .match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 1);
};

export const readingGrade = (text: string): number => {
  const sentences = text.split(/[.?!:]+/).filter((part) => part.trim() !== '').length;
  const words = text.match(/[A-Za-z']+/g) ?? [];
  const perWord = words.reduce((sum, word) => sum + syllables(word), 0) / words.length;
  return 0.39 * (words.length / sentences) + 11.8 * perWord - 15.59;
};
