import { environmentCredentials } from './environment.ts';

/**
 * Takes the place of the SDK's own search for credentials in every bundle (infra/bundle-function.ts): a function has them
 * in its environment and nowhere else.
 */
export const defaultProvider = () => () => Promise.resolve(environmentCredentials());
