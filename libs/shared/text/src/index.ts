export { codeTerms, normaliseCode } from './codes';
export { soundTerms } from './pinyin';
export { beginningOf, indexTerms, queryTerms } from './search-terms';
export { searchWays, type SearchWay, type WayOfFinding, waysOfFinding, wordsOf } from './search-ways';
export { parseStandardNumber, type StandardLevel, standardLevels, type StandardNumber } from './standard-number';
