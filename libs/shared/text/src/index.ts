export { indexTerms, queryTerms } from './search-terms';
