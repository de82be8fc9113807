/** Every collection of the table, for who goes through all of them; a use case takes those that it asks for from where they stand. */
export * from './collections.ts';
export { rubrics } from './stored-rubric.ts';
