/**
 * Whether somebody is signed in, and the ways in and out. All that speaks to the issuer is fetched when it is needed: the first
 * screen does without.
 */

/** Nobody is signed in, or no longer: the way on is to sign in. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** Of this tab alone, and gone with it: another tab signs in by the session that the issuer keeps. */
export const kept = window.sessionStorage;
export const tokensKey = 'biaochi-tokens';
export const callbackPath = '/sign-in/callback';
/** Where somebody joins by a code: also who was a member once, whom nothing else lets in. */
export const joinPath = '/console/join';

export function isSignedIn(): boolean {
  return kept.getItem(tokensKey) !== null;
}

export function isCallback(): boolean {
  return window.location.pathname === callbackPath;
}

/** The token was refused: what the tab holds is worth nothing any more. */
export function dropTokens(): void {
  kept.removeItem(tokensKey);
}

/** Fetches what signing in takes while somebody still reads the screen. */
export function prepareSignIn(): void {
  // Pressing the button asks for it again, and says what is wrong.
  import('./issuer.ts').catch(() => undefined);
}

/** Leads to the issuer's sign-in, and back to where one was. */
export async function signIn(returnTo: string): Promise<void> {
  const { beginSignIn } = await import('./issuer.ts');
  await beginSignIn(returnTo);
}

/** Signs out here and at the issuer. */
export async function signOut(): Promise<void> {
  dropTokens();
  const { endSession } = await import('./issuer.ts');
  await endSession();
}
