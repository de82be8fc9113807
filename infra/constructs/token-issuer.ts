/** Who signs the tokens that the API believes, and for whom a token must be made out. */
export type TokenIssuer = Readonly<{ issuer: string; audience: string }>;
