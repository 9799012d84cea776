// The script that the page loads when a place is chosen:
// the search, with all that it needs, so that the first view stays small.
export { findApproaches } from '../../orbit/approaches.ts';
